// Finds the box of ink and scales it into the middle of a square.

import { scaleByArea, type Box } from '../base/raster.ts';

/** Of 255. Fainter ink is the edge of a smoothed stroke and does not widen the box. */
export const VISIBLE_INK = 16;

/**
 * Scales `box` of `ink` (rows of `width` pixels, 0 ... 255) into the middle of an empty square [side, side], so that `long`
 * pixels of the ink fill its side. An odd pixel of margin lies left and above. Positions and sizes are multiples of `grain`
 * pixels: a square that is scaled down once more by `grain` then keeps its edges.
 */
export function scaled(
  ink: ArrayLike<number>,
  width: number,
  box: Box,
  side: number,
  long: number,
  grain = 1,
): Uint8Array {
  const grains = side / grain;
  const fit = (length: number) => Math.max(1, Math.round((length * grains) / long));
  const columns = grain * fit(box.width);
  const rows = grain * fit(box.height);
  const left = grain * Math.ceil((grains - fit(box.width)) / 2);
  const top = grain * Math.ceil((grains - fit(box.height)) / 2);
  const content = scaleByArea(ink, width, box, columns, rows);
  const pixels = new Uint8Array(side * side);
  for (let row = 0; row < rows; row++) {
    pixels.set(content.subarray(row * columns, (row + 1) * columns), (top + row) * side + left);
  }
  return pixels;
}

/** The smallest box around all values of `ink` [height, width] from `visible` on; null where there are none. */
export function inkBox(
  ink: ArrayLike<number>,
  width: number,
  height: number,
  visible = VISIBLE_INK,
): Box | null {
  let left = width;
  let right = -1;
  let top = height;
  let bottom = -1;
  for (let y = 0; y < height; y++) {
    const start = y * width;
    let first = 0;
    while (first < width && ink[start + first]! < visible) first++;
    if (first === width) continue;
    // To the right of the box so far.
    let last = width - 1;
    while (last > right && ink[start + last]! < visible) last--;
    left = Math.min(left, first);
    right = Math.max(right, last);
    top = Math.min(top, y);
    bottom = y;
  }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}
