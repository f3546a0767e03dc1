// Whole runs on a person's dataset, from its files to the tested weights, on the wasm engine.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { OwnDataset } from '../src/contract/own-data.ts';
import {
  csvFile,
  idxFile,
  png,
  pngFiles,
  readOrThrow,
  refusalOf,
  text,
  zip,
} from '../src/own-data/files.fixture.ts';
import { presetOn } from '../src/store/dataset-config.ts';
import { FORTY, fortyClasses } from '../tools/forty-classes.ts';
import { runInNode } from '../tools/node-run.ts';

type Files = Record<string, Uint8Array<ArrayBuffer>>;

async function datasetOf(files: Files, name: string): Promise<OwnDataset> {
  const { summary, data } = await readOrThrow(files);
  expect(summary.refused).toEqual([]);
  return data.finish(name);
}

const sprintOn = ({ facts }: OwnDataset, seed = 1) => presetOn(facts, 'sprint', { engine: 'wasm', seed });

test('40 classes give the same content and the same weights as IDX, CSV and a ZIP archive of PNG files', async () => {
  const { train, test } = fortyClasses(12_000, 4000);
  const formats: Record<string, () => Files> = {
    idx: () => ({
      'train-images-idx3-ubyte': idxFile([12_000, 28, 28], train.images),
      'train-labels-idx1-ubyte': idxFile([12_000], train.labels),
      't10k-images-idx3-ubyte': idxFile([4000, 28, 28], test.images),
      't10k-labels-idx1-ubyte': idxFile([4000], test.labels),
    }),
    zip: () => ({
      'turned.zip': zip({
        ...pngFiles(test, undefined, 'turned/test/'),
        ...pngFiles(train, undefined, 'turned/train/'),
      }),
    }),
    csv: () => ({ 'test.csv': csvFile(test), 'train.csv': csvFile(train) }),
  };
  const outcomes: Record<string, unknown> = {};
  for (const [format, files] of Object.entries(formats)) {
    const own = await datasetOf(files(), 'turned');
    expect(own.facts).toMatchObject({ classes: FORTY, trainCount: 12_000, testCount: 4000 });
    // A sixth of the run: the learning rate rises and falls within 357 steps.
    const { epochs, result, weightsHash } = await runInNode({ ...sprintOn(own), epochs: 1 }, undefined, own);
    expect(epochs.map(({ step }) => step)).toEqual([357]);
    expect(result.total).toBe(4000);
    // Guessing gives 2.5%.
    expect(result.accuracy).toBeGreaterThan(0.5);
    const { contentHash } = own.facts;
    console.log(
      `${format}: content ${contentHash.slice(0, 12)}, weights ${weightsHash.slice(0, 12)}, ${result.correct} of 4000`,
    );
    outcomes[format] = { facts: own.facts, weightsHash, correct: result.correct };
  }
  expect(outcomes['zip']).toEqual(outcomes['idx']);
  expect(outcomes['csv']).toEqual(outcomes['idx']);
});

const DIGITS = new URL('digits/digits.csv.gz', import.meta.url);

/** 64 grey levels from 0 to 16, then the digit, by rows. */
const digits = () =>
  gunzipSync(readFileSync(DIGITS))
    .toString()
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number));

test('digits of 8x8 pixels are refused as a table, since it has 65 columns', async () => {
  const table = text(digits().join('\n'));
  const refused = { file: 'digits.csv', reason: 'csv-columns', columns: 65, expected: 785 };
  expect(await refusalOf({ 'digits.csv': table })).toEqual(refused);
});

test('digits of 8x8 pixels are scaled and learned as images', async () => {
  const files = digits().map((row, i) => {
    const levels = Uint8Array.from(row.slice(0, 64), (level) => Math.round((level * 255) / 16));
    return [`${row[64]}/${i}.png`, png(levels)];
  });
  const own = await datasetOf({ 'digits.zip': zip(Object.fromEntries(files)) }, 'Digits');
  expect(own.facts).toMatchObject({
    classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    trainCount: 1438,
    testCount: 359,
  });
  const config = sprintOn(own);
  const { epochs, result } = await runInNode(config, undefined, own);
  console.log(`digits, ${config.epochs} epochs: ${result.correct} of ${result.total}`);
  expect(epochs).toHaveLength(config.epochs);
  expect(result.accuracy).toBeGreaterThanOrEqual(0.96);
});
