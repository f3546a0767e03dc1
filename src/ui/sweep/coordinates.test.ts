// Axes and ranges of the parallel coordinates.

import { describe, expect, test } from 'vitest';
import { membersOf, type SweepPlan } from '../../contract/sweep.ts';
import type { MemberState, MemberStatus } from '../../contract/sweep-state.ts';
import { PRESETS } from '../../contract/config.ts';
import {
  coordinateAxes,
  FULL_RANGE,
  hasRange,
  isFull,
  movedByKey,
  movedEnd,
  outsideRanges,
  placeOn,
  rangeBetween,
  ticksOf,
  valueAt,
  type CoordinateAxis,
} from './coordinates.ts';
import type { Member } from './members.ts';

type Given = { accuracy?: number; test?: number; status?: MemberStatus };

function membersWith(axes: Extract<SweepPlan, { kind: 'axes' }>['axes'], given: readonly Given[]): Member[] {
  const found = membersOf({ kind: 'axes', base: PRESETS.sprint, axes });
  if ('refusal' in found) throw new Error(found.refusal.reason);
  return found.members.map((plan, index) => {
    const { accuracy, test: tested, status } = given[index] ?? {};
    const state: MemberState = {
      index,
      status: status ?? { state: tested === undefined ? 'training' : 'done' },
      step: 1,
      totalSteps: 10,
      losses: new Float32Array(),
      stepsPerPoint: 1,
      epochs: [],
      best: accuracy === undefined ? null : { epoch: 1, validationAccuracy: accuracy },
      test: tested === undefined ? null : { accuracy: tested, loss: 1 },
      seconds: 1,
    };
    return { plan, state };
  });
}

const RATES = { kind: 'list', field: 'lr', values: [0.01, 0.1, 0.2] } as const;
const SEEDS = { kind: 'whole', field: 'seed', from: 1, to: 2 } as const;
const ACCURACY: CoordinateAxis = { id: 'validation', low: 0.3, high: 0.9, step: 0.01 };
const FIELD: CoordinateAxis = { id: 'first', low: 0, high: 2, step: 1 };

