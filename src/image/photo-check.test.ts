// Files of a few bytes for each reason to refuse one, and the smallest that are accepted.

import { describe, expect, test } from 'vitest';
import { PHOTO_LIMITS } from '../contract/photo.ts';
import { photoRefusal } from './photo-check.ts';

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (c) => c.charCodeAt(0)) : part)),
  );
const u32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const u16 = (value: number) => [value >>> 8, value & 255];
const chunk = (name: string, content: number[]) => [
  ...u32(content.length),
  ...bytes(name),
  ...content,
  0,
  0,
  0,
  0,
];

const pngStart = (width: number, height: number) =>
  bytes('\x89PNG\r\n\x1a\n', chunk('IHDR', [...u32(width), ...u32(height), 8, 2, 0, 0, 0]));
const png = (width: number, height: number, ...chunks: number[][]) =>
  bytes([...pngStart(width, height)], ...chunks, chunk('IEND', []));

/** Its first segment holds a preview image with an end marker of its own. */
const jpegStart = (width: number, height: number) => {
  const preview = [...bytes('Exif'), 0xff, 0xd8, 0xff, 0xd9];
  return bytes(
    [0xff, 0xd8, 0xff, 0xe1, ...u16(2 + preview.length), ...preview],
    [0xff, 0xc0, ...u16(11), 8, ...u16(height), ...u16(width), 1, 1, 0x11, 0],
    [0xff, 0xda, ...u16(8), 1, 1, 0, 0, 63, 0, 0x12, 0xff, 0x00, 0x34],
  );
};
const jpeg = (width: number, height: number) => bytes([...jpegStart(width, height)], [0xff, 0xd9]);

const webp = (flags: number, width: number, height: number) => {
  const size = (value: number) => [(value - 1) & 255, ((value - 1) >> 8) & 255, (value - 1) >> 16];
  return bytes('RIFF', [22, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0, flags, 0, 0, 0], size(width), size(height));
};

describe('photoRefusal', () => {
  test('accepts the three types at both size limits', () => {
    const { side, leastSide } = PHOTO_LIMITS;
    for (const [width, height] of [
      [side, leastSide],
      [leastSide, side],
    ] as const) {
      expect(photoRefusal(png(width, height, chunk('IDAT', [1])))).toBeNull();
      expect(photoRefusal(jpeg(width, height))).toBeNull();
      expect(photoRefusal(webp(0, width, height))).toBeNull();
    }
  });

  test('refuses by the size in the header', () => {
    const { side, leastSide } = PHOTO_LIMITS;
    for (const file of [png, jpeg, (width: number, height: number) => webp(0, width, height)]) {
      expect(photoRefusal(file(side + 1, 100))).toBe('too-large');
      expect(photoRefusal(file(60_000, 60_000))).toBe('too-large');
      expect(photoRefusal(file(100, leastSide - 1))).toBe('too-small');
    }
    expect(photoRefusal(png(0, 100))).toBe('no-size');
    expect(photoRefusal(jpeg(100, 0))).toBe('no-size');
  });

  test('refuses a file of too many bytes', () => {
    const file = new Uint8Array(PHOTO_LIMITS.megabytes * 2 ** 20 + 1);
    file.set(png(100, 100));
    expect(photoRefusal(file)).toBe('too-heavy');
    expect(photoRefusal(file.subarray(0, -1))).toBeNull();
  });

  test('reads the type from the bytes, and names common types that are refused', () => {
    expect(photoRefusal(bytes())).toBe('empty');
    expect(photoRefusal(bytes('GIF89a', [1, 0, 1, 0]))).toBe('gif');
    expect(photoRefusal(bytes([0, 0, 0, 24], 'ftypheic'))).toBe('heic');
    expect(photoRefusal(bytes([0, 0, 0, 24], 'ftypmif1'))).toBe('heic');
    expect(photoRefusal(bytes([0, 0, 0, 24], 'ftypavif'))).toBe('other-type');
    expect(photoRefusal(bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('svg');
    expect(photoRefusal(bytes('\xef\xbb\xbf\n<?xml version="1.0"?>\n<svg/>'))).toBe('svg');
    expect(photoRefusal(bytes('<!doctype html>'))).toBe('other-type');
    expect(photoRefusal(bytes('I am called shirt.png'))).toBe('other-type');
    expect(photoRefusal(bytes('BM', u32(1000)))).toBe('other-type');
  });

  test('refuses animations', () => {
    expect(photoRefusal(png(100, 100, chunk('acTL', [0, 0, 0, 2, 0, 0, 0, 0])))).toBe('animated');
    expect(photoRefusal(webp(2, 100, 100))).toBe('animated');
  });

  test('refuses a file that is cut off at any byte', () => {
    const files: [Uint8Array, number][] = [
      [png(100, 100, chunk('IDAT', [1, 2, 3])), 8],
      [jpeg(100, 100), 3],
      [webp(0, 100, 100), 12],
    ];
    for (const [complete, signature] of files) {
      expect(photoRefusal(complete)).toBeNull();
      for (let length = signature; length < complete.length; length++) {
        // A PNG's last four bytes are a checksum. The check ignores it, as the decoder reads it.
        expect([length, photoRefusal(complete.subarray(0, length))]).toEqual([length, 'cut-off']);
      }
    }
  });

  test('a thousand damaged files and a chunk of an endless length throw no error', () => {
    const endless = bytes([...pngStart(100, 100)], u32(0xffffffff), 'IDAT', [1, 2, 3]);
    expect(photoRefusal(endless)).toBe('cut-off');
    let word = 1;
    const next = () => (word = (word * 48_271) % 2_147_483_647);
    for (let k = 0; k < 1000; k++) {
      const file = [png(100, 100, chunk('IDAT', [1])), jpeg(100, 100), webp(0, 100, 100)][k % 3]!;
      for (let n = 0; n < 3; n++) file[next() % file.length] = next() % 256;
      expect(() => photoRefusal(file)).not.toThrow();
    }
  });
});
