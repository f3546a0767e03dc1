// A decoded image as a grey image [28, 28].

import { scaleByArea } from '../base/raster.ts';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../contract/model.ts';
import type { Rgba } from './rgba.ts';

/** As Pillow's mode L: (299 R + 587 G + 114 B) / 1000 in 16 bits, rounded. A grey colour stays as it is. */
export const luma = (red: number, green: number, blue: number) =>
  (19_595 * red + 38_470 * green + 7_471 * blue + 0x8000) >> 16;

/**
 * `image` as [28, 28]. An image of that size is taken as it is. Of others the longer side fills 28 pixels by area means, and
 * the shorter side is centred on the background, the median of the border. Transparent pixels get the background too.
 */
export function imageToGrey({ width, height, data }: Rgba): Uint8Array {
  const count = width * height;
  const grey = new Uint8Array(count);
  let opaque = true;
  for (let i = 0; i < count; i++) {
    grey[i] = luma(data[4 * i]!, data[4 * i + 1]!, data[4 * i + 2]!);
    if (data[4 * i + 3] !== 255) opaque = false;
  }
  const border = borderOf(width, height);
  if (!opaque) {
    const under = backgroundUnder(grey, data, border);
    for (let i = 0; i < count; i++) {
      const alpha = data[4 * i + 3]! / 255;
      grey[i] = Math.round(alpha * grey[i]! + (1 - alpha) * under);
    }
  }
  if (width === IMAGE_SIDE && height === IMAGE_SIDE) return grey;
  const long = Math.max(width, height);
  const columns = Math.max(1, Math.round((width * IMAGE_SIDE) / long));
  const rows = Math.max(1, Math.round((height * IMAGE_SIDE) / long));
  const content = scaleByArea(grey, width, { left: 0, top: 0, width, height }, columns, rows);
  const pixels = new Uint8Array(IMAGE_PIXELS).fill(median(border.map((i) => grey[i]!)));
  const [left, top] = [(IMAGE_SIDE - columns) >> 1, (IMAGE_SIDE - rows) >> 1];
  for (let row = 0; row < rows; row++) {
    pixels.set(content.subarray(row * columns, (row + 1) * columns), (top + row) * IMAGE_SIDE + left);
  }
  return pixels;
}

/**
 * What lies under transparent pixels: the median of the border's opaque pixels. Where most of the border is transparent, black
 * under a light drawing and white under a dark one.
 */
function backgroundUnder(grey: Uint8Array, data: Uint8ClampedArray, border: readonly number[]): number {
  const opaque = border.filter((i) => data[4 * i + 3]! >= 128);
  if (2 * opaque.length >= border.length) return median(opaque.map((i) => grey[i]!));
  let sum = 0;
  let weight = 0;
  for (let i = 0; i < grey.length; i++) {
    sum += grey[i]! * data[4 * i + 3]!;
    weight += data[4 * i + 3]!;
  }
  return weight > 0 && sum / weight < 128 ? 255 : 0;
}

function borderOf(width: number, height: number): number[] {
  const indices: number[] = [];
  for (let x = 0; x < width; x++) indices.push(x, (height - 1) * width + x);
  for (let y = 1; y < height - 1; y++) indices.push(y * width, y * width + width - 1);
  return indices;
}

/** The lower of the middle two where their number is even. */
function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 1]!;
}

/** Whether the border of `image` [28, 28] is light: a drawing that is dark on a light background. */
export function hasLightBorder(image: Uint8Array): boolean {
  const border = borderOf(IMAGE_SIDE, IMAGE_SIDE);
  return median(border.map((i) => image[i]!)) >= 128;
}
