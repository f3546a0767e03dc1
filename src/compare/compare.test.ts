// Two runs compared: what differs, whether that is fair, what each got right, and groups of seeds.

import { describe, expect, test } from 'vitest';
import { PRESETS, presetFor } from '../contract/config.ts';
import type { RunEntry } from '../contract/finished-runs.ts';
import type { RunFile } from '../contract/run-file.ts';
import { differences, presetDifferences } from './differences.ts';
import { fairness } from './fairness.ts';
import { pairRuns } from './paired.ts';
import { runCurves } from './run-curves.ts';
import { runEntry, runFile, scored } from './runs.fixture.ts';
import { compareRanges, seedGroups } from './seed-groups.ts';

const base = runEntry(1);
/** The base with other fields of its configuration. */
const withConfig = (changes: Parameters<typeof runFile>[0]) => runEntry(2, runFile(changes));
const otherHash = { id: '0123456789ab', name: 'Letters', contentHash: '0123456789ab'.padEnd(64, '0') };

describe('differences', () => {
  test.each([
    [{ activation: 'relu' }, { kind: 'choice', field: 'activation', from: 'sigmoid', to: 'relu' }],
    [{ dense: true }, { kind: 'switch', field: 'dense', on: true }],
    [{ lr: 3e-3 }, { kind: 'scale', field: 'lr', times: 3 }],
    [{ lr: 2.5e-4 }, { kind: 'scale', field: 'lr', times: 0.25 }],
    [{ lr: 1.23e-3 }, { kind: 'value', field: 'lr', from: 1e-3, to: 1.23e-3 }],
    [{ lr: 4e-4 }, { kind: 'value', field: 'lr', from: 1e-3, to: 4e-4 }],
    [{ lr: 1 }, { kind: 'value', field: 'lr', from: 1e-3, to: 1 }],
    [{ batch: 128 }, { kind: 'scale', field: 'batch', times: 4 }],
    [{ batch: 50 }, { kind: 'value', field: 'batch', from: 32, to: 50 }],
    [{ samples: 49_000 }, { kind: 'count', field: 'samples', by: -11_000 }],
    [{ epochs: 9 }, { kind: 'count', field: 'epochs', by: 4 }],
    [{ c1: 24 }, { kind: 'value', field: 'c1', from: 6, to: 24 }],
    [{ decay: 0.02 }, { kind: 'value', field: 'decay', from: 0, to: 0.02 }],
    [{ seed: 7 }, { kind: 'value', field: 'seed', from: 1, to: 7 }],
  ] as const)('of %j', (changes, difference) => {
    expect(differences(base, withConfig(changes))).toEqual([difference]);
  });

  test('are none for threads, the requested engine or the preset that values came from', () => {
    expect(differences(base, withConfig({ threads: 4, engine: 'wasm', preset: 'modern' }))).toEqual([]);
  });

  test('have an order: the network first, the seed last', () => {
    const found = differences(base, withConfig({ seed: 2, lr: 3e-3, activation: 'relu' }));
    expect(found.map((difference) => 'field' in difference && difference.field)).toEqual([
      'activation',
      'lr',
      'seed',
    ]);
  });

  test('name what is not in the configuration', () => {
    const other: RunEntry = {
      ...base,
      edited: true,
      rateChanged: true,
      dataset: otherHash,
      plan: { ...base.plan, engine: 'webgpu', start: { kind: 'fine-tune' } },
      test: { ...base.test!, stoppedAtStep: 10 },
    };
    expect(differences(base, other)).toEqual([
      { kind: 'data', from: 'FashionMNIST', to: 'Letters' },
      { kind: 'start', to: 'fine-tune' },
      { kind: 'rate-changed', on: true },
      { kind: 'edited', on: true },
      { kind: 'stopped', on: true },
      { kind: 'engine', from: 'wasm', to: 'webgpu' },
    ]);
  });

  test('name different steps at which both were stopped, and weights that both started from', () => {
    const stoppedAt = (stoppedAtStep: number) => ({ ...base, test: { ...base.test!, stoppedAtStep } });
    expect(differences(stoppedAt(100), stoppedAt(5000))).toEqual([
      { kind: 'stopped-at', from: 100, to: 5000 },
    ]);
    expect(differences(stoppedAt(100), stoppedAt(100))).toEqual([]);
    expect(differences(stoppedAt(100), base)).toEqual([{ kind: 'stopped', on: false }]);
    const tuned: RunEntry = { ...base, plan: { ...base.plan, start: { kind: 'fine-tune' } } };
    expect(differences(tuned, tuned)).toEqual([{ kind: 'both-fine-tuned' }]);
  });

  test('from the preset, but for what follows from the size of a person’s data', () => {
    expect(presetDifferences(PRESETS.modern)).toEqual([]);
    expect(presetDifferences({ ...PRESETS.article, epochs: 3 })).toEqual([
      { kind: 'count', field: 'epochs', by: -2 },
    ]);
    const own = { ...presetFor('sprint', otherHash.id), classes: 3, samples: 120, split: 0.8, epochs: 90 };
    expect(presetDifferences(own)).toEqual([]);
    expect(presetDifferences({ ...own, shift: 1 })).toHaveLength(1);
  });
});

