// Finds the box of a drawing without stray marks: a dot or a short line far from the rest must not shrink the drawing.

import { boxOf, connectedComponents, dilate, type Box } from '../base/raster.ts';
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
  const mask = new Uint8Array(width * height);
  let total = 0;
  for (let i = 0; i < mask.length; i++) {
    if (ink[i]! < VISIBLE_INK) continue;
    mask[i] = 1;
    total++;
  }
  const visible = mask.slice();
  dilate(mask, width, height, reach);
  let strayInk = 0;
  const drawn: number[] = [];
  for (const { pixels } of connectedComponents(mask, width)) {
    const part = pixels.filter((i) => visible[i] === 1);
    if (part.length < PART * total) {
      strayInk += part.length;
      continue;
    }
    for (const i of part) drawn.push(i);
  }
  if (drawn.length === 0 || strayInk > ALL_PARTS * total) return whole;
  return boxOf(drawn, width);
}
