// Decodes an image by the browser. Browsers differ in the last bits of a JPEG or WebP image; PNG files are decoded without it.

import type { Rgba } from '../own-data/rgba.ts';

/** The image in `bytes`, upright and without colour management. */
export async function decodeImage(bytes: Uint8Array<ArrayBuffer>): Promise<Rgba | 'damaged' | 'unsupported'> {
  if (!('createImageBitmap' in globalThis && 'OffscreenCanvas' in globalThis)) return 'unsupported';
  const bitmap = await decode(bytes);
  if (!bitmap) return 'damaged';
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  // Some browsers had the canvas before it could draw.
  if (!context) return 'unsupported';
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

/** Null for bytes that the browser can't decode. */
async function decode(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap | null> {
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
