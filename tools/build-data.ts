// Builds the data files that the page loads: checks the four IDX files of FashionMNIST, cuts them into seven gzipped
// shards and writes them with a manifest and the licence into public/data. Their format is in src/contract/manifest.ts.
//
//   npm run data [-- FOLDER]    FOLDER holds the IDX files, gzipped or not; the default is Debian's copy.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { SHARD_COUNT, TRAIN_COUNT } from '../src/contract/dataset.ts';
import {
  MANIFEST_NAME,
  MANIFEST_VERSION,
  SHARD_CONTENT_BYTES,
  SHARDS,
  type Manifest,
  type ShardEntry,
} from '../src/contract/manifest.ts';
import { IMAGE_PIXELS } from '../src/contract/model.ts';

const DEBIAN_FOLDER = '/usr/share/datasets/fashion-mnist';
const TARGET = resolve(import.meta.dirname, '../public/data');

/** SHA-256 of the uncompressed files, and the length of their headers. */
const SOURCES = {
  trainImages: {
    name: 'train-images-idx3-ubyte',
    header: 16,
    sha256: 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
  },
  trainLabels: {
    name: 'train-labels-idx1-ubyte',
    header: 8,
    sha256: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
  },
  testImages: {
    name: 't10k-images-idx3-ubyte',
    header: 16,
    sha256: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
  },
  testLabels: {
    name: 't10k-labels-idx1-ubyte',
    header: 8,
    sha256: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
  },
} as const;

const LICENSE = `The data files beside this notice are the FashionMNIST dataset, cut into other files without any change to its images
and labels. https://github.com/zalandoresearch/fashion-mnist

The MIT License (MIT)

Copyright (c) 2017 Zalando SE, https://tech.zalando.com

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The file's body without its header. Throws with a sentence that names the file and what is wrong with it. */
function readSource(
  folder: string,
  { name, header, sha256: expected }: (typeof SOURCES)[keyof typeof SOURCES],
) {
  const plain = join(folder, name);
  const path = [plain, `${plain}.gz`].find((candidate) => existsSync(candidate));
  if (!path) throw new Error(`${plain}: there is no such file, nor ${name}.gz`);
  let content = readFileSync(path);
  if (content[0] === 0x1f && content[1] === 0x8b) {
    try {
      content = gunzipSync(content);
    } catch (error) {
      throw new Error(`${path}: can't be decompressed (${(error as Error).message})`, { cause: error });
    }
  }
  const found = sha256(content);
  if (found !== expected) {
    throw new Error(`${path}: is not FashionMNIST's file. Expected SHA-256 ${expected}, found ${found}`);
  }
  return content.subarray(header);
}

function readSources(folder: string): Record<keyof typeof SOURCES, Buffer> {
  const problems: string[] = [];
  const entries = Object.entries(SOURCES).map(([key, source]) => {
    try {
      return [key, readSource(folder, source)];
    } catch (error) {
      problems.push((error as Error).message);
      return [key, Buffer.alloc(0)];
    }
  });
  if (problems.length > 0) {
    throw new Error(
      problems.map((problem) => `  ${problem}\n`).join('') +
        `Nothing was written. On Debian and Ubuntu: apt install dataset-fashion-mnist. Elsewhere: put the four files from\n` +
        `https://github.com/zalandoresearch/fashion-mnist into a folder and run npm run data -- FOLDER`,
    );
  }
  return Object.fromEntries(entries) as Record<keyof typeof SOURCES, Buffer>;
}

/** Gzip at level 9, the same on every machine: no time stamp, system "unknown". */
function gzip(content: Uint8Array): Buffer {
  const compressed = gzipSync(content, { level: 9 });
  compressed.fill(0, 4, 8);
  compressed[9] = 255;
  return compressed;
}

function buildShards(folder: string): { entry: ShardEntry; file: Buffer }[] {
  const sources = readSources(folder);
  const labels = Buffer.concat([sources.trainLabels, sources.testLabels]);
  const images = Buffer.concat([sources.trainImages, sources.testImages]);
  return Array.from({ length: SHARDS }, (_, shard) => {
    const first = shard * SHARD_COUNT;
    const end = first + SHARD_COUNT;
    const content = Buffer.concat([
      labels.subarray(first, end),
      images.subarray(first * IMAGE_PIXELS, end * IMAGE_PIXELS),
    ]);
    if (content.length !== SHARD_CONTENT_BYTES) throw new Error(`shard ${shard}: ${content.length} bytes`);
    const file = gzip(content);
    const digest = sha256(content);
    const name = first < TRAIN_COUNT ? `train-${shard}` : 'test';
    // Without the ending .gz, for which some hosts add headers. The digest in the name lets caches keep the file for ever.
    const entry: ShardEntry = {
      file: `fashion-mnist-${name}.${digest.slice(0, 8)}.bin`,
      first,
      count: SHARD_COUNT,
      bytes: file.length,
      uncompressedBytes: SHARD_CONTENT_BYTES,
      sha256: digest,
    };
    return { entry, file };
  });
}

/** Writes beside the target first, so that an interrupted run leaves the old files whole. */
function write(shards: { entry: ShardEntry; file: Buffer }[]): void {
  const manifest: Manifest = {
    version: MANIFEST_VERSION,
    dataset: 'fashion-mnist',
    shards: shards.map(({ entry }) => entry),
  };
  const fresh = `${TARGET}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  for (const { entry, file } of shards) writeFileSync(join(fresh, entry.file), file);
  writeFileSync(join(fresh, 'LICENSE-fashion-mnist.txt'), LICENSE);
  writeFileSync(join(fresh, MANIFEST_NAME), `${JSON.stringify(manifest, null, 2)}\n`);
  rmSync(TARGET, { recursive: true, force: true });
  renameSync(fresh, TARGET);
}

const folder = resolve(process.argv[2] ?? DEBIAN_FOLDER);
try {
  const shards = buildShards(folder);
  write(shards);
  const total = shards.reduce((sum, { entry }) => sum + entry.bytes, 0);
  for (const { entry } of shards) console.log(`${entry.file}  ${entry.bytes.toLocaleString('en')} bytes`);
  console.log(`${TARGET}: ${shards.length} shards, ${total.toLocaleString('en')} bytes`);
} catch (error) {
  console.error(`FashionMNIST can't be built from ${folder}:\n${(error as Error).message}`);
  process.exitCode = 1;
}
