// `npx tsx bench/own-data/forty-classes.ts [TRAIN] [TEST] [SEEDS] [FOLDER]`: the preset Sprint on a dataset of 40 classes, as
// the page trains it on own data, on the wasm engine. Prints the test accuracies and writes the same dataset and recipe to
// FOLDER for forty_classes.py.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { idxFile, readOrThrow } from '../../src/own-data/files.fixture.ts';
import { presetOn } from '../../src/store/dataset-config.ts';
import { fortyClasses } from '../../tools/forty-classes.ts';
import { runInNode } from '../../tools/node-run.ts';

const [trainCount = '12000', testCount = '4000', seeds = '1,2,3', folder = '.cache/forty-classes'] =
  process.argv.slice(2);

const percent = (fraction: number) => `${(100 * fraction).toFixed(2)}%`;

const { train, test } = fortyClasses(Number(trainCount), Number(testCount));
const { data } = await readOrThrow({
  'train-images-idx3-ubyte': idxFile([train.labels.length, 28, 28], train.images),
  'train-labels-idx1-ubyte': idxFile([train.labels.length], train.labels),
  't10k-images-idx3-ubyte': idxFile([test.labels.length, 28, 28], test.images),
  't10k-labels-idx1-ubyte': idxFile([test.labels.length], test.labels),
});
const own = data.finish('40 classes');
const config = presetOn(own.facts, 'sprint', { engine: 'wasm', seed: 1 });

await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'images'), own.images);
await writeFile(join(folder, 'labels'), own.labels);
await writeFile(join(folder, 'recipe.json'), `${JSON.stringify({ ...config, facts: own.facts }, null, 1)}\n`);

const accuracies: number[] = [];
for (const seed of seeds.split(',').map(Number)) {
  const { result } = await runInNode({ ...config, seed }, undefined, own);
  accuracies.push(result.accuracy);
  console.log(`seed ${seed}: test ${percent(result.accuracy)}, ${result.seconds.toFixed(1)} s`);
}
const mean = accuracies.reduce((sum, value) => sum + value, 0) / accuracies.length;
console.log(`${config.epochs} epochs of ${config.samples} images, mean ${percent(mean)}; data in ${folder}`);
// The session's open message channel would keep the process alive.
process.exit();
