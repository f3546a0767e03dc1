// The script's training in float64 against the reference's plain loops in double precision: every optimizer, activation and
// schedule, and what a person does by hand. Changed scripts show that the comparison would notice. Then on
// FashionMNIST beside the page: the first losses, the validation accuracy and the count.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  OPTIMIZERS,
  presetFor,
  SCHEDULES,
  INITIALIZATIONS,
  type RunConfig,
} from '../../src/contract/config.ts';
import { FASHION } from '../../src/contract/dataset.ts';
import type { LearningRateMark } from '../../src/contract/metrics.ts';
import { ACTIVATIONS, parameterLayout, POOLINGS } from '../../src/contract/model.ts';
import { doublePrecision, singlePrecision } from '../../src/engine/reference/floats.ts';
import { parseLink } from '../../src/contract/url.ts';
import { newRun } from '../../src/export/python/classic-run.fixture.ts';
import { trainScript } from '../../src/export/python/train-script.ts';
import type { ExportedRun } from '../../src/export/exported-run.ts';
import { fashion } from '../../src/own-data/files.fixture.ts';
import { encodeSafetensors } from '../../src/weights/safetensors.ts';
import { runInNode } from '../../tools/node-run.ts';
import { pythonWith, runPython } from '../../tools/python.ts';
import { FIRST_EPOCH } from '../known-runs.ts';
import { smallData, writeData, type TestData } from './data.fixture.ts';
import { drive, floats64, testFolder, trained } from './driver.fixture.ts';
import { endedRun } from './exported.fixture.ts';
import { largestDifference, referenceRun } from './reference-run.fixture.ts';

const python = await pythonWith(['torch', 'numpy']);

/** Sums of float64 in another order, over 48 steps: 1e-14 is usual. */
const BOUND = 1e-9;

const SMALL = { c1: 3, c3: 5, f5: 11, f6: 9, samples: 130, split: 0.8, batch: 9, epochs: 4 };
const MARKS: LearningRateMark[] = [
  { step: 5, value: 0.006 },
  { step: 20, value: 0.001 },
  { step: 20, value: 0.003 },
];

interface Case {
  name: string;
  config: RunConfig;
  marks: LearningRateMark[];
}

/** 104 images in batches of 9 are 12 steps an epoch, the last one of 5 images. */
function casesOf({ facts: { id, classes } }: TestData): Case[] {
  const cases: Case[] = [];
  for (const optimizer of OPTIMIZERS) {
    for (const activation of ACTIVATIONS) {
      for (const schedule of SCHEDULES) {
        const i = cases.length;
        const config: RunConfig = {
          ...presetFor('article', id),
          ...SMALL,
          classes: classes.length,
          seed: i,
          optimizer,
          activation,
          schedule,
          lr: optimizer === 'sgd' ? 0.02 : 0.004,
          pooling: POOLINGS[i % 2]!,
          dense: i % 4 < 2,
          init: INITIALIZATIONS[i % 3]!,
          decay: i % 3 === 0 ? 0 : 0.02,
          smoothing: i % 4 === 0 ? 0.1 : 0,
          flip: i % 3 === 1,
          shift: i % 5 === 2 ? 2 : 0,
        };
        cases.push({
          name: `${optimizer} ${activation} ${schedule}`,
          config,
          marks: i % 2 === 1 ? MARKS : [],
        });
      }
    }
  }
  return cases;
}

const scriptOf = (data: TestData, { config, marks }: Case) =>
  trainScript(newRun(config, { dataset: data.facts, marks }));

/** The largest difference of the last weights between each script and the reference's run. */
async function differences(
  data: TestData,
  cases: readonly Case[],
  scripts: readonly string[],
): Promise<number[]> {
  const place = writeData(testFolder(), data);
  const folder = await drive(python!, { do: 'train', scripts, data: place, dtype: 'float64' });
  return cases.map(({ config, marks, name }, i) => {
    const expected = referenceRun(config, { dataset: data, create: doublePrecision, marks });
    const { losses, history } = trained(folder, i);
    expect(losses, `run: ${name}`).toHaveLength(48);
    expect(history.map(({ step }) => step)).toEqual([12, 24, 36, 48]);
    return Math.max(
      largestDifference(floats64(folder, `${i}.weights`), expected.parameters),
      largestDifference(losses, expected.losses),
    );
  });
}

