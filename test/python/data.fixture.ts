// Datasets for the scripts: small ones from images of FashionMNIST, and FashionMNIST itself, as IDX files.

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetFacts } from '../../src/contract/dataset.ts';
import { IMAGE_PIXELS } from '../../src/contract/model.ts';
import type { Dataset } from '../../src/engine/reference/trainer.ts';
import type { Part } from '../../src/own-data/draft.ts';
import { fashion, idxFile, imageOf } from '../../src/own-data/files.fixture.ts';

export interface TestData extends Dataset {
  facts: DatasetFacts;
  train: Part;
  test: Part;
}

/** FashionMNIST's first images of the first `classes` classes, looked for among the first 1,000 of each part. */
export function smallData(classes: number, trainCount: number, testCount: number): TestData {
  const all = fashion(1000, 1000);
  const first = (part: Part, count: number): Part => {
    const chosen = [...part.labels.keys()].filter((i) => part.labels[i]! < classes).slice(0, count);
    return {
      labels: Uint8Array.from(chosen, (i) => part.labels[i]!),
      images: new Uint8Array(Buffer.concat(chosen.map((i) => imageOf(part, i)))),
    };
  };
  return together(first(all.train, trainCount), first(all.test, testCount), classes);
}

/** Training and test images as one dataset of a person. */
function together(train: Part, test: Part, classes: number): TestData {
  const labels = new Uint8Array(Buffer.concat([train.labels, test.labels]));
  const images = new Uint8Array(Buffer.concat([train.images, test.images]));
  const contentHash = createHash('sha256').update(labels).update(images).digest('hex');
  const facts = {
    id: contentHash.slice(0, 12),
    name: 'A few garments',
    classes: Array.from({ length: classes }, (_, k) => `class ${k}`),
    trainCount: train.labels.length,
    testCount: test.labels.length,
    contentHash,
  };
  return { facts, train, test, labels, images };
}

/** Writes the four files, not compressed, into `folder`/data and returns that folder. */
export function writeData(folder: string, { train, test }: Record<'train' | 'test', Part>): string {
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  for (const [name, { labels, images }] of [['train', train] as const, ['t10k', test] as const]) {
    writeFileSync(join(data, `${name}-labels-idx1-ubyte`), idxFile([labels.length], labels));
    const shape = [images.length / IMAGE_PIXELS, 28, 28];
    writeFileSync(join(data, `${name}-images-idx3-ubyte`), idxFile(shape, images));
  }
  return data;
}

/** Writes the two files of the synthetic images, not compressed, into the folder `data`. */
export function writeSynthetic(data: string, { labels, images }: Pick<Dataset, 'labels' | 'images'>): void {
  writeFileSync(join(data, 'synthetic-labels-idx1-ubyte'), idxFile([labels.length], labels));
  writeFileSync(join(data, 'synthetic-images-idx3-ubyte'), idxFile([labels.length, 28, 28], images));
}
