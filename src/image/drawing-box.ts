// Finds the box of a drawing without stray marks: a dot or a short line far from the rest must not shrink the drawing.

import { connectedComponents, dilate, type Box } from '../base/raster.ts';
import { inkBox, VISIBLE_INK } from './scale.ts';

// The three bounds were chosen on the drawings of eval/drawings.
/** Ink farther than this from all other ink is apart, as a fraction of the longer side of the box around all ink. */
const GAP = 0.08;
/** A part with less than this fraction of the ink is a stray mark. */
const PART = 0.12;
/** Stray marks have at most this fraction of the ink together. With more, nothing is a stray mark. */
const ALL_PARTS = 0.12;

/** The box around the visible ink of `ink` [height, width], 0 ... 255, without stray marks; null where there is no ink. */
export function drawingBox(ink: ArrayLike<number>, width: number, height: number): Box | null {
  const whole = inkBox(ink, width, height);
  if (!whole) return null;
  const reach = Math.round((GAP * Math.max(whole.width, whole.height)) / 2);
  if (reach === 0) return whole;
  // All parts are joined inside of the box around all ink, if they are joined at all.
  const { left, top, width: columns, height: rows } = whole;
  const visible = new Uint8Array(columns * rows);
  let total = 0;
  for (let y = 0, i = 0; y < rows; y++) {
    const start = (top + y) * width + left;
    for (let x = 0; x < columns; x++, i++) {
      if (ink[start + x]! < VISIBLE_INK) continue;
      visible[i] = 1;
      total++;
    }
  }
  const mask = visible.slice();
  dilate(mask, columns, rows, reach);
  let strayInk = 0;
  for (const { pixels } of connectedComponents(mask, columns)) {
    let part = 0;
    for (const i of pixels) part += visible[i]!;
    if (part >= PART * total) continue;
    strayInk += part;
    for (const i of pixels) visible[i] = 0;
  }
  if (strayInk === 0 || strayInk === total || strayInk > ALL_PARTS * total) return whole;
  const drawn = inkBox(visible, columns, rows, 1)!;
  return { ...drawn, left: left + drawn.left, top: top + drawn.top };
}
