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
  const across = spans(box.left, box.width, columns);
  for (const [row, down] of spans(box.top, box.height, rows).entries()) {
    const at = (top + row) * side + left;
    for (let column = 0; column < columns; column++) {
      pixels[at + column] = Math.round(areaMean(ink, width, across[column]!, down));
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

/** A stretch of a row or a column of pixels, whose ends may cut through them. */
interface Span {
  first: number;
  /** How much of each pixel from the first on. */
  parts: Float64Array;
}

/** `length` pixels from `start` on in `count` equal stretches. */
function spans(start: number, length: number, count: number): Span[] {
  return Array.from({ length: count }, (_, k) => {
    const from = start + (k * length) / count;
    const to = start + ((k + 1) * length) / count;
    const first = Math.floor(from);
    const parts = Float64Array.from({ length: Math.ceil(to) - first }, (_, i) => {
      return Math.min(first + i + 1, to) - Math.max(first + i, from);
    });
    return { first, parts };
  });
}

/** Mean ink of a rectangle. */
function areaMean(ink: ArrayLike<number>, width: number, across: Span, down: Span): number {
  let sum = 0;
  let area = 0;
  for (let y = 0; y < down.parts.length; y++) {
    const start = (down.first + y) * width + across.first;
    for (let x = 0; x < across.parts.length; x++) {
      const part = down.parts[y]! * across.parts[x]!;
      // A rounded edge may touch the next row or column by a hair; it is not to be read there.
      if (part < 1e-9) continue;
      sum += part * ink[start + x]!;
      area += part;
    }
  }
  return sum / area;
}
