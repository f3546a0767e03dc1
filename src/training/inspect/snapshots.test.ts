import { expect, test } from 'vitest';
import { PRESETS, runCounts, type RunConfig } from '../../contract/config.ts';
import { parameterLayout } from '../../contract/model.ts';
import { snapshotSteps } from './snapshot-steps.ts';
import { MOST_SNAPSHOTS, Snapshots } from './snapshots.ts';

const none = new Float32Array(0);
const stateOf = (step: number, parameters = Float32Array.of(step)) => ({
  step,
  parameters,
  moment1: none,
  moment2: none,
});

/** Snapshots of a whole run of `config`, in which all that are due are taken, and each epoch's end. */
function takeAll(config: RunConfig, afterEach: (snapshots: Snapshots, step: number) => void = () => {}) {
  const snapshots = new Snapshots(config);
  const { stepsPerEpoch, totalSteps } = runCounts(config);
  for (let step = 0; step <= totalSteps; step++) {
    const epochEnd = step > 0 && step % stepsPerEpoch === 0;
    if (epochEnd || snapshots.isDue(step)) snapshots.add(stateOf(step), { epochEnd });
    afterEach(snapshots, step);
  }
  return snapshots;
}

test('the steps are each of the first ones, then log-spaced up to the last, and at ends of epochs', () => {
  const steps = snapshotSteps(7500, 1500, 59);
  expect(steps).toHaveLength(59);
  expect(steps.slice(0, 8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(steps.at(-1)).toBe(7500);
  for (const end of [1500, 3000, 4500, 6000]) expect(steps).toContain(end);
  const ratios = steps.slice(10).map((step, i) => step / steps[i + 9]!);
  // The even ratio is 1.16; a step may move by half of its gap to an epoch's end.
  expect(Math.max(...ratios)).toBeLessThan(1.3);
  expect(Math.min(...ratios)).toBeGreaterThan(1.05);
});

test.each([
  [7500, 1500],
  [80, 40],
  [58, 58],
  [1, 1],
  [3, 1],
  [11_130, 371],
  [999_999, 7],
])('of %i steps in epochs of %i there are ascending ones from 0 to the last', (total, perEpoch) => {
  for (const count of [2, 3, 8, 59]) {
    const steps = snapshotSteps(total, perEpoch, count);
    expect(steps).toHaveLength(Math.min(count, total + 1));
    expect([steps[0], steps.at(-1)]).toEqual([0, total]);
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
  }
});

test('a run has the snapshots that are due, and always that of the newest epoch’s end', () => {
  const config = { ...PRESETS.sprint, epochs: 30 };
  const { stepsPerEpoch, totalSteps } = runCounts(config);
  const snapshots = takeAll(config, ({ steps }, step) => {
    expect(steps.length).toBeLessThanOrEqual(MOST_SNAPSHOTS);
    const newestEnd = Math.floor(step / stepsPerEpoch) * stepsPerEpoch;
    expect(steps).toContain(newestEnd);
  });
  expect(snapshots.steps).toEqual(snapshotSteps(totalSteps, stepsPerEpoch, MOST_SNAPSHOTS - 1));
  expect(snapshots.at(null)).toEqual({ step: totalSteps, parameters: Float32Array.of(totalSteps) });
  // For a step without a snapshot, the one before it is given.
  const [first, second] = snapshots.steps.slice(-2);
  expect(snapshots.at(second! - 1)?.step).toBe(first);
});

test('steps that are made once more replace their snapshots', () => {
  const snapshots = new Snapshots(PRESETS.article);
  expect(snapshots.at(null)).toBeNull();
  for (const step of [0, 1, 2, 3, 4]) snapshots.add(stateOf(step), { epochEnd: false });
  snapshots.dropAfter(3);
  expect(snapshots.steps).toEqual([0, 1, 2, 3]);
  snapshots.add(stateOf(2, Float32Array.of(9)), { epochEnd: false });
  expect(snapshots.steps).toEqual([0, 1, 2]);
  expect(snapshots.at(null)?.parameters).toEqual(Float32Array.of(9));
});

test('there are fewer snapshots of large networks', () => {
  const wide = { ...PRESETS.article, f5: 1024, f6: 512 };
  const { steps } = takeAll(wide);
  expect(steps.length * parameterLayout(wide).size * 4).toBeLessThanOrEqual(32 * 2 ** 20);
  expect(steps.length).toBeGreaterThanOrEqual(7);
});

test('parameters that are a part of a larger array are copied', () => {
  const snapshots = new Snapshots(PRESETS.article);
  const own = new Float32Array(4);
  snapshots.add(stateOf(0, own), { epochEnd: false });
  expect(snapshots.at(0)!.parameters).toBe(own);
  const all = new Float32Array(12).fill(3);
  snapshots.add(stateOf(1, all.subarray(0, 4)), { epochEnd: false });
  expect(snapshots.at(1)!.parameters.buffer.byteLength).toBe(16);
});
