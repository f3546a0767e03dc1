// One run in several processes, as torchrun starts them: the same weights but for rounding.

import { createServer } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { presetFor } from '../../src/contract/config.ts';
import { newRun } from '../../src/export/python/classic-run.fixture.ts';
import { trainScript } from '../../src/export/python/train-script.ts';
import { pythonWith, runPython } from '../../tools/python.ts';
import { smallData, writeData } from './data.fixture.ts';
import { drive, floats64, processEnvironments, testFolder, trained } from './driver.fixture.ts';
import { largestDifference } from './reference-run.fixture.ts';

const python = await pythonWith(['torch', 'numpy']);

/** 100 images in batches of 9: the last one has a single image, so other processes have none. */
const data = smallData(10, 125, 40);
const config = {
  ...presetFor('modern', data.facts.id),
  c1: 3,
  c3: 5,
  f5: 11,
  f6: 9,
  classes: 10,
  samples: 125,
  split: 0.8,
  batch: 9,
  epochs: 4,
  flip: true,
};
const script = trainScript(newRun(config, { dataset: data.facts }));

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('no port');
      server.close(() => resolve(address.port));
    });
  });
}

/** The folder with the answers of `source` in this many processes. */
async function trainIn(processes: number, source: string): Promise<string> {
  const place = writeData(testFolder(), data);
  const job = { do: 'train', scripts: [source], data: place, dtype: 'float64' } as const;
  return drive(python!, job, processes === 1 ? [{}] : processEnvironments(processes, await freePort()));
}

/** The run of one process, with which the others are compared. */
async function alone() {
  const folder = await trainIn(1, script);
  return { weights: floats64(folder, '0.weights'), ...trained(folder, 0) };
}
let found: ReturnType<typeof alone> | null = null;
const one = () => (found ??= alone());

describe.skipIf(python === null)('several processes', () => {
  test.each([2, 3])('%i processes end with the weights of one', async (processes) => {
    const { weights, losses, correct } = await one();
    const several = await trainIn(processes, script);
    const difference = largestDifference(floats64(several, '0.weights'), weights);
    console.log(`${processes} processes, 48 steps: largest difference ${difference}`);
    expect(losses).toHaveLength(48);
    expect(difference).toBeLessThan(1e-9);
    expect(largestDifference(trained(several, 0).losses, losses)).toBeLessThan(1e-9);
    expect(trained(several, 0).correct).toBe(correct);
  });

  test('a mean loss for each process would be another run', async () => {
    const wrong = script.replace('(loss * (WORLD / len(whole)))', '(loss / max(1, len(mine)))');
    expect(wrong).not.toBe(script);
    const several = await trainIn(2, wrong);
    const { weights } = await one();
    expect(largestDifference(floats64(several, '0.weights'), weights)).toBeGreaterThan(1e-4);
  });

  test('the script itself: the first process writes, and says the count once', async () => {
    const folder = testFolder();
    writeData(folder, data);
    writeFileSync(join(folder, 'train.py'), script);
    const start = (environment: Record<string, string>, out: string) =>
      runPython(python!, ['train.py', '--device', 'cpu', '--double', '--out', out], { folder, environment });
    const alone = await start({}, 'alone');
    const [first, second] = await Promise.all(
      processEnvironments(2, await freePort()).map((environment) => start(environment, 'two')),
    );
    const counted = /(\d+) of 40 correct/;
    expect(counted.exec(first!)?.[1]).toBe(counted.exec(alone)![1]);
    expect(second).toBe('');
  });

  test('more processes than images of a batch are refused', async () => {
    const folder = testFolder();
    writeFileSync(join(folder, 'train.py'), script);
    const [environment] = processEnvironments(10, 1);
    const refused = runPython(python!, ['train.py'], { folder, environment });
    await expect(refused).rejects.toThrow('10 processes are too many for a batch of 9');
  });
});
