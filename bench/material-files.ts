// What a program outside the browser trains on, as files.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeSample } from '../src/contract/sample.ts';

export interface FileMaterial {
  images: Uint8Array;
  labels: Uint8Array;
  parameters: Float32Array;
  /** Sample words. */
  words: Uint32Array;
}

/** The paths of images, labels, parameters and order, in a folder of their own. */
export async function writeMaterial({ images, labels, parameters, words }: FileMaterial): Promise<{
  paths: string[];
  /** Deletes them. */
  cleanUp: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const contents = { images, labels, parameters, order: words.map((word) => decodeSample(word).index) };
  const paths: string[] = [];
  for (const [name, content] of Object.entries(contents)) {
    const path = join(folder, name);
    await writeFile(path, content);
    paths.push(path);
  }
  return { paths, cleanUp: () => rm(folder, { recursive: true }) };
}
