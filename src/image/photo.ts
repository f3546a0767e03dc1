// Turns a photograph of a garment into a picture as the dataset's own were made (Xiao et al. 2017, section 2): the
// background trimmed, the longer side scaled to 28 pixels, negated, grey, centred. Decodes no file.

import { CROPPED_SIDE, type PhotoAnswer } from '../contract/photo.ts';
import { IMAGE_SIDE } from '../contract/model.ts';
import { inkBox, scaled } from './scale.ts';
import { findGarment, type Garment } from './segmentation.ts';

/** A background at least so light is taken for a studio's white, whatever the light made of it. */
const LIGHT = 160;
/** Of the garment's grey levels the share that is no glare. */
const NO_GLARE = 0.98;
/**
 * The least mean of a garment's grey. Of 4,000 training pictures some 95 of 100 have more on what isn't black: a
 * pale garment before a dark background would otherwise be as black as what lies around it.
 */
const LEAST_MEAN = 65;

/** `whole` [height, width, 4], opaque. */
export function imageFromPhoto(
  whole: Uint8ClampedArray<ArrayBuffer>,
  width: number,
  height: number,
): PhotoAnswer {
  const garment = findGarment(whole, width, height);
  const box = garment && inkBox(garment.mask, width, height, 1);
  if (!box) return { refusal: 'no-garment' };
  const cut = whole.slice();
  for (let i = 0; i < garment.mask.length; i++) if (garment.mask[i] === 0) cut[4 * i + 3] = 0;
  const ink = negated(whole, garment);
  const long = Math.max(box.width, box.height);
  const cropped = scaled(ink, width, box, CROPPED_SIDE, long, CROPPED_SIDE / IMAGE_SIDE);
  const pixels = scaled(ink, width, box, IMAGE_SIDE, long);
  return { photo: { width, height, whole, cut, cropped, pixels, uncertain: garment.uncertain } };
}

/** [height, width]: the garment's darkness, 0 … 255, and 0 around it. */
function negated(pixels: Uint8ClampedArray, { mask, background }: Garment): Uint8Array {
  const places = Uint32Array.from(mask.keys()).filter((i) => mask[i] !== 0);
  const greys = Float32Array.from(places, (i) => greyAt(pixels, 4 * i));
  const walls = Float32Array.from(places, (i) => greyAt(background.colours, 3 * i));
  const light = mean(walls) >= LIGHT;
  const lit = greys.map((grey, k) => grey / (light ? walls[k]! : 255));
  // A garment paler than its background is white itself.
  const white = light ? Math.max(1, quantile(lit, NO_GLARE)) : 1;
  const darks = lit.map((value) => 255 * Math.max(0, 1 - value / white));
  const lift = Math.max(0, LEAST_MEAN - mean(darks));
  const ink = new Uint8Array(mask.length);
  for (const [k, i] of places.entries()) ink[i] = Math.min(255, Math.round(darks[k]! + lift));
  return ink;
}

function greyAt(colours: ArrayLike<number>, at: number): number {
  return 0.299 * colours[at]! + 0.587 * colours[at + 1]! + 0.114 * colours[at + 2]!;
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function quantile(values: Float32Array, share: number): number {
  return values.toSorted()[Math.floor(share * (values.length - 1))]!;
}
