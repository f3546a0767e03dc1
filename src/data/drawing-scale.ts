// Finds the box of drawn ink and scales it into a square, by means over areas. It knows no picture of the network's.

/** Ink fainter than this (of 255) is the edge of a smoothed stroke and does not widen the box. */
const VISIBLE_INK = 16;
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * The box of `ink` in the middle of a square of `side`, whose whole side `long` of the ink's pixels fill; the odd pixel of
 * margin left and above. With `grain` it is placed to so many pixels, for a square that is scaled down once more.
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
  const pixels = new Uint8Array(side * side);
  for (let row = 0; row < rows; row++) {
    const y0 = box.top + (row * box.height) / rows;
    const y1 = box.top + ((row + 1) * box.height) / rows;
    for (let column = 0; column < columns; column++) {
      const x0 = box.left + (column * box.width) / columns;
      const x1 = box.left + ((column + 1) * box.width) / columns;
      pixels[(top + row) * side + left + column] = Math.round(areaMean(ink, width, x0, y0, x1, y1));
    }
  }
  return pixels;
}
/** The box of the ink that is at least `visible`; null where there is none. */
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
    for (let x = 0; x < width; x++) {
      if (ink[y * width + x]! < visible) continue;
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
