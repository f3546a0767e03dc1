// PNG files of all kinds, decoded to the values that they were written with.

import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { encode } from 'fast-png';
import { crc32 } from './crc32.ts';
import { text } from './files.fixture.ts';
import { decodePng } from './png.ts';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(text(name), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

interface Header {
  width: number;
  height: number;
  depth: number;
  colour: number;
  interlaced?: boolean;
}

/** A PNG file with the raw rows `rows`, each after its filter type. */
function file(header: Header, rows: Uint8Array, ...between: Uint8Array[]): Uint8Array {
  const { width, height, depth, colour, interlaced } = header;
  const values = new Uint8Array(13);
  const view = new DataView(values.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  values.set([depth, colour, 0, 0, interlaced ? 1 : 0], 8);
  const parts = [
    SIGNATURE,
    chunk('IHDR', values),
    ...between,
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array(0)),
  ];
  return new Uint8Array(Buffer.concat(parts));
}

/** The pixels of `bytes` as lists of four values. */
function pixels(bytes: Uint8Array): number[][] {
  const image = decodePng(bytes);
  if (typeof image === 'string') throw new Error(image);
  expect(image.data).toHaveLength(4 * image.width * image.height);
  return Array.from({ length: image.width * image.height }, (_, i) => [
    ...image.data.subarray(4 * i, 4 * i + 4),
  ]);
}

const grey = (value: number, alpha = 255) => [value, value, value, alpha];

describe('PNG files', () => {
  test('grey of 1, 2 and 4 bits is scaled to 255, row by row', () => {
    expect(
      pixels(file({ width: 3, height: 2, depth: 1, colour: 0 }, Uint8Array.of(0, 0b10100000, 0, 0b01000000))),
    ).toEqual([255, 0, 255, 0, 255, 0].map((value) => grey(value)));
    expect(pixels(file({ width: 4, height: 1, depth: 2, colour: 0 }, Uint8Array.of(0, 0b00011011)))).toEqual(
      [0, 85, 170, 255].map((value) => grey(value)),
    );
    expect(pixels(file({ width: 2, height: 1, depth: 4, colour: 0 }, Uint8Array.of(0, 0x3f)))).toEqual(
      [51, 255].map((value) => grey(value)),
    );
  });

  test('16 bits are rounded to 8', () => {
    const rows = Uint8Array.of(0, 0, 0, 0x80, 0x80, 0xff, 0xff);
    expect(pixels(file({ width: 3, height: 1, depth: 16, colour: 0 }, rows))).toEqual(
      [0, 128, 255].map((v) => grey(v)),
    );
  });

  test('palettes, with and without transparency', () => {
    const palette = chunk('PLTE', Uint8Array.of(1, 2, 3, 4, 5, 6));
    const header = { width: 2, height: 1, depth: 1, colour: 3 };
    const rows = Uint8Array.of(0, 0b01000000);
    expect(pixels(file(header, rows, palette))).toEqual([
      [1, 2, 3, 255],
      [4, 5, 6, 255],
    ]);
    expect(pixels(file(header, rows, palette, chunk('tRNS', Uint8Array.of(9))))).toEqual([
      [1, 2, 3, 9],
      [4, 5, 6, 255],
    ]);
    expect(decodePng(file({ ...header, depth: 8 }, Uint8Array.of(0, 0, 7), palette))).toBe('damaged');
  });

  test('colours and alpha, and a colour that counts as transparent', () => {
    const rgba = encode({
      width: 1,
      height: 2,
      data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
      channels: 4,
      depth: 8,
    });
    expect(pixels(rgba)).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]);
    expect(
      pixels(file({ width: 2, height: 1, depth: 8, colour: 4 }, Uint8Array.of(0, 9, 200, 10, 0))),
    ).toEqual([grey(9, 200), grey(10, 0)]);
    const hidden = chunk('tRNS', Uint8Array.of(0, 9));
    expect(
      pixels(file({ width: 2, height: 1, depth: 8, colour: 0 }, Uint8Array.of(0, 9, 10), hidden)),
    ).toEqual([grey(9, 0), grey(10)]);
  });

  test('interlaced files of 8 bits; with fewer bits the browser decodes them', () => {
    const header = { width: 2, height: 2, depth: 8, colour: 0, interlaced: true };
    // Passes 1 (one pixel), 6 (one pixel) and 7 (a row of two).
    expect(pixels(file(header, Uint8Array.of(0, 1, 0, 2, 0, 3, 4)))).toEqual(
      [1, 2, 3, 4].map((value) => grey(value)),
    );
    expect(decodePng(file({ ...header, depth: 1 }, Uint8Array.of(0, 0)))).toBe('sub-byte');
  });

  test('colour profiles and texts, which may unpack to gigabytes, are not read', () => {
    const header = { width: 1, height: 1, depth: 8, colour: 0 };
    const profile = chunk('iCCP', new Uint8Array(Buffer.concat([text('x\0\0'), text('no zlib stream')])));
    expect(pixels(file(header, Uint8Array.of(0, 7), profile))).toEqual([grey(7)]);
  });

  test('damaged files are distinguished from files that were cut off', () => {
    const header = { width: 2, height: 2, depth: 8, colour: 0 };
    const good = file(header, Uint8Array.of(0, 1, 2, 0, 3, 4));
    expect(decodePng(good.subarray(0, -5))).toBe('cut-off');
    const wrongSum = good.slice();
    wrongSum[30]! ^= 1;
    expect(decodePng(wrongSum)).toBe('damaged');
    for (const rows of [
      Uint8Array.of(0, 1, 2),
      new Uint8Array(7),
      new Uint8Array(3_000_000),
      Uint8Array.of(9, 1, 2, 0, 3, 4),
    ]) {
      expect(decodePng(file(header, rows))).toBe('damaged');
    }
    expect(decodePng(file({ ...header, depth: 3 }, Uint8Array.of(0, 1, 0, 3)))).toBe('damaged');
    expect(decodePng(file({ ...header, colour: 5 }, Uint8Array.of(0, 1, 2, 0, 3, 4)))).toBe('damaged');
    expect(decodePng(new Uint8Array(Buffer.concat([SIGNATURE, chunk('IEND', new Uint8Array(0))])))).toBe(
      'damaged',
    );
  });
});
