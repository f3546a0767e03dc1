// How the shapes of a dataset lie in their images, and drawings prepared alike: scaled to the same size, with lines as wide,
// and centred by their mass, as digits are (LeCun et al. 1998, section III.A).

import { median } from '../base/median.ts';
import type { Box } from '../base/raster.ts';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../contract/model.ts';
import type { DrawingSteps } from './drawing.ts';
import { drawingBox } from './drawing-box.ts';
import { inkBox, scaled } from './scale.ts';

export interface Framing {
  /** Median longer side of the boxes around the shapes, in pixels of 28. */
  side: number;
  /** Median width of their lines, in pixels of 28; null where they are areas rather than lines. */
  line: number | null;
}

/** That of handwritten digits in MNIST; where no image of the dataset is known. */
export const DIGITS_FRAMING: Framing = { side: 20, line: 2.5 };

/** Fainter values, of 255, belong to the edge of a shape. */
const VISIBLE = 64;
/** Shapes whose lines would be wider than this fraction of their side are areas. */
const WIDEST_LINE = 0.3;

/** The framing of `images` [n, 28, 28]; null where none has a shape. */
export function framingOf(images: Uint8Array): Framing | null {
  const sides: number[] = [];
  const lines: number[] = [];
  for (let first = 0; first < images.length; first += IMAGE_PIXELS) {
    const image = images.subarray(first, first + IMAGE_PIXELS);
    const box = inkBox(image, IMAGE_SIDE, IMAGE_SIDE, VISIBLE);
    if (!box) continue;
    sides.push(Math.max(box.width, box.height));
    lines.push(lineWidth(image));
  }
  if (sides.length === 0) return null;
  const [side, line] = [median(sides), median(lines)];
  return { side, line: line > WIDEST_LINE * side ? null : line };
}

/**
 * Width of the lines in `image` [28, 28], if it consists of lines: of a long line it is twice the area over the perimeter. The
 * sum of the differences of neighbours is 4 / pi times the perimeter, averaged over all directions.
 */
function lineWidth(image: Uint8Array): number {
  let area = 0;
  let differences = 0;
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= IMAGE_SIDE || y >= IMAGE_SIDE ? 0 : image[y * IMAGE_SIDE + x]!;
  for (let y = 0; y <= IMAGE_SIDE; y++) {
    for (let x = 0; x <= IMAGE_SIDE; x++) {
      const value = at(x, y);
      area += value;
      differences += Math.abs(value - at(x - 1, y)) + Math.abs(value - at(x, y - 1));
    }
  }
  return (2 * area) / ((differences * Math.PI) / 4);
}

/**
 * Turns `ink` [height, width], 0 (empty) ... 255 (full), into `pixels` [28, 28] in the framing of a dataset. Null when there is
 * no visible ink. What is outside of `box` is left out. The first step shows `drawn`, of the size of `ink`.
 */
export function framedImage(
  ink: ArrayLike<number>,
  width: number,
  height: number,
  { side }: Framing,
  box: Box | null = drawingBox(ink, width, height),
  drawn = ink,
): { pixels: Uint8Array; steps: DrawingSteps } | null {
  if (!box) return null;
  const sheet = scaled(drawn, width, { left: 0, top: 0, width, height }, IMAGE_SIDE, Math.max(width, height));
  const long = (Math.max(box.width, box.height) * IMAGE_SIDE) / side;
  const pixels = centred(scaled(ink, width, box, IMAGE_SIDE, long));
  return { pixels, steps: { sheet, cropped: pixels, filled: pixels, toned: pixels } };
}

/** `image` [28, 28] moved by whole pixels so that its centre of mass is in the middle, as far as no ink leaves it. */
function centred(image: Uint8Array): Uint8Array {
  const box = inkBox(image, IMAGE_SIDE, IMAGE_SIDE, 1);
  if (!box) return image;
  let [mass, sumX, sumY] = [0, 0, 0];
  for (let i = 0; i < IMAGE_PIXELS; i++) {
    mass += image[i]!;
    sumX += image[i]! * (i % IMAGE_SIDE);
    sumY += image[i]! * Math.floor(i / IMAGE_SIDE);
  }
  const middle = (IMAGE_SIDE - 1) / 2;
  const within = (shift: number, start: number, length: number) =>
    Math.max(-start, Math.min(IMAGE_SIDE - start - length, Math.round(shift)));
  const x = within(middle - sumX / mass, box.left, box.width);
  const y = within(middle - sumY / mass, box.top, box.height);
  const moved = new Uint8Array(IMAGE_PIXELS);
  for (let row = box.top; row < box.top + box.height; row++) {
    const from = row * IMAGE_SIDE + box.left;
    moved.set(image.subarray(from, from + box.width), (row + y) * IMAGE_SIDE + box.left + x);
  }
  return moved;
}
