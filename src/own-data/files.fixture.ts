// Files for tests, written from labelled images in every format, and FashionMNIST as the page's data files have it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { encode } from 'fast-png';
import { zipSync, type Zippable } from 'fflate';
import { readManifest } from '../contract/manifest.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import type { OwnDataRefusal, OwnDataSummary } from '../contract/own-data.ts';
import type { Part } from './draft.ts';
import { OwnData } from './own-data.ts';
import { Refused } from './refused.ts';
import { sourceOf, type Source } from './source.ts';

const DATA = join(import.meta.dirname, '../../public/data');

/** The first `trainCount` training and `testCount` test images of FashionMNIST, in its own order. */
export function fashion(trainCount: number, testCount: number): { train: Part; test: Part } {
  const read = readManifest(readFileSync(join(DATA, 'manifest.json'), 'utf8'));
  if (!('manifest' in read)) throw new Error(read.problem);
  const shards = read.manifest.shards.map(({ file, count, first }) => {
    if (first < 60_000 && first >= trainCount) return null;
    const content = gunzipSync(readFileSync(join(DATA, file)));
    return { labels: content.subarray(0, count), images: content.subarray(count) };
  });
  const part = (from: number, to: number, count: number): Part => {
    const used = shards.slice(from, to).flatMap((shard) => (shard ? [shard] : []));
    return {
      images: new Uint8Array(Buffer.concat(used.map(({ images }) => images))).slice(0, count * IMAGE_PIXELS),
      labels: new Uint8Array(Buffer.concat(used.map(({ labels }) => labels))).slice(0, count),
    };
  };
  return { train: part(0, 6, trainCount), test: part(6, 7, testCount) };
}

export const imageOf = ({ images }: Part, i: number) =>
  images.subarray(i * IMAGE_PIXELS, (i + 1) * IMAGE_PIXELS);

/** An IDX file of unsigned bytes. */
export function idxFile(shape: readonly number[], values: Uint8Array, type = 8): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 + 4 * shape.length + values.length);
  bytes.set([0, 0, type, shape.length]);
  const view = new DataView(bytes.buffer);
  for (const [k, extent] of shape.entries()) view.setUint32(4 + 4 * k, extent);
  bytes.set(values, 4 + 4 * shape.length);
  return bytes;
}

/** A NumPy file of version 1 of `values`, the bytes of its values. */
export function npyFile(
  shape: readonly number[],
  values: Uint8Array,
  type = '|u1',
  fortran = false,
): Uint8Array<ArrayBuffer> {
  const extents = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const order = fortran ? 'True' : 'False';
  return npyBytes(`{'descr': '${type}', 'fortran_order': ${order}, 'shape': (${extents}), }`, values);
}

/** A NumPy file with this header, padded as NumPy does. */
export function npyBytes(header: string, values: Uint8Array): Uint8Array<ArrayBuffer> {
  const padding = ' '.repeat(63 - ((10 + header.length) % 64));
  const bytes = Buffer.from(`${header}${padding}\n`, 'latin1');
  const length = [bytes.length & 0xff, bytes.length >> 8];
  return new Uint8Array(
    Buffer.concat([Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, ...length]), bytes, values]),
  );
}

export const text = (value: string) => new Uint8Array(Buffer.from(value, 'utf8'));

/** A CSV file of `part`, label first. */
export function csvFile(part: Part, header = true, names?: readonly string[]): Uint8Array<ArrayBuffer> {
  const rows = Array.from(part.labels, (label, i) => `${names?.[label] ?? label},${imageOf(part, i).join()}`);
  if (header) rows.unshift(`label,${Array.from({ length: 784 }, (_, k) => `pixel${k + 1}`).join()}`);
  return text(`${rows.join('\n')}\n`);
}

/** A grey PNG of `pixels` [height, width], as large as a square by default. */
export function png(
  pixels: Uint8Array,
  width = Math.sqrt(pixels.length),
  height = width,
): Uint8Array<ArrayBuffer> {
  return new Uint8Array(encode({ width, height, data: pixels, channels: 1, depth: 8 }));
}

/** A ZIP archive of `files`, by their paths. */
export function zip(files: Record<string, Uint8Array>, level: 0 | 6 = 6): Uint8Array<ArrayBuffer> {
  const entries: Zippable = Object.fromEntries(
    Object.entries(files).map(([path, bytes]) => [path, [bytes, { level }]]),
  );
  return new Uint8Array(zipSync(entries));
}

/** PNG files of `part` in folders by class. */
export function pngFiles(part: Part, names?: readonly string[], folder = ''): Record<string, Uint8Array> {
  return Object.fromEntries(
    Array.from(part.labels, (label, i) => [
      `${folder}${names?.[label] ?? label}/${i}.png`,
      png(imageOf(part, i)),
    ]),
  );
}

export const sources = (files: Record<string, Uint8Array<ArrayBuffer>>): Source[] =>
  Object.entries(files).map(([path, bytes]) => sourceOf(path, bytes));

export const newOwnData = () =>
  new OwnData({ decodeImage: () => Promise.resolve('damaged'), onProgress: () => undefined });

/** The outcome of reading `files`. */
export async function tryRead(
  files: Record<string, Uint8Array<ArrayBuffer>>,
  data = newOwnData(),
): Promise<{ summary: OwnDataSummary; data: OwnData } | { refusal: OwnDataRefusal }> {
  try {
    return { summary: await data.read(sources(files)), data };
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal };
    throw error;
  }
}

/** The summary of `files`, which are read. */
export async function readOrThrow(files: Record<string, Uint8Array<ArrayBuffer>>) {
  const result = await tryRead(files);
  if ('refusal' in result) throw new Error(JSON.stringify(result.refusal));
  return result;
}

/** The refusal of `files`. */
export async function refusalOf(files: Record<string, Uint8Array<ArrayBuffer>>): Promise<OwnDataRefusal> {
  const result = await tryRead(files);
  if ('summary' in result) throw new Error('the files were read');
  return result.refusal;
}
