import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../contract/config.ts';
import type { MemberState } from '../../contract/sweep-state.ts';
import type { SweepPlan } from '../../contract/sweep.ts';
import { FIRST_AXES, planOf } from '../../store/sweep-draft.ts';
import { nextMember, sortMembers } from './member-order.ts';
import {
  bestMember,
  heatmapColumns,
  joinMembers,
  lossCurve,
  progressOf,
  rungResults,
  spreadOf,
} from './members.ts';
import { mostMixed } from './most-mixed.ts';

const RATES = planOf(FIRST_AXES, PRESETS.article);

function state(index: number, validation: number | null, test: number | null, changes = {}): MemberState {
  return {
    index,
    status: test === null ? { state: 'training' } : { state: 'done' },
    step: 5,
    totalSteps: 10,
    losses: new Float32Array(),
    stepsPerPoint: 1,
    epochs: [],
    best: validation === null ? null : { epoch: 1, validationAccuracy: validation },
    test: test === null ? null : { accuracy: test, loss: 1 },
    seconds: 1,
    ...changes,
  };
}

const join = (members: MemberState[], plan: SweepPlan = RATES) => joinMembers({ plan, members });
const diverged = { status: { state: 'diverged', symptom: 'not-finite', step: 3, epoch: 1 } } as const;

describe('the members of a sweep', () => {
  test('have their plans', () => {
    const members = join([0, 1, 2, 3].map((index) => state(index, null, null)));
    expect(members.map(({ plan }) => plan.config.lr)).toEqual([1e-4, 1e-3, 1e-2, 1e-1]);
  });

  test('count as done once they have ended, however early', () => {
    const members = join([state(0, 0.5, null), state(1, 0.5, 0.4), state(2, null, null, diverged)]);
    expect(progressOf(members)).toBeCloseTo((5 + 10 + 10) / 30);
    expect(progressOf([])).toBe(0);
  });

  test('have a best one by validation accuracy, the first of equals', () => {
    expect(bestMember(join([state(0, 0.5, 0.9), state(1, 0.6, 0.4), state(2, 0.6, 0.5)]))?.plan.index).toBe(
      1,
    );
    expect(bestMember(join([state(0, null, null)]))).toBeNull();
  });
});

test('the heatmap has a column for each value of the second setting, or for each member of a single one', () => {
  const states = (count: number) => Array.from({ length: count }, (_, index) => state(index, null, null));
  expect(heatmapColumns(join(states(4)))).toBe(4);
  const grid = planOf(
    { kind: 'axes', axes: [...FIRST_AXES.axes, { kind: 'whole', field: 'seed', from: 1, to: 3 }] },
    PRESETS.article,
  );
  expect(heatmapColumns(join(states(12), grid))).toBe(3);
  expect(heatmapColumns([])).toBe(0);
});

describe('the spread', () => {
  test('is of validations until all have ended, then of tests', () => {
    expect(spreadOf(join([state(0, 0.5, 0.4), state(1, 0.7, null)]))).toEqual({
      measure: 'validation',
      count: 2,
      mean: 0.6,
      least: 0.5,
      most: 0.7,
    });
    const ended = spreadOf(join([state(0, 0.5, 0.4), state(1, 0.7, 0.8), state(2, 0.1, null, diverged)]));
    expect(ended).toMatchObject({ measure: 'test', count: 2, least: 0.4, most: 0.8 });
    expect(ended?.mean).toBeCloseTo(0.6);
    expect(spreadOf(join([state(0, null, null)]))).toBeNull();
  });
});

describe('the rungs of a staircase', () => {
  const plan = planOf(
    { kind: 'staircase', rungs: ['pooling', 'activation'], seeds: 2, budget: 'own' },
    PRESETS.article,
  );
  const results = (tests: readonly number[]) =>
    rungResults(
      join(
        tests.map((test, index) => state(index, test, test)),
        plan,
      ),
    );

  test('say what they bring, and whether the ranges overlap', () => {
    const [ground, pooling, activation] = results([0.7, 0.72, 0.8, 0.82, 0.81, 0.83]);
    expect(ground).toMatchObject({ rung: 0, gain: null, apart: null });
    expect(pooling!.gain).toBeCloseTo(0.1);
    // Luck often sets two seeds apart.
    expect(pooling).toMatchObject({ apart: true, few: true });
    expect(activation!.gain).toBeCloseTo(0.01);
    expect(activation).toMatchObject({ apart: false, few: false });
  });

  test('four seeds that lie apart are not few', () => {
    const four = planOf({ kind: 'staircase', rungs: ['pooling'], seeds: 4, budget: 'own' }, PRESETS.article);
    const tests = [0.7, 0.71, 0.72, 0.73, 0.8, 0.81, 0.82, 0.83];
    const [, pooling] = rungResults(
      join(
        tests.map((test, index) => state(index, test, test)),
        four,
      ),
    );
    expect(pooling).toMatchObject({ apart: true, few: false });
  });

  test('say nothing about a range with one seed', () => {
    const single = planOf(
      { kind: 'staircase', rungs: ['pooling'], seeds: 1, budget: 'own' },
      PRESETS.article,
    );
    const [, pooling] = rungResults(join([state(0, 0.7, 0.7), state(1, 0.8, 0.8)], single));
    expect(pooling).toMatchObject({ apart: null });
    expect(pooling!.gain).toBeCloseTo(0.1);
  });
});

test('a long loss curve is shortened to means over its steps', () => {
  const losses = Float32Array.from({ length: 240 }, (_, i) => (i % 2 === 0 ? 1 : 3));
  const [member] = join([state(0, null, null, { losses, stepsPerPoint: 5, step: 1200, totalSteps: 2400 })]);
  const points = lossCurve(member!);
  expect(points).toHaveLength(120);
  expect(points[0]).toEqual({ x: 5 / 480, y: 2 });
  expect(points.at(-1)!.x).toBeCloseTo(1195 / 480);
});

test('the table is sorted, with members without a value last', () => {
  const members = join([state(0, 0.5, 0.9), state(1, null, null), state(2, 0.8, 0.4)]);
  const order = (column: 'number' | 'validation' | 'test', descending: boolean) =>
    sortMembers(members, { column, descending }).map(({ plan }) => plan.index);
  expect(order('validation', true)).toEqual([2, 0, 1]);
  expect(order('validation', false)).toEqual([0, 2, 1]);
  expect(order('test', true)).toEqual([0, 2, 1]);
  expect(order('number', true)).toEqual([2, 1, 0]);
});

test('arrow keys move on the heatmap and stop at its ends', () => {
  expect(nextMember('ArrowRight', 3, 8, 4)).toBe(4);
  expect(nextMember('ArrowDown', 3, 8, 4)).toBe(7);
  expect(nextMember('ArrowDown', 5, 8, 4)).toBe(5);
  expect(nextMember('ArrowUp', 5, 8, 4)).toBe(1);
  expect(nextMember('ArrowLeft', 0, 8, 4)).toBe(0);
  expect(nextMember('Home', 5, 8, 4)).toBe(0);
  expect(nextMember('End', 5, 8, 4)).toBe(7);
  expect(nextMember('a', 5, 8, 4)).toBeNull();
});

test('the classes that are mixed up most often, without correct predictions', () => {
  const counts = Uint16Array.from([9, 2, 0, 5, 9, 1, 0, 0, 9]);
  expect(mostMixed(counts, 2)).toEqual([
    { truth: 1, predicted: 0, count: 5 },
    { truth: 0, predicted: 1, count: 2 },
  ]);
  expect(mostMixed(counts, 9)).toHaveLength(3);
});
