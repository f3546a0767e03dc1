// Plans that train the same networks.

import { expect, test } from 'vitest';
import { PRESETS } from '../../contract/config.ts';
import type { SweepPlan } from '../../contract/sweep.ts';
import { haveSameMembers } from './same-members.ts';

const base = PRESETS.sprint;
const SEEDS: SweepPlan = { kind: 'axes', base, axes: [{ kind: 'whole', field: 'seed', from: 1, to: 3 }] };
const STAIRS: SweepPlan = { kind: 'staircase', base, rungs: ['pooling', 'activation'], seeds: 1 };

test.each([SEEDS, STAIRS])('plans of $kind with other base settings train other networks', (plan) => {
  expect(haveSameMembers(plan, { ...plan, base: { ...base } })).toBe(true);
  expect(haveSameMembers(plan, { ...plan, base: { ...base, epochs: base.epochs + 1 } })).toBe(false);
  expect(haveSameMembers(plan, { ...plan, base: { ...base, data: '0123456789ab' } })).toBe(false);
});

test('the settings of an opened member, and those of the machine, change nothing', () => {
  expect(haveSameMembers(SEEDS, { ...SEEDS, base: { ...base, seed: 3, engine: 'wasm' } })).toBe(true);
  expect(haveSameMembers(SEEDS, { ...SEEDS, base: { ...base, threads: 2 } })).toBe(true);
  expect(haveSameMembers(SEEDS, { ...SEEDS, base: { ...base, preset: 'modern' } })).toBe(true);
});

test('other values, and another order of the rungs, are other networks', () => {
  expect(
    haveSameMembers(SEEDS, { ...SEEDS, axes: [{ kind: 'list', field: 'seed', values: [1, 2, 3] }] }),
  ).toBe(true);
  expect(haveSameMembers(SEEDS, { ...SEEDS, axes: [{ kind: 'whole', field: 'seed', from: 1, to: 4 }] })).toBe(
    false,
  );
  expect(haveSameMembers(STAIRS, { ...STAIRS, rungs: ['activation', 'pooling'] })).toBe(false);
});
