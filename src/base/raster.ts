// Algorithms on rasters, stored row by row: flood fill, connected components, dilation and scaling by area means. A mask is a
// Uint8Array of 0 and 1.

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * Sets the pixel `start`, and all pixels of its old value that are joined to it by their sides, to `value`, in place.
 * Returns the indices of these pixels: a view of `queue`, valid until the queue is used again. `queue` needs one place for
 * each pixel of the raster.
 */
export function floodFill(
  pixels: Uint8Array,
  width: number,
  start: number,
  value: number,
  queue: Int32Array = new Int32Array(pixels.length),
): Int32Array {
  const old = pixels[start]!;
  if (old === value) return queue.subarray(0, 0);
  const lastRow = pixels.length - width;
  let length = 1;
  queue[0] = start;
  pixels[start] = value;
  for (let next = 0; next < length; next++) {
    const i = queue[next]!;
    const x = i % width;
    if (x > 0 && pixels[i - 1] === old) {
      pixels[i - 1] = value;
      queue[length++] = i - 1;
    }
    if (x < width - 1 && pixels[i + 1] === old) {
      pixels[i + 1] = value;
      queue[length++] = i + 1;
    }
    if (i >= width && pixels[i - width] === old) {
      pixels[i - width] = value;
      queue[length++] = i - width;
    }
    if (i < lastRow && pixels[i + width] === old) {
      pixels[i + width] = value;
      queue[length++] = i + width;
    }
  }
  return queue.subarray(0, length);
}

export interface Component {
  /** Indices of its pixels. */
  pixels: Int32Array;
  box: Box;
}

/** The groups of ones in `mask` [height, width] that are joined by their sides, in the order of their first pixels. */
export function connectedComponents(mask: Uint8Array, width: number): Component[] {
  const rest = mask.slice();
  const queue = new Int32Array(mask.length);
  const components: Component[] = [];
  for (let start = 0; start < rest.length; start++) {
    if (rest[start] === 0) continue;
    const pixels = floodFill(rest, width, start, 0, queue).slice();
    components.push({ pixels, box: boxOf(pixels, width) });
  }
  return components;
}

/** The box around at least one pixel, by their indices in rows of `width`. */
function boxOf(pixels: ArrayLike<number>, width: number): Box {
  let [left, right, top, bottom] = [width, -1, Infinity, -1];
  for (let k = 0; k < pixels.length; k++) {
    const i = pixels[k]!;
    const x = i % width;
    const y = (i - x) / width;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * Widens the pixels of `value` in `mask` [height, width] by `reach` pixels to every side, in place: a square of side
 * `2 * reach + 1` stands on each of them. Dilating 0 is the erosion of 1. Beyond the edges nothing has the value.
 */
export function dilate(
  mask: Uint8Array,
  width: number,
  height: number,
  reach: number,
  value: 0 | 1 = 1,
): void {
  if (reach === 0) return;
  const line = new Uint8Array(Math.max(width, height));
  // The square is a row of pixels dilated by a column of them.
  for (let y = 0; y < height; y++) dilateLine(mask, y * width, 1, width, reach, value, line);
  for (let x = 0; x < width; x++) dilateLine(mask, x, width, height, reach, value, line);
}

/** `length` pixels from `first` on, `step` apart. `line` is working memory of at least that length. */
function dilateLine(
  mask: Uint8Array,
  first: number,
  step: number,
  length: number,
  reach: number,
  value: number,
  line: Uint8Array,
): void {
  for (let k = 0, i = first; k < length; k++, i += step) line[k] = mask[i]!;
  // Each pixel is written once at most: those before `next` are done.
  let next = 0;
  for (let k = 0; k < length; k++) {
    if (line[k] !== value) continue;
    const end = k + reach < length ? k + reach + 1 : length;
    if (next < k - reach) next = k - reach;
    for (let i = first + next * step; next < end; next++, i += step) mask[i] = value;
  }
}

/**
 * `box` of `raster` (rows of `width` pixels) scaled to [rows, columns]: each new pixel is the rounded mean of the area that
 * it covers. The values are 0 ... 255.
 */
export function scaleByArea(
  raster: ArrayLike<number>,
  width: number,
  box: Box,
  columns: number,
  rows: number,
): Uint8Array {
  const scaled = new Uint8Array(columns * rows);
  const across = spans(box.left, box.width, columns);
  for (const [row, down] of spans(box.top, box.height, rows).entries()) {
    for (let column = 0; column < columns; column++) {
      scaled[row * columns + column] = Math.round(areaMean(raster, width, across[column]!, down));
    }
  }
  return scaled;
}

/** A range of a row or a column. It may begin and end inside a pixel. */
interface Span {
  /** Its first pixel. */
  first: number;
  /** The fraction that it covers of each of its pixels. */
  weights: Float64Array;
}

/** Divides `length` pixels from `start` on into `count` equal ranges. */
function spans(start: number, length: number, count: number): Span[] {
  const found: Span[] = [];
  for (let k = 0; k < count; k++) {
    const from = start + (k * length) / count;
    const to = start + ((k + 1) * length) / count;
    const first = Math.floor(from);
    const weights = new Float64Array(Math.ceil(to) - first);
    for (let i = 0; i < weights.length; i++) {
      weights[i] = Math.min(first + i + 1, to) - Math.max(first + i, from);
    }
    found.push({ first, weights });
  }
  return found;
}

function areaMean(raster: ArrayLike<number>, width: number, across: Span, down: Span): number {
  const columns = across.weights;
  const rows = down.weights;
  let sum = 0;
  let area = 0;
  for (let y = 0; y < rows.length; y++) {
    const start = (down.first + y) * width + across.first;
    const row = rows[y]!;
    for (let x = 0; x < columns.length; x++) {
      const weight = row * columns[x]!;
      // Rounding can leave a tiny weight on a pixel beyond the box, which may lie outside the raster.
      if (weight < 1e-9) continue;
      sum += weight * raster[start + x]!;
      area += weight;
    }
  }
  return sum / area;
}
