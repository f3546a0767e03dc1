// Changes of a 28x28 image by hand: turned, moved, shaded, inverted. Pure: every change starts from the original image.

import { IMAGE_PIXELS, IMAGE_SIDE } from '../contract/model.ts';

export interface Adjustment {
  /** In pixels; negative: to the left, or up. */
  right: number;
  down: number;
  /** Clockwise, in degrees. */
  turn: number;
  /** Each step multiplies the grey levels by `SHADE`. */
  lighter: number;
  inverted: boolean;
}

export const NO_ADJUSTMENT: Adjustment = { right: 0, down: 0, turn: 0, lighter: 0, inverted: false };
const SHADE = 1.25;
const CENTRE = (IMAGE_SIDE - 1) / 2;

export function isAdjusted({ right, down, turn, lighter, inverted }: Adjustment): boolean {
  return right !== 0 || down !== 0 || turn % 360 !== 0 || lighter !== 0 || inverted;
}

/** A new image [28, 28]: turned about its centre, then moved, shaded and inverted. What comes in from outside is 0. */
export function adjust(pixels: Uint8Array, adjustment: Adjustment): Uint8Array {
  const { right, down, turn, lighter, inverted } = adjustment;
  const angle = (turn * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const shade = SHADE ** lighter;
  const out = new Uint8Array(IMAGE_PIXELS);
  for (let y = 0; y < IMAGE_SIDE; y++) {
    for (let x = 0; x < IMAGE_SIDE; x++) {
      const dx = x - right - CENTRE;
      const dy = y - down - CENTRE;
      // The inverse turn leads from a place of the result to its source.
      const value = sample(pixels, CENTRE + cos * dx + sin * dy, CENTRE - sin * dx + cos * dy);
      const shaded = Math.min(255, Math.round(value * shade));
      out[y * IMAGE_SIDE + x] = inverted ? 255 - shaded : shaded;
    }
  }
  return out;
}

/** The image at a place between pixels: the mean of the four around it, weighted by their distance. */
function sample(pixels: Uint8Array, x: number, y: number): number {
  // A turn by 90 degrees has rounding errors of 1e-15, which must not blur it.
  const left = Math.floor(x + 1e-9);
  const top = Math.floor(y + 1e-9);
  const fx = Math.max(0, x - left);
  const fy = Math.max(0, y - top);
  const at = (column: number, row: number) =>
    column >= 0 && column < IMAGE_SIDE && row >= 0 && row < IMAGE_SIDE
      ? pixels[row * IMAGE_SIDE + column]!
      : 0;
  const above = at(left, top) * (1 - fx) + at(left + 1, top) * fx;
  const below = at(left, top + 1) * (1 - fx) + at(left + 1, top + 1) * fx;
  return above * (1 - fy) + below * fy;
}