describe('fairness', () => {
  test('of the same configuration', () => expect(fairness(base, runEntry(2))).toEqual(['same']));
  test('of another seed alone', () => expect(fairness(base, withConfig({ seed: 2 }))).toEqual(['only-seed']));
  test('of a setting that changes no data', () => {
    expect(fairness(base, withConfig({ activation: 'relu' }))).toEqual([]);
  });
  test('of other images, which are split differently too', () => {
    expect(fairness(base, withConfig({ samples: 30_000 }))).toEqual(['other-images', 'other-validation']);
    expect(fairness(base, withConfig({ activation: 'relu', seed: 2 }))).toEqual(['other-validation']);
  });
  test('of another number of training images, synthetic ones included', () => {
    const [modern, sketch] = [withConfig(PRESETS.modern), withConfig(PRESETS.sketch)];
    expect(fairness(modern, sketch)).toEqual(['other-images']);
    const half = { samples: 30_000, split: 0.8, synthetic: 24_000 };
    expect(fairness(base, withConfig(half))).toEqual(['other-validation']);
  });
  test('of another engine or device', () => {
    const on = (plan: Partial<RunEntry['plan']>) => ({
      ...withConfig({ lr: 3e-3 }),
      plan: { ...withConfig({ lr: 3e-3 }).plan, ...plan },
    });
    expect(fairness(base, on({ engine: 'webgpu' }))).toEqual(['other-engine']);
    expect(fairness(base, on({ device: { kind: 'cpu', threads: 1 } }))).toEqual(['other-device']);
  });
  test('of other data, of a run without a test, and of what was done by hand', () => {
    expect(fairness(base, { ...withConfig({}), dataset: otherHash })).toEqual(['other-data']);
    expect(fairness(base, { ...withConfig({ lr: 3e-3 }), test: null })).toEqual(['no-test']);
    expect(fairness(base, { ...withConfig({}), edited: true })).toEqual(['by-hand']);
    const stoppedAt = (step: number, seed: number) => {
      const run = withConfig({ seed });
      return { ...run, test: { ...run.test!, stoppedAtStep: step } };
    };
    expect(fairness(stoppedAt(100, 1), stoppedAt(5000, 1))).toEqual(['by-hand']);
    expect(fairness(stoppedAt(100, 1), stoppedAt(5000, 2))).toEqual(['by-hand', 'other-validation']);
    const tuned: RunEntry = { ...base, plan: { ...base.plan, start: { kind: 'fine-tune' } } };
    expect(fairness(tuned, tuned)).toEqual(['by-hand']);
  });
});

describe('two runs on the same test images', () => {
  const first = runFile({}, (i) => i < 412 || (i >= 5000 && i < 5100));
  const second = runFile({}, (i) => (i >= 1000 && i < 1256) || (i >= 5000 && i < 5100));

  test('have the images that each of them alone gets right', () => {
    const paired = pairRuns(first, second)!;
    expect(paired.only[1]).toEqual(Array.from({ length: 412 }, (_, i) => i));
    expect(paired.only[0]).toEqual(Array.from({ length: 256 }, (_, i) => 1000 + i));
    expect([paired.both, paired.neither]).toEqual([10_000 - 412 - 256 - 100, 100]);
    expect(paired.p).toBeLessThan(1e-8);
    expect(paired.predicted[0][0]).toBe(1);
    expect(paired.labels[0]).toBe(0);
  });

  test('a run compared with itself', () => {
    expect(pairRuns(first, first)).toMatchObject({ only: [[], []], p: 1 });
  });

  test('is null for other data, other labels or a run that was not tested', () => {
    const changed = (changes: Partial<RunFile>) => pairRuns(first, { ...second, ...changes });
    expect(changed({ dataset: { ...second.dataset, contentHash: 'f'.repeat(64) } })).toBeNull();
    expect(changed({ result: { ...second.result!, labels: second.result!.predicted } })).toBeNull();
    expect(changed({ result: null })).toBeNull();
  });
});

