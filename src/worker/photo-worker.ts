// Reads one photograph away from the page: checked, decoded upright, scaled down and prepared. Knows no run, and is ended
// after its answer.

import { PHOTO_LIMITS, PHOTO_SIDE, type PhotoAnswer } from '../contract/photo.ts';
import { imageFromPhoto } from '../image/photo.ts';
import { photoRefusal } from '../image/photo-check.ts';

self.addEventListener('message', ({ data }: MessageEvent<Blob>) => {
  void read(data).then((answer) => self.postMessage(answer));
});

async function read(file: Blob): Promise<PhotoAnswer> {
  if (file.size > PHOTO_LIMITS.megabytes * 2 ** 20) return { refusal: 'too-heavy' };
  const bytes = await file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  );
  // A folder can be dropped as if it were a file.
  if (!bytes) return { refusal: 'unread' };
  const refusal = photoRefusal(bytes);
  if (refusal) return { refusal };
  try {
    // Of the bytes that were checked: the file may have changed since.
    const bitmap = await createImageBitmap(new Blob([bytes]), { imageOrientation: 'from-image' });
    const scale = Math.min(1, PHOTO_SIDE / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!context) return { refusal: 'damaged' };
    // Where the picture is transparent there is white paper, as in the dataset.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    return imageFromPhoto(context.getImageData(0, 0, width, height).data, width, height);
  } catch {
    return { refusal: 'damaged' };
  }
}
