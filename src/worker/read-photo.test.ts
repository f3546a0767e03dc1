// Reading a photo in a browser that lacks something, can't decode the file, or fails; and one where all is well.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PHOTO_LIMITS, PHOTO_SIDE } from '../contract/photo.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { readPhoto } from './read-photo.ts';

const u32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const chunk = (name: string, content: number[]) =>
  Buffer.concat([Buffer.from(u32(content.length)), Buffer.from(name), Buffer.from(content), Buffer.alloc(4)]);
/** The frame of a PNG, as far as it is read before decoding. */
const png = new Blob([
  Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  chunk('IHDR', [...u32(1000), ...u32(800), 8, 2, 0, 0, 0]),
  chunk('IDAT', [1]),
  chunk('IEND', []),
]);

/** A canvas on which a dark square on white appears, whatever is drawn. */
class Canvas {
  readonly width: number;
  readonly height: number;
  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }
  getContext(): unknown {
    return {
      fillRect: () => {},
      drawImage: () => {},
      getImageData: (_x: number, _y: number, width: number, height: number) => {
        const data = new Uint8ClampedArray(4 * width * height).fill(255);
        for (let y = 100; y < 200; y++) {
          for (let x = 100; x < 250; x++) data.set([40, 60, 80, 255], 4 * (y * width + x));
        }
        return { data };
      },
    };
  }
}

const close = vi.fn<() => void>();
const decode = vi.fn<(...parameters: unknown[]) => Promise<unknown>>();
beforeEach(() => {
  decode.mockResolvedValue({ width: 1000, height: 800, close });
  vi.stubGlobal('createImageBitmap', decode);
  vi.stubGlobal('OffscreenCanvas', Canvas);
});
afterEach(() => {
  vi.resetAllMocks();
  vi.unstubAllGlobals();
});

test('a photo is decoded upright, scaled down and prepared', async () => {
  const answer = await readPhoto(png);
  if ('refusal' in answer) throw new Error(answer.refusal);
  expect(answer.photo).toMatchObject({ width: PHOTO_SIDE, height: 307 });
  expect(answer.photo.pixels.length).toBe(IMAGE_PIXELS);
  expect(Math.max(...answer.photo.pixels)).toBeGreaterThan(0);
  expect(decode.mock.calls[0]![1]).toEqual({ imageOrientation: 'from-image' });
  expect(close).toHaveBeenCalledOnce();
});

test.each(['OffscreenCanvas', 'createImageBitmap'])(
  'a browser without %s is named, and the file is not blamed',
  async (name) => {
    Reflect.deleteProperty(globalThis, name);
    expect(await readPhoto(png)).toEqual({ refusal: 'unsupported' });
  },
);

test('a browser whose canvas can’t draw is named too', async () => {
  vi.spyOn(Canvas.prototype, 'getContext').mockReturnValue(null);
  expect(await readPhoto(png)).toEqual({ refusal: 'unsupported' });
});

test('only the decoder’s error makes a file damaged', async () => {
  decode.mockRejectedValue(new DOMException('The source image could not be decoded.', 'InvalidStateError'));
  expect(await readPhoto(png)).toEqual({ refusal: 'damaged' });
  decode.mockRejectedValue(new RangeError('no memory for the image'));
  await expect(readPhoto(png)).rejects.toThrow('no memory for the image');
  decode.mockResolvedValue({ width: 1000, height: 800, close });
  vi.spyOn(Canvas.prototype, 'getContext').mockImplementation(() => {
    throw new DOMException('the canvas is lost', 'InvalidStateError');
  });
  await expect(readPhoto(png)).rejects.toThrow('the canvas is lost');
});

test('a file is refused before it is read, or because it can’t be read', async () => {
  const heavy = { size: PHOTO_LIMITS.megabytes * 2 ** 20 + 1 } as Blob;
  expect(await readPhoto(heavy)).toEqual({ refusal: 'too-heavy' });
  const folder = new Blob(['x']);
  folder.arrayBuffer = () => Promise.reject(new DOMException('a folder', 'NotReadableError'));
  expect(await readPhoto(folder)).toEqual({ refusal: 'unread' });
  folder.arrayBuffer = () => Promise.reject(new RangeError('no memory for the file'));
  await expect(readPhoto(folder)).rejects.toThrow('no memory for the file');
  expect(await readPhoto(new Blob(['GIF89a']))).toEqual({ refusal: 'gif' });
  expect(decode).not.toHaveBeenCalled();
});
