// Turns a photo of a garment into a 28x28 image as the dataset's images were made (Xiao et al. 2017, section 2): background
// removed, grey, negated, the longer side scaled to 28 pixels, centred.

import { CROPPED_SIDE, type PhotoAnswer } from '../contract/photo.ts';
import { IMAGE_SIDE } from '../contract/model.ts';
import { inkBox, scaled } from './scale.ts';
import { findGarment, type Garment } from './segmentation.ts';

/** A background whose mean grey is at least this counts as white: the garment's greys are divided by it. */
const LIGHT_BACKGROUND = 160;
/** Quantile of the garment's lightness that becomes its white point. The lightest 2% may be glare. */
const WHITE_QUANTILE = 0.98;
/**
 * The least mean grey of a garment in the image. 96% of the training images have a larger mean over their non-zero pixels. Without this lift a pale garment on a dark background would be as black as the empty pixels around it.
 */
const LEAST_MEAN = 65;

/** `photo` [height, width, 4] is RGBA and opaque. */
export function imageFromPhoto(
  photo: Uint8ClampedArray<ArrayBuffer>,
  width: number,
  height: number,
): PhotoAnswer {
  const garment = findGarment(photo, width, height);
  const box = garment && inkBox(garment.mask, width, height, 1);
  if (!box) return { refusal: 'no-garment' };
  const cut = photo.slice();
  for (let i = 0; i < garment.mask.length; i++) if (garment.mask[i] === 0) cut[4 * i + 3] = 0;
  const ink = negated(photo, garment);
  const long = Math.max(box.width, box.height);
  const cropped = scaled(ink, width, box, CROPPED_SIDE, long, CROPPED_SIDE / IMAGE_SIDE);
  const pixels = scaled(ink, width, box, IMAGE_SIDE, long);
  return { photo: { width, height, original: photo, cut, cropped, pixels, uncertain: garment.uncertain } };
}

/** [height, width]: 0 (white) ... 255 (black) on the garment, 0 around it. */
function negated(pixels: Uint8ClampedArray, { mask, background }: Garment): Uint8Array {
  const indices = Uint32Array.from(mask.keys()).filter((i) => mask[i] !== 0);
  const greys = Float32Array.from(indices, (i) => greyAt(pixels, 4 * i));
  const backgroundGreys = Float32Array.from(indices, (i) => greyAt(background.colours, 3 * i));
  const isLight = mean(backgroundGreys) >= LIGHT_BACKGROUND;
  const lightness = greys.map((grey, k) => grey / (isLight ? backgroundGreys[k]! : 255));
  // Where the garment is lighter than its background, its own lightest part becomes white.
  const white = isLight ? Math.max(1, quantile(lightness, WHITE_QUANTILE)) : 1;
  const darks = lightness.map((value) => 255 * Math.max(0, 1 - value / white));
  const lift = Math.max(0, LEAST_MEAN - mean(darks));
  const ink = new Uint8Array(mask.length);
  for (const [k, i] of indices.entries()) ink[i] = Math.min(255, Math.round(darks[k]! + lift));
  return ink;
}

/** Luma (ITU-R BT.601) of the colour that starts at index `at`. */
function greyAt(colours: ArrayLike<number>, at: number): number {
  return 0.299 * colours[at]! + 0.587 * colours[at + 1]! + 0.114 * colours[at + 2]!;
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function quantile(values: Float32Array, fraction: number): number {
  return values.toSorted()[Math.floor(fraction * (values.length - 1))]!;
}
