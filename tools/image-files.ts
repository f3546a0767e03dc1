// Image files for the journeys: a PNG from pixels, damaged variants, and formats that a browser encodes.

import { crc32, deflateSync } from 'node:zlib';
import type { Page } from 'playwright/test';

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A PNG of 8-bit RGBA. Its header says `width` and `height` even where `pixels` has another size. */
export function png(width: number, height: number, pixels: Uint8Array, more: Buffer[] = []): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 6], 8);
  const stride = 4 * width;
  const rows = Array.from({ length: stride === 0 ? 0 : Math.floor(pixels.length / stride) }, (_, y) =>
    Buffer.concat([Buffer.from([0]), pixels.subarray(y * stride, (y + 1) * stride)]),
  );
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...more,
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The chunk that marks an animated PNG. */
export const animation = chunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]));

const navy = (): readonly number[] => [40, 50, 90, 255];

/**
 * An upright T-shirt in an image of the given size. `wall` is the RGBA colour around it; `cloth` gives its colour at each
 * height, 0 at the top.
 */
export function shirt(
  width: number,
  height: number,
  wall: readonly number[],
  cloth: (v: number) => readonly number[] = navy,
): Uint8Array {
  const pixels = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [x / width, y / height];
      const body = u > 0.33 && u < 0.67 && v > 0.15 && v < 0.85;
      const sleeves = u > 0.15 && u < 0.85 && v > 0.15 && v < 0.35;
      const neck = Math.hypot(u - 0.5, v - 0.15) < 0.07;
      pixels.set((body || sleeves) && !neck ? cloth(v) : wall, 4 * (y * width + x));
    }
  }
  return pixels;
}

/** `pixels` as a file of `type`, encoded by the page's browser. */
export async function encoded(
  page: Page,
  source: Buffer,
  type: 'image/jpeg' | 'image/webp',
): Promise<Buffer> {
  const bytes = await page.evaluate(
    async ([base64, wanted]) => {
      const raw = Uint8Array.from(atob(base64!), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([raw]));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
      const blob = await canvas.convertToBlob({ type: wanted! });
      return Array.from(new Uint8Array(await blob.arrayBuffer()));
    },
    [source.toString('base64'), type],
  );
  return Buffer.from(bytes);
}

/** A JPEG whose EXIF orientation says: rotate a quarter turn to the right. */
export function turned(jpeg: Buffer): Buffer {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), Buffer.from(tiff)]);
  const start = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), start, exif, jpeg.subarray(2)]);
}
