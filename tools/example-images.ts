// The example images of public/examples.png: their pixels in the test shard, and a grey PNG written and read.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { crc32, deflateSync, gunzipSync, inflateSync } from 'node:zlib';
import { EXAMPLE_TEST_INDICES, SHARD_COUNT } from '../src/contract/dataset.ts';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../src/contract/model.ts';

const DATA = resolve(import.meta.dirname, '../public/data');

/** Labels [10,000], then images [10,000, 28, 28]. */
function testShard(): Buffer {
  const name = readdirSync(DATA).find((file) => file.startsWith('fashion-mnist-test.'));
  if (!name) throw new Error(`${DATA} has no test shard: run \`npm run data\``);
  return gunzipSync(readFileSync(join(DATA, name)));
}

/** The labels of the examples, in their order. */
export function exampleLabels(): number[] {
  const shard = testShard();
  return EXAMPLE_TEST_INDICES.map((index) => shard[index]!);
}

/** [28, 280]: the examples side by side. */
export function examplePixels(): Uint8Array {
  const images = testShard().subarray(SHARD_COUNT);
  const width = EXAMPLE_TEST_INDICES.length * IMAGE_SIDE;
  const pixels = new Uint8Array(width * IMAGE_SIDE);
  for (const [i, index] of EXAMPLE_TEST_INDICES.entries()) {
    for (let row = 0; row < IMAGE_SIDE; row++) {
      const start = index * IMAGE_PIXELS + row * IMAGE_SIDE;
      pixels.set(images.subarray(start, start + IMAGE_SIDE), row * width + i * IMAGE_SIDE);
    }
  }
  return pixels;
}

function chunk(name: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A PNG of 8-bit grey levels, each row unfiltered. */
export function greyPng(width: number, height: number, pixels: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 0], 8);
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.concat([Buffer.from([0]), pixels.subarray(y * width, (y + 1) * width)]),
  );
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The grey levels of a PNG as `greyPng` writes it. */
export function readGreyPng(file: Uint8Array, width: number, height: number): Uint8Array {
  const bytes = Buffer.from(file);
  const at = bytes.indexOf('IDAT');
  const rows = inflateSync(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4)));
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const start = y * (width + 1);
    if (rows[start] !== 0) throw new Error(`row ${y} is filtered`);
    pixels.set(rows.subarray(start + 1, start + 1 + width), y * width);
  }
  return pixels;
}
