// Turns drawn ink into a picture as the dataset's own were made: crop to the ink, fit into 28 x 28, centre.
// Measured over the 60,000 training pictures: the longer side of the box fills all 28 pixels (98% of the pictures; the
// rest lack one or two), and the box, not the centre of mass, stands in the middle to half a pixel (99.9%), the odd pixel
// of margin left or above (the mass of an ankle boot lies 3 pixels right). So: no margin, centred box, odd pixel there.

import { IMAGE_PIXELS, IMAGE_SIDE } from '../contract/model.ts';

/** Ink fainter than this (of 255) is the edge of a smoothed stroke and does not widen the box. */
const VISIBLE_INK = 16;

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * `ink` [height, width], 0 (empty) ... 255 (full), of any size, becomes 784 pixels in the same scale.
 * Null when there is no visible ink.
 */
export function pictureFromInk(
  ink: ArrayLike<number>,
  width: number,
  height: number,
): { pixels: Uint8Array } | null {
  const box = inkBox(ink, width, height);
  if (!box) return null;
  const longSide = Math.max(box.width, box.height);
  const fit = (side: number) => Math.max(1, Math.round((side * IMAGE_SIDE) / longSide));
  const columns = fit(box.width);
  const rows = fit(box.height);
  const left = Math.ceil((IMAGE_SIDE - columns) / 2);
  const top = Math.ceil((IMAGE_SIDE - rows) / 2);

  const pixels = new Uint8Array(IMAGE_PIXELS);
  for (let row = 0; row < rows; row++) {
    const y0 = box.top + (row * box.height) / rows;
    const y1 = box.top + ((row + 1) * box.height) / rows;
    for (let column = 0; column < columns; column++) {
      const x0 = box.left + (column * box.width) / columns;
      const x1 = box.left + ((column + 1) * box.width) / columns;
      pixels[(top + row) * IMAGE_SIDE + left + column] = Math.round(areaMean(ink, width, x0, y0, x1, y1));
    }
  }
  return { pixels };
}

function inkBox(ink: ArrayLike<number>, width: number, height: number): Box | null {
  let left = width;
  let right = -1;
  let top = height;
  let bottom = -1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (ink[y * width + x]! < VISIBLE_INK) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** Mean ink of the rectangle, whose edges may cut through pixels. */
function areaMean(
  ink: ArrayLike<number>,
  width: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): number {
  let sum = 0;
  let area = 0;
  for (let y = Math.floor(y0); y < y1; y++) {
    const high = Math.min(y + 1, y1) - Math.max(y, y0);
    for (let x = Math.floor(x0); x < x1; x++) {
      const part = high * (Math.min(x + 1, x1) - Math.max(x, x0));
      // A rounded edge may touch the next row or column by a hair; it is not to be read there.
      if (part < 1e-9) continue;
      sum += part * ink[y * width + x]!;
      area += part;
    }
  }
  return sum / area;
}