describe('groups of seeds', () => {
  test('are runs that differ in the seed alone; of the same seed the newest counts', () => {
    const runs = [
      scored(1, 0.8, { seed: 1 }),
      scored(2, 0.84, { seed: 2 }),
      scored(3, 0.82, { seed: 2, threads: 4, preset: 'sprint' }),
      scored(4, 0.9, { seed: 1, activation: 'relu' }),
    ];
    const groups = seedGroups(runs);
    expect(groups).toHaveLength(1);
    expect(groups[0]!.runs.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(groups[0]).toMatchObject({ seeds: 2, accuracy: { least: 0.8, most: 0.82 }, seconds: { mean: 2 } });
    expect(groups[0]!.accuracy.mean).toBeCloseTo(0.81, 12);
  });

  test('leave out what was edited, stopped, fine-tuned, not tested or on other data', () => {
    const run = scored(2, 0.8, { seed: 2 });
    for (const changes of [
      { edited: true },
      { rateChanged: true },
      { test: null },
      { test: { ...run.test!, stoppedAtStep: 5 } },
      { plan: { ...run.plan, start: { kind: 'fine-tune' as const } } },
      { dataset: otherHash },
    ]) {
      expect(seedGroups([scored(1, 0.8), { ...run, ...changes }])).toEqual([]);
    }
    expect(seedGroups([scored(1, 0.8), run])).toHaveLength(1);
  });

  /** Seeds with accuracies from `low` in steps of one percentage point. */
  const group = (low: number, seeds: number, lr: number) =>
    seedGroups(
      Array.from({ length: seeds }, (_, i) => scored(i + 1, low + i / 100, { lr, seed: i + 1 })),
    )[0]!;

  test('are apart when their ranges do not overlap and each has four seeds', () => {
    const first = group(0.8, 4, 1e-3);
    expect(compareRanges(first, group(0.84, 4, 2e-3))).toBe('apart');
    expect(compareRanges(group(0.84, 4, 2e-3), first)).toBe('apart');
    expect(compareRanges(first, group(0.83, 4, 2e-3))).toBe('overlap');
  });

  test('of fewer seeds are not called different, though their ranges do not overlap', () => {
    expect(compareRanges(group(0.8, 2, 1e-3), group(0.83, 2, 2e-3))).toBe('few-seeds');
    expect(compareRanges(group(0.8, 3, 1e-3), group(0.9, 9, 2e-3))).toBe('few-seeds');
    expect(compareRanges(group(0.8, 2, 1e-3), group(0.81, 2, 2e-3))).toBe('overlap');
  });
});

describe('curves', () => {
  test('over epochs', () => {
    expect(runCurves(runFile(), 'epochs')).toEqual({
      loss: [
        { x: 0.5, y: 2 },
        { x: 1, y: 1.5 },
        { x: 1.5, y: 1 },
        { x: 2, y: 0.5 },
      ],
      accuracy: [
        { x: 1, y: 0.6 },
        { x: 2, y: 0.7 },
      ],
    });
  });

  test('over seconds, each epoch’s spread over its steps', () => {
    const { loss, accuracy } = runCurves(runFile(), 'seconds');
    expect(loss.map(({ x }) => x)).toEqual([1, 2, 4, 6]);
    expect(accuracy.map(({ x }) => x)).toEqual([2, 6]);
  });

  test('leave out steps whose seconds are unknown, and thin many points', () => {
    const run = runFile();
    expect(runCurves({ ...run, epochs: [run.epochs[0]!] }, 'seconds').loss).toHaveLength(2);
    const steps = Array.from({ length: 400 }, (_, i) => i + 0.5);
    const { loss } = runCurves({ ...run, losses: { steps, means: steps } }, 'epochs');
    expect(loss).toHaveLength(50);
    expect(loss[0]).toEqual({ x: 0.04, y: 4 });
  });
});
