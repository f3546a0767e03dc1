// Reads one photo: checks its bytes, decodes it upright, scales it down and prepares the image of the garment.

import { PHOTO_LIMITS, PHOTO_SIDE, type PhotoAnswer } from '../contract/photo.ts';
import { imageFromPhoto } from '../image/photo.ts';
import { photoRefusal } from '../image/photo-check.ts';

/** The image in `file`, or why it is refused. Rejects with what is no fault of the file. */
export async function readPhoto(file: Blob): Promise<PhotoAnswer> {
  if (file.size > PHOTO_LIMITS.megabytes * 2 ** 20) return { refusal: 'too-heavy' };
  const bytes = await readBytes(file);
  // A folder can be dropped as if it were a file.
  if (!bytes) return { refusal: 'unread' };
  const refusal = photoRefusal(bytes);
  if (refusal) return { refusal };
  if (!('createImageBitmap' in globalThis && 'OffscreenCanvas' in globalThis)) {
    return { refusal: 'unsupported' };
  }
  const bitmap = await decode(bytes);
  if (!bitmap) return { refusal: 'damaged' };
  const scale = Math.min(1, PHOTO_SIDE / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  // Some browsers had the canvas before it could draw.
  if (!context) return { refusal: 'unsupported' };
  // Transparent pixels become white, as the background of the dataset's photos.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return imageFromPhoto(context.getImageData(0, 0, width, height).data, width, height);
}

async function readBytes(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** Null for bytes that the browser can't decode. They were checked; the file may have changed since. */
async function decode(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(new Blob([bytes]), { imageOrientation: 'from-image' });
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
