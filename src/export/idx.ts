// IDX files, the format of MNIST: a big-endian header (two zeros, the type 8 for bytes, the number of axes, each extent), then
// the bytes.

import { IMAGE_PIXELS, IMAGE_SIDE } from '../contract/model.ts';

/** `count` images of [28, 28]. Throws a RangeError for another number of bytes. */
export function idxImages(images: Uint8Array, count: number): Uint8Array<ArrayBuffer> {
  if (images.length !== count * IMAGE_PIXELS) {
    throw new RangeError(`${images.length} pixels for ${count} images`);
  }
  return idx([count, IMAGE_SIDE, IMAGE_SIDE], images);
}

export function idxLabels(labels: Uint8Array): Uint8Array<ArrayBuffer> {
  return idx([labels.length], labels);
}

function idx(shape: readonly number[], content: Uint8Array): Uint8Array<ArrayBuffer> {
  const start = 4 + 4 * shape.length;
  const bytes = new Uint8Array(start + content.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, 8, shape.length]);
  for (const [axis, extent] of shape.entries()) view.setUint32(4 + 4 * axis, extent);
  bytes.set(content, start);
  return bytes;
}
