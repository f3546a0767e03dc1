// Whole runs of the presets on the wasm engine: bounds for the test accuracy of every seed and for their mean. On one core
// beside them a short run on emulated arm64, with the same bits.

import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { PRESETS, type PresetName } from '../src/contract/config.ts';
import { parseLink } from '../src/contract/url.ts';
import { SAME_BITS } from '../src/engine/wasm/same-bits.fixture.ts';
import { runOnArm } from '../tools/arm.ts';
import { runInNode } from '../tools/node-run.ts';
import { onCore, runInProcess } from '../tools/run-in-process.ts';
import type { ArmBits } from './arm-bits.ts';

interface Expected {
  preset: PresetName;
  /** Fewer than the preset's, with the schedule shortened too. */
  epochs?: number;
  seeds: readonly number[];
  /** Bounds for the test accuracy of every seed. */
  each: readonly [least: number, most: number];
  /** Lower bound for the mean. */
  mean: number;
}

const EXPECTED: readonly Expected[] = [
  { preset: 'article', seeds: [1, 2, 3], each: [0.82, 0.855], mean: 0.825 },
  { preset: 'sprint', seeds: [1, 2, 3], each: [0.895, 0.92], mean: 0.9 },
];

const WITH_LONG_RUNS = process.env.LONG_RUNS !== undefined;
/** Four and a half minutes on two cores: only with LONG_RUNS=1. */
const LONG: Expected = {
  preset: 'modern',
  epochs: 12,
  seeds: [1, 2, 3],
  each: [0.91, 0.93],
  mean: 0.915,
};
const RUNS = WITH_LONG_RUNS ? [...EXPECTED, LONG] : EXPECTED;

const percent = (fraction: number) => `${(100 * fraction).toFixed(2)}%`;

/** 50 steps, a validation and the test: emulation is slow. */
const ARM_RUN = '?samples=2000&epochs=1&engine=wasm';
const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Under two minutes of one core: only with LONG_RUNS=1. First, because the last run takes all cores.
test.concurrent.each(WITH_LONG_RUNS ? ['arm64'] : [])(
  'the same bits on %s, emulated',
  async (architecture) => {
    const folders = ['../src/engine/wasm/build/', '../public/data/'].map(pathOf);
    const printed = await onCore(() => runOnArm('bits', pathOf('arm-bits.ts'), [...folders, ARM_RUN]));
    const { weightsHash, result } = await runInNode(parseLink(`${ARM_RUN}&threads=2`).config);
    const { correct } = result;
    const expected: ArmBits = { architecture, sameBits: [SAME_BITS, SAME_BITS], weightsHash, correct };
    expect(JSON.parse(printed)).toEqual(expected);
  },
);

test.concurrent.each(RUNS)('$preset, seeds $seeds', async ({ preset, seeds, each, mean, ...shorter }) => {
  const config = { ...PRESETS[preset], ...shorter };
  const runs = await Promise.all(seeds.map((seed) => runInProcess({ ...config, seed })));
  const accuracies = runs.map(({ result }) => result.accuracy);
  const average = accuracies.reduce((sum, value) => sum + value, 0) / accuracies.length;
  const spread = Math.max(...accuracies) - Math.min(...accuracies);
  console.log(
    `${preset}: ${accuracies.map(percent).join(', ')}; mean ${percent(average)}, spread ${percent(spread)}`,
  );
  for (const [i, { epochs, result }] of runs.entries()) {
    expect(epochs, `seed ${seeds[i]}`).toHaveLength(config.epochs);
    expect(result.total).toBe(10_000);
    expect(result.stoppedAtStep).toBeNull();
    expect(result.accuracy, `seed ${seeds[i]}`).toBeGreaterThanOrEqual(each[0]);
    expect(result.accuracy, `seed ${seeds[i]}`).toBeLessThanOrEqual(each[1]);
  }
  expect(average).toBeGreaterThanOrEqual(mean);
});
