// Turns drawn ink into a picture as the dataset's own were made: crop to the ink, fill the outline, tone it, fit into
// 28 x 28 and centre. Measured over the 60,000 training pictures: the longer side of the box fills all 28 pixels (98% of
// the pictures; the rest lack one or two), and the box, not the centre of mass, stands in the middle to half a pixel
// (99.9%), the odd pixel of margin left or above (the mass of an ankle boot lies 3 pixels right).

import type { Box } from '../base/raster.ts';
import { IMAGE_SIDE } from '../contract/model.ts';
import { fillOutline, INSIDE, LINE } from './fill-outline.ts';
import { inkBox, scaled } from './scale.ts';

/** Side of the square that outlines are filled in, a multiple of the picture's. */
const WORK_SIDE = 4 * IMAGE_SIDE;
/** A drawing whose lines already cover this share of what they enclose is filled by hand, or a photograph. */
const FILLED_SHARE = 0.7;

/** Of 255; chosen on the drawings of bench/drawings. */
export interface Tones {
  /** What an outline encloses. */
  inside: number;
  /** Lines on it. */
  line: number;
  /** The mean of what was filled by hand. */
  filled: number;
}
export const TONES: Tones = { inside: 140, line: 220, filled: 160 };

/** The picture after each step, 784 pixels each; the last is what the network sees. */
export interface DrawingSteps {
  /** The whole sheet scaled down. */
  sheet: Uint8Array;
  /** Cropped to the ink and centred. */
  cropped: Uint8Array;
  /** What the outline encloses filled. */
  filled: Uint8Array;
  /** Grey as a photographed garment is. */
  toned: Uint8Array;
}

/**
 * `ink` [height, width], 0 (empty) ... 255 (full), of any size, becomes 784 pixels in the same scale.
 * Null when there is no visible ink. Without `fills` what lines enclose stays as it was drawn.
 */
export function imageFromInk(
  ink: ArrayLike<number>,
  width: number,
  height: number,
  tones: Tones = TONES,
  fills = true,
): { pixels: Uint8Array; steps: DrawingSteps } | null {
  const box = inkBox(ink, width, height);
  if (!box) return null;
  const longer = Math.max(width, height);
  const sheet = scaled(ink, width, { left: 0, top: 0, width, height }, IMAGE_SIDE, longer);
  const long = Math.max(box.width, box.height);
  const cropped = scaled(ink, width, box, IMAGE_SIDE, long);
  const work = scaled(ink, width, box, WORK_SIDE, long, WORK_SIDE / IMAGE_SIDE);
  const areas = fillOutline(work, WORK_SIDE);
  const { filled, toned } = paint(work, areas, tones, fills);
  return { pixels: toned, steps: { sheet, cropped, filled, toned } };
}

/** The filled and the toned picture of the work square. */
function paint(
  work: Uint8Array,
  areas: Uint8Array,
  tones: Tones,
  fills: boolean,
): { filled: Uint8Array; toned: Uint8Array } {
  let lines = 0;
  let inside = 0;
  let inkSum = 0;
  for (let i = 0; i < areas.length; i++) {
    if (areas[i] === LINE) {
      lines++;
      inkSum += work[i]!;
    } else if (areas[i] === INSIDE) inside++;
  }
  const byHand = lines > FILLED_SHARE * (lines + inside);
  const solid = work.slice();
  const grey = work.slice();
  const factor = byHand ? Math.min(1, (tones.filled * lines) / inkSum) : tones.line / 255;
  for (let i = 0; i < areas.length; i++) {
    const cloth = fills && areas[i] === INSIDE;
    if (cloth) solid[i] = 255;
    const value = Math.round(work[i]! * factor);
    grey[i] = cloth ? Math.max(tones.inside, value) : value;
  }
  const whole: Box = { left: 0, top: 0, width: WORK_SIDE, height: WORK_SIDE };
  const small = (square: Uint8Array) => scaled(square, WORK_SIDE, whole, IMAGE_SIDE, WORK_SIDE);
  return { filled: small(solid), toned: small(grey) };
}