describe('the axes', () => {
  test('a single setting has none', () => {
    expect(coordinateAxes(membersWith([RATES], [{ accuracy: 0.5 }]))).toEqual([]);
  });

  test('settings have the places of their values, accuracies the range of theirs', () => {
    const members = membersWith(
      [RATES, SEEDS],
      [
        { accuracy: 0.312, test: 0.42 },
        { accuracy: 0.874, test: 0.45 },
      ],
    );
    expect(coordinateAxes(members)).toEqual([
      { id: 'first', low: 0, high: 2, step: 1 },
      { id: 'second', low: 0, high: 1, step: 1 },
      { id: 'validation', low: 0.3, high: 0.9, step: 0.01 },
      { id: 'test', low: 0.4, high: 0.45, step: 0.001 },
    ]);
  });

  test('the test has no axis before a member is tested; an accuracy without values has all of it', () => {
    const axes = coordinateAxes(membersWith([RATES, SEEDS], []));
    expect(axes.map(({ id }) => id)).toEqual(['first', 'second', 'validation']);
    expect(axes[2]).toMatchObject({ low: 0, high: 1 });
  });

  test.each([0, 0.05, 0.9, 1])('equal accuracies of %f still have an axis around them', (accuracy) => {
    const [, , axis] = coordinateAxes(membersWith([RATES, SEEDS], [{ accuracy }, { accuracy }]));
    expect(axis!.low).toBeLessThanOrEqual(accuracy);
    expect(axis!.high).toBeGreaterThanOrEqual(accuracy);
    expect(axis!.high - axis!.low).toBeCloseTo(0.05, 6);
    expect(axis!.high).toBeLessThanOrEqual(1);
  });

  test('an accuracy holds its range while its values are lower', () => {
    const members = membersWith([RATES, SEEDS], [{ accuracy: 0.12 }, { accuracy: 0.38 }]);
    const validation = (from: number, to: number) => coordinateAxes(members, { validation: { from, to } })[2];
    expect(validation(0.6, Infinity)).toMatchObject({ low: 0.1, high: 0.6 });
    expect(validation(-Infinity, 0.07)).toMatchObject({ low: 0.05, high: 0.4 });
    expect(validation(0.2, 0.3)).toMatchObject({ low: 0.1, high: 0.4 });
  });

  test.each([
    [0.9, 0.95, [0.9, 0.91, 0.92, 0.93, 0.94, 0.95]],
    [0.85, 0.95, [0.85, 0.86, 0.88, 0.9, 0.92, 0.94, 0.95]],
    [0.3, 0.6, [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6]],
    [0.1, 0.75, [0.1, 0.2, 0.4, 0.6, 0.75]],
    [0.15, 0.75, [0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75]],
    // 0.2 would touch 0.15.
    [0.15, 1, [0.15, 0.4, 0.6, 0.8, 1]],
    [0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  ])('from %f to %f the labels are the ends and whole multiples', (low, high, ticks) => {
    expect(ticksOf({ ...ACCURACY, low, high })).toEqual(ticks);
  });

  test.each([
    [1, [0]],
    [2, [0, 1]],
    [9, [0, 1, 2, 3, 4, 5, 6, 7, 8]],
    [10, [0, 2, 4, 6, 8, 9]],
    // Labels of two lines at 10 and 11 would touch.
    [12, [0, 2, 4, 6, 8, 11]],
    // 14 would touch 15.
    [16, [0, 2, 4, 6, 8, 10, 12, 15]],
    [32, [0, 4, 8, 12, 16, 20, 24, 31]],
    [33, [0, 4, 8, 12, 16, 20, 24, 28, 32]],
  ])('of %i values of a setting the first and the last are labelled', (count, ticks) => {
    expect(ticksOf({ ...FIELD, high: count - 1 })).toEqual(ticks);
  });

  const fields: CoordinateAxis[] = [];
  for (let high = 1; high < 64; high++) fields.push({ ...FIELD, high });
  const accuracies: CoordinateAxis[] = [];
  for (let low = 0; low < 20; low++) {
    for (let high = low + 1; high <= 20; high++) {
      accuracies.push({ ...ACCURACY, low: low / 20, high: high / 20 });
    }
  }
  // A line has 13.2 of the axis' 256 pixels. A label of a field may have two, one of an accuracy has a line and some space.
  test.each([
    ['a field', 26.4, fields],
    ['an accuracy', 16, accuracies],
  ])('on no axis of %s are labels nearer than %f pixels', (_name, pixels, axes) => {
    for (const axis of axes) {
      const places = ticksOf(axis).map((value) => placeOn(axis, value));
      expect([places[0], places.at(-1)]).toEqual([0, 1]);
      const gaps = places.slice(1).map((place, i) => place - places[i]!);
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(pixels / 256);
    }
  });

  test('values and places', () => {
    expect(placeOn(FIELD, 1)).toBe(0.5);
    expect(placeOn({ ...FIELD, high: 0 }, 0)).toBe(0.5);
    expect(valueAt(FIELD, 0.7)).toBe(1);
    expect(valueAt(FIELD, -3)).toBe(0);
    expect(valueAt(ACCURACY, 0.504)).toBe(0.6);
    expect(valueAt(ACCURACY, 9)).toBe(0.9);
  });
});

describe('ranges', () => {
  test('an end of the axis stays its end', () => {
    expect(isFull(rangeBetween(FIELD, 2, 0))).toBe(true);
    expect(rangeBetween(ACCURACY, 0.8, 0.5)).toEqual({ from: 0.5, to: 0.8 });
    expect(rangeBetween(ACCURACY, 0.9, 0.5)).toEqual({ from: 0.5, to: Infinity });
  });

  test('one is chosen even where all members are inside', () => {
    expect(hasRange({})).toBe(false);
    expect(hasRange({ validation: FULL_RANGE, first: FULL_RANGE })).toBe(false);
    expect(hasRange({ validation: FULL_RANGE, test: { from: 0, to: Infinity } })).toBe(true);
  });

  test('a handle stops at the other one and at the end', () => {
    const range = { from: 0.5, to: 0.6 };
    expect(movedEnd(ACCURACY, range, 'from', 0.55)).toEqual({ from: 0.55, to: 0.6 });
    expect(movedEnd(ACCURACY, range, 'from', 0.7)).toEqual({ from: 0.6, to: 0.6 });
    expect(movedEnd(ACCURACY, range, 'from', 0)).toEqual({ from: -Infinity, to: 0.6 });
    expect(movedEnd(ACCURACY, range, 'to', 0.4)).toEqual({ from: 0.5, to: 0.5 });
    expect(movedEnd(ACCURACY, range, 'to', 2)).toEqual({ from: 0.5, to: Infinity });
    expect(movedEnd(ACCURACY, FULL_RANGE, 'from', 0.4)).toEqual({ from: 0.4, to: Infinity });
  });

  test('keys', () => {
    expect(movedByKey('ArrowUp', ACCURACY, 0.5)).toBe(0.51);
    expect(movedByKey('ArrowDown', FIELD, 1)).toBe(0);
    expect(movedByKey('PageDown', ACCURACY, 0.32)).toBe(0.3);
    expect(movedByKey('PageUp', FIELD, 0)).toBe(2);
    expect(movedByKey('Home', ACCURACY, 0.5)).toBe(0.3);
    expect(movedByKey('End', ACCURACY, 0.5)).toBe(0.9);
    expect(movedByKey('a', ACCURACY, 0.5)).toBeNull();
  });

  test('a member is outside where one value is, or where it has none', () => {
    const members = membersWith(
      [RATES, SEEDS],
      [
        { accuracy: 0.5, test: 0.5 },
        { accuracy: 0.7, test: 0.7 },
        { accuracy: 0.8, test: 0.6 },
        { accuracy: 0.75 },
        {},
      ],
    );
    expect([...outsideRanges(members, {})]).toEqual([]);
    expect([...outsideRanges(members, { validation: FULL_RANGE })]).toEqual([]);
    expect([...outsideRanges(members, { validation: { from: 0.7, to: Infinity } })]).toEqual([0, 4, 5]);
    expect([
      ...outsideRanges(members, {
        validation: { from: 0.7, to: Infinity },
        second: { from: 1, to: Infinity },
      }),
    ]).toEqual([0, 2, 4, 5]);
    expect([...outsideRanges(members, { test: { from: -Infinity, to: 0.65 } })]).toEqual([1, 3, 4, 5]);
  });
});
