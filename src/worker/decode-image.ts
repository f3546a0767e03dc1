// Decodes an image by the browser. Browsers differ in the last bits of a JPEG or WebP image; PNG files are decoded without it.

import type { Rgba } from '../own-data/rgba.ts';

export const canDecode = () => 'createImageBitmap' in globalThis && 'OffscreenCanvas' in globalThis;

/** The image in `bytes`, upright and without colour management; null where the browser can't decode it. */
export async function decodeImage(bytes: Uint8Array<ArrayBuffer>): Promise<Rgba | null> {
  const bitmap = await decode(bytes);
  const context =
    bitmap && new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  const { width, height } = bitmap;
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

async function decode(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap | null> {
  if (!canDecode()) return null;
  try {
    return await createImageBitmap(new Blob([bytes]), {
      imageOrientation: 'from-image',
      colorSpaceConversion: 'none',
    });
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