describe.skipIf(python === null)('training in float64', () => {
  test.each([3, 10])('%i classes: the weights of the reference after 48 steps', async (classes) => {
    const data = smallData(classes, 130, 40);
    const cases = casesOf(data);
    expect(cases).toHaveLength(18);
    const scripts = cases.map((one) => scriptOf(data, one));
    const found = await differences(data, cases, scripts);
    console.log(`largest difference after 48 steps, ${classes} classes: ${Math.max(...found)}`);
    for (const [i, { name }] of cases.entries()) expect(found[i], `run: ${name}`).toBeLessThan(BOUND);
  });

  test('a script with another rule has other weights', async () => {
    const data = smallData(10, 130, 40);
    const all = casesOf(data);
    const [adam, adamw] = [all[1]!, all[7]!];
    const changes: [Case, string, string][] = [
      [adam, '"seed": 1,', '"seed": 2,'],
      [adam, 'rate = marks.pop(0)["value"]', 'marks.pop(0)'],
      [adam, '(WORLD / len(whole))', '(WORLD / batch)'],
      [adam, 'float(rates[step])', 'config["lr"]'],
      [adam, 'random.unit() < 0.5 and', 'random.unit() < 0.4 and'],
      [adamw, '"adamw": torch.optim.AdamW', '"adamw": torch.optim.Adam'],
    ];
    const cases = changes.map(([one]) => one);
    const scripts = changes.map(([one, before, after]) => {
      const script = scriptOf(data, one);
      const changed = script.replace(before, after);
      expect(changed, `changed: ${before}`).not.toBe(script);
      return changed;
    });
    const found = await differences(data, cases, scripts);
    for (const [i, [, before]] of changes.entries())
      expect(found[i], `changed: ${before}`).toBeGreaterThan(1e-4);
  });

  test('fine-tuning starts from the weights beside the script', async () => {
    const data = smallData(10, 130, 40);
    const one = casesOf(data)[3]!;
    const { config, marks } = one;
    const initial = Float32Array.from({ length: parameterLayout(config).size }, (_, i) => Math.sin(i) / 10);
    const fresh = newRun(config, { dataset: data.facts, marks });
    const plan = { ...fresh.run.plan, start: { kind: 'fine-tune' } as const };
    const script = trainScript({ ...fresh, run: { ...fresh.run, plan }, initial });
    const files = { 'initial.safetensors': encodeSafetensors(config, initial, {}) };
    const place = writeData(testFolder(), data);
    const job = { do: 'train', scripts: [script], data: place, dtype: 'float64', files } as const;
    const folder = await drive(python!, job);
    const expected = referenceRun(config, { dataset: data, create: doublePrecision, marks, initial });
    expect(largestDifference(floats64(folder, '0.weights'), expected.parameters)).toBeLessThan(BOUND);
  });

  test('a run that was stopped ends where it ended in the page', async () => {
    const data = smallData(10, 130, 40);
    const { config, marks } = casesOf(data)[5]!;
    const whole = newRun(config, { dataset: data.facts, marks });
    // With 12 steps an epoch: where it was stopped, and the steps after which it was validated.
    const stops: [name: string, stoppedAtStep: number, validated: number[]][] = [
      ['within an epoch', 30, [12, 24]],
      ['within the first epoch', 7, [7]],
      ['while the second epoch was validated', 24, [12]],
      ['after the second epoch was validated', 24, [12, 24]],
    ];
    const scripts = stops.map(([, at, validated]) => trainScript(stoppedRun(whole, at, validated)));
    const place = writeData(testFolder(), data);
    const folder = await drive(python!, { do: 'train', scripts, data: place, dtype: 'float64' });
    for (const [i, [name, steps, validated]] of stops.entries()) {
      const { losses, history } = trained(folder, i);
      expect(losses, `stopped ${name}`).toHaveLength(steps);
      expect(
        history.map(({ step }) => step),
        `stopped ${name}`,
      ).toEqual(validated);
      const { parameters } = referenceRun(config, { dataset: data, create: doublePrecision, marks, steps });
      expect(largestDifference(floats64(folder, `${i}.weights`), parameters)).toBeLessThan(BOUND);
    }
  });
});

