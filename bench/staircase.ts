// `npm run bench:staircase [-- SEEDS THREADS]`: the staircase with Sprint's budget, each rung trained by the wasm engine and
// by the script that the page exports for PyTorch, and whether both see a gain or a loss at each rung. The scripts of two
// runs are in progress at a time, on THREADS threads each.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PRESETS, type RunConfig } from '../src/contract/config.ts';
import { RUNGS, staircaseBudget, staircaseConfigs } from '../src/contract/staircase.ts';
import { newRun } from '../src/export/python/classic-run.fixture.ts';
import { trainScript } from '../src/export/python/train-script.ts';
import { fashion, idxFile } from '../src/own-data/files.fixture.ts';
import { runInNode } from '../tools/node-run.ts';
import { pythonWith, runPython } from '../tools/python.ts';

const [seedList = '1', threads = '1'] = process.argv.slice(2);
const seeds = seedList.split(',').map(Number);
const folder = resolve('.cache/staircase');

async function writeData(): Promise<string> {
  const data = join(folder, 'data');
  await mkdir(data, { recursive: true });
  const { train, test } = fashion(60_000, 10_000);
  for (const [name, { images, labels }] of [['train', train] as const, ['t10k', test] as const]) {
    await writeFile(join(data, `${name}-images-idx3-ubyte`), idxFile([labels.length, 28, 28], images));
    await writeFile(join(data, `${name}-labels-idx1-ubyte`), idxFile([labels.length], labels));
  }
  return data;
}

/** Correct test images of the run in PyTorch. */
async function correctInPyTorch(
  python: string,
  data: string,
  config: RunConfig,
  name: string,
): Promise<number> {
  const out = join(folder, name);
  await mkdir(out, { recursive: true });
  const script = join(out, 'train.py');
  await writeFile(script, trainScript(newRun(config)));
  await runPython(python, [script, '--data', data, '--out', out, '--threads', threads], { folder: out });
  const { correct } = JSON.parse(await readFile(join(out, 'history.json'), 'utf8')) as { correct: number };
  return correct;
}

const python = await pythonWith(['torch', 'numpy']);
if (python === null) process.exit(1);
const data = await writeData();
const base = staircaseBudget(PRESETS.article);
const names = ['Classic LeNet', ...RUNGS];
/** By rung: the sums of correct test images over the seeds. */
const here = names.map(() => 0);
const there = names.map(() => 0);
const runs = seeds.flatMap((seed) =>
  staircaseConfigs({ ...base, seed }, RUNGS).map((config, rung) => ({ seed, config, rung })),
);

for (const { seed, config, rung } of runs) {
  const { result } = await runInNode({ ...config, engine: 'wasm' });
  here[rung]! += result.correct;
  console.log(`wasm     seed ${seed}  ${names[rung]}: ${result.correct}`);
}

async function trainNext(): Promise<void> {
  for (let next = runs.shift(); next !== undefined; next = runs.shift()) {
    const { seed, config, rung } = next;
    const correct = await correctInPyTorch(python!, data, config, `${rung}-${seed}`);
    there[rung]! += correct;
    console.log(`PyTorch  seed ${seed}  ${names[rung]}: ${correct}`);
  }
}
await Promise.all([trainNext(), trainNext()]);

/** Correct images per seed as a percentage of the 10,000. */
const percent = (correct: number) => correct / seeds.length / 100;
const signed = (points: number) => `${points < 0 ? '' : '+'}${points.toFixed(2)}`.padStart(7);
console.log(
  `\nseeds ${seeds.join(', ')}; ${base.epochs} epochs of ${base.samples} images; points of test accuracy`,
);
for (const [rung, name] of names.entries()) {
  const both = [here, there].map((counts) => percent(counts[rung]!));
  const gains = rung === 0 ? [] : [here, there].map((counts) => percent(counts[rung]! - counts[rung - 1]!));
  const same = gains.length === 0 || Math.sign(gains[0]!) === Math.sign(gains[1]!);
  const figures = both.map(
    (value, i) => `${value.toFixed(2)}% ${gains[i] === undefined ? '' : signed(gains[i])}`,
  );
  console.log(`${name.padEnd(16)} wasm ${figures[0]}  PyTorch ${figures[1]}  ${same ? '' : 'other sign'}`);
}
// The session's open message channel would keep the process alive.
process.exit();
