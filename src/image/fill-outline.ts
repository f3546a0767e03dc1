// Fills the areas that a drawn outline encloses: small gaps in the outline are closed first, and a bag's handle stays open.
// It works on a small square, where a stroke is a few pixels wide.

import { connectedComponents, dilate, floodFill, type Component } from '../base/raster.ts';

/** Of 255. Ink from this value on is a line. */
const LINE_INK = 60;
/** Pixels that lines are widened by on each side, tried in this order. Gaps up to twice as wide are closed. */
const REACHES = [0, 1, 2, 4];
const LARGEST_REACH = 6;
/**
 * An outline counts as closed when its lines and inside cover at least this fraction of the area that they cover with the
 * largest reach.
 */
const CLOSED_FRACTION = 0.75;

/** The three kinds of a pixel. */
export const EMPTY = 0;
export const INSIDE = 1;
export const LINE = 2;

/** Classifies each pixel of `ink` [side, side], 0 ... 255, as EMPTY, INSIDE or LINE. Returns [side, side]. */
export function fillOutline(ink: ArrayLike<number>, side: number): Uint8Array {
  const lines = new Uint8Array(side * side);
  for (let i = 0; i < lines.length; i++) if (ink[i]! >= LINE_INK) lines[i] = 1;
  const largest = linesAndInside(lines, side, LARGEST_REACH);
  const least = CLOSED_FRACTION * count(largest);
  let covered = largest;
  for (const reach of REACHES) {
    const found = linesAndInside(lines, side, reach);
    if (count(found) < least) continue;
    covered = found;
    break;
  }
  const areas = new Uint8Array(side * side);
  for (let i = 0; i < areas.length; i++) areas[i] = lines[i] ? LINE : covered[i] ? INSIDE : EMPTY;
  emptyHandles(areas, side);
  return areas;
}

function count(mask: Uint8Array): number {
  let sum = 0;
  for (const value of mask) sum += value;
  return sum;
}

/**
 * A mask [side, side] of the lines and the areas that they enclose. The lines are dilated by `reach` before the outside is
 * flooded, and the outside is dilated back by as much.
 */
function linesAndInside(lines: Uint8Array, side: number, reach: number): Uint8Array {
  // The empty frame is wider than the reach, so that the flood surrounds the widened lines.
  const frame = reach + 1;
  const wide = side + 2 * frame;
  const walls = new Uint8Array(wide * wide);
  for (let y = 0; y < side; y++) {
    walls.set(lines.subarray(y * side, (y + 1) * side), (y + frame) * wide + frame);
  }
  dilate(walls, wide, wide, reach);
  const outside = new Uint8Array(wide * wide);
  for (const i of floodFill(walls, wide, 0, 1)) outside[i] = 1;
  dilate(outside, wide, wide, reach);
  const found = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const i = y * side + x;
      found[i] = lines[i] || !outside[(y + frame) * wide + x + frame] ? 1 : 0;
    }
  }
  return found;
}

/**
 * Sets the inside of a bag's handle to EMPTY. A handle is a loop in the middle on top of a wide body that nearly fills its
 * box. The skirt below a dress's bodice does not fill its box, and a collar or a hood is as small as the neck.
 */
function emptyHandles(areas: Uint8Array, side: number): void {
  const inside = areas.map((area) => (area === INSIDE ? 1 : 0));
  const parts = connectedComponents(inside, side);
  const body = parts.reduce<Component | null>(
    (most, part) => (most && most.pixels.length >= part.pixels.length ? most : part),
    null,
  );
  if (!body) return;
  const { left, top, width, height } = body.box;
  const boxy = body.pixels.length > 0.7 * width * height && width > 0.8 * height;
  if (!boxy || width < side / 3) return;
  for (const { pixels, box } of parts) {
    const above = box.top + box.height - 1 <= top + 0.2 * height && box.top < top;
    // Twice the distance between the two middles.
    const offset = Math.abs(2 * box.left + box.width - 2 * left - width);
    const handle = offset < 0.5 * width && box.width > 0.15 * width && box.width < 1.1 * width;
    if (above && handle && box.height > 0.1 * height) for (const i of pixels) areas[i] = EMPTY;
  }
}