function stoppedRun(exported: ExportedRun, stoppedAtStep: number, validated: readonly number[]): ExportedRun {
  const { run } = exported;
  const score = { trainLoss: 2, trainAccuracy: 0.2, validationLoss: 2, validationAccuracy: 0.2 };
  const epochs = validated.map((step, i) => ({ epoch: i + 1, step, ...score, seconds: 1, best: i === 0 }));
  const { engine, device } = run.plan;
  const scored = {
    accuracy: 0,
    correct: 0,
    total: run.dataset.testCount,
    loss: 2,
    predicted: '',
    labels: '',
  };
  const best = { bestEpoch: 1, bestValidationAccuracy: 0.2, seconds: 1, engine, device };
  return { ...exported, run: { ...run, epochs, result: { ...scored, ...best, stoppedAtStep } } };
}

interface History {
  losses: number[];
  correct: number;
  epochs: { validation_accuracy: number }[];
}

/** Trains the link in Node and with the script, on FashionMNIST. */
async function besideThePage(link: string) {
  const { config } = parseLink(`${link}&threads=2`);
  const page = await runInNode(config);
  const parts = fashion(60_000, 10_000);
  const folder = testFolder();
  const data = writeData(folder, parts);
  writeFileSync(join(folder, 'train.py'), trainScript(endedRun(config, page)));
  const printed = await runPython(python!, ['train.py', '--device', 'cpu', '--data', data], { folder });
  const history = JSON.parse(readFileSync(join(folder, 'history.json'), 'utf8')) as History;
  console.log(printed.trimEnd());
  return { config, page, parts, printed, history };
}

describe.skipIf(python === null)('Classic LeNet on FashionMNIST', () => {
  test('one epoch: the first losses, the validation accuracy and the count', async () => {
    const { config, page, parts, printed, history } = await besideThePage(FIRST_EPOCH);
    const dataset = {
      images: new Uint8Array(Buffer.concat([parts.train.images, parts.test.images])),
      labels: new Uint8Array(Buffer.concat([parts.train.labels, parts.test.labels])),
    };
    expect(createHash('sha256').update(dataset.labels).update(dataset.images).digest('hex')).toBe(
      FASHION.contentHash,
    );
    const { losses } = referenceRun(config, { dataset, create: singlePrecision, steps: 20 });
    expect(history.losses).toHaveLength(1500);
    const difference = largestDifference(history.losses.slice(0, 20), losses);
    console.log(`largest difference of the first 20 losses: ${difference}`);
    expect(difference).toBeLessThan(1e-5);
    expect(history.epochs).toHaveLength(1);
    const accuracy = history.epochs[0]!.validation_accuracy;
    expect(Math.abs(accuracy - page.epochs[0]!.validationAccuracy)).toBeLessThan(0.005);
    const counted = `in the page ${page.result.correct.toLocaleString('en')}.`;
    expect(printed.trimEnd().split('\n').at(-1)).toContain(counted);
  });

  // A minute: only with LONG_RUNS=1.
  test.each(process.env.LONG_RUNS === undefined ? [] : ['?engine=wasm'])(
    'five epochs of %s: the count within 10 of the page’s',
    async (link) => {
      const { page, history } = await besideThePage(link);
      expect(Math.abs(history.correct - page.result.correct)).toBeLessThanOrEqual(10);
    },
  );
});
