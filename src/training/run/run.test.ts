// The record of a step that was made alone, on the real reference engine.

import { expect, test } from 'vitest';
import { createReferenceEngine } from '../../engine/reference/reference-engine.ts';
import { epochOrder, trainingImages } from '../../recipe/split.ts';
import { engineSpec } from '../engine-spec.ts';
import { config, dataset, engineWith } from '../session.fixture.ts';
import { openRun } from './run.fixture.ts';
import type { SingleStep } from './single-step.ts';

const oneEpoch = { ...config, epochs: 1 };

async function engineOf() {
  const engine = createReferenceEngine(engineSpec(oneEpoch));
  await engine.upload(dataset.images, dataset.labels);
  return engine;
}

test('a step that is made alone has a record, from which the same step can be made again', async () => {
  const records: SingleStep[] = [];
  const { run, control } = openRun(oneEpoch, await engineOf(), { from: 'seed' }, (event) => {
    if (event.type !== 'steps') return;
    // The record is there when the page hears of the step.
    records.push(run.singleStep!);
    if (records.length === 3) control.stop();
  });
  control.setSpeed(Infinity);
  await run.execute();
  expect(records.map(({ before, after }) => [before.step, after.step])).toEqual([
    [0, 1],
    [1, 2],
    [2, 3],
  ]);
  expect(records[1]!.before).toEqual(records[0]!.after);
  const order = epochOrder(oneEpoch, trainingImages(oneEpoch), 1);
  expect(records[2]!.samples).toEqual(order.slice(40, 60));
  for (const { before, samples, learningRate, after } of records) {
    const engine = await engineOf();
    await engine.write(before);
    await engine.train({ samples, batch: 20, learningRates: Float32Array.of(learningRate) });
    expect(await engine.read()).toEqual(after);
  }
});

test('at full speed there is no record, and the state is not read for one', async () => {
  const engine = await engineOf();
  let reads = 0;
  const counting = engineWith(engine, {
    read() {
      reads++;
      return engine.read();
    },
  });
  const { run, control, snapshots } = openRun(oneEpoch, counting, { from: 'seed' }, (event) => {
    if (event.type === 'scoring') control.stop();
    if (event.type !== 'steps' || event.report.firstStep === 0) return;
    expect(run.singleStep).toBeNull();
  });
  control.step();
  const execution = run.execute();
  while (!control.paused) await new Promise((resolve) => setTimeout(resolve, 0));
  expect(run.singleStep?.after.step).toBe(1);
  reads = 0;
  control.resume();
  await execution;
  expect(run.record.step).toBe(40);
  expect(run.singleStep).toBeNull();
  // For the snapshots that are due, the epoch's end among them; those of the steps 0 and 1 were taken before.
  expect(reads).toBe(snapshots.steps.length - 2);
});
