import { describe, expect, test } from 'vitest';
import { presetFor, PRESETS } from '../contract/config.ts';
import { axisValues, membersOf, SWEEP_FIELDS } from '../contract/sweep.ts';
import {
  axisOfKind,
  FIRST_AXES,
  FIRST_STAIRCASE,
  firstAxis,
  planOf,
  ratesAround,
  seedsDraft,
  sweepFields,
} from './sweep-draft.ts';

const { article, modern } = PRESETS;

describe('the first axis of a field', () => {
  test.each(SWEEP_FIELDS)('%s can be trained, with at least two networks', (field) => {
    for (const base of [article, { ...modern, samples: 100, c1: 32, f5: 400, epochs: 200 }]) {
      const planned = membersOf({ kind: 'axes', base, axes: [firstAxis(field, base)] });
      if ('refusal' in planned) throw new Error(planned.refusal.reason);
      expect(planned.members.length).toBeGreaterThan(1);
    }
  });
});

test('fields with a single value on other data are not offered', () => {
  const own = sweepFields('0123456789ab');
  expect(own).not.toContain('flip');
  expect(own).not.toContain('order');
  expect(own).toContain('lr');
  expect(sweepFields(article.data)).toContain('flip');
  const base = { ...presetFor('article', '0123456789ab'), samples: 50 };
  for (const field of own) {
    expect(membersOf({ kind: 'axes', base, axes: [firstAxis(field, base)] })).toHaveProperty('members');
  }
});

test('seeds begin with the own one and stay within their bounds', () => {
  const values = (seed: number, count: number) =>
    axisValues(seedsDraft({ ...article, seed }, count).axes[0]!);
  expect(values(7, 3)).toEqual([7, 8, 9]);
  expect(values(0xffffffff, 3)).toEqual([0xfffffffd, 0xfffffffe, 0xffffffff]);
});

test('rates around a finding end below the edge', () => {
  expect(ratesAround(0.002, 0.01).axes).toEqual([
    { kind: 'log', field: 'lr', from: 2e-4, to: 0.01, count: 5 },
  ]);
  expect(ratesAround(1e-6, null).axes).toEqual([
    { kind: 'log', field: 'lr', from: 1e-6, to: 1e-5, count: 5 },
  ]);
});

test('another kind of values keeps the range', () => {
  const [rates] = FIRST_AXES.axes;
  const values = axisValues(rates!);
  expect(axisOfKind(rates!, 'linear', values)).toMatchObject({
    kind: 'linear',
    from: 1e-4,
    to: 0.1,
    count: 4,
  });
  const list = axisOfKind(rates!, 'list', values);
  expect(list).toEqual({ kind: 'list', field: 'lr', values });
  // A ratio can't start at 0.
  const decay = { kind: 'list', field: 'decay', values: [0, 0.01, 0.1] } as const;
  expect(axisOfKind(decay, 'log', decay.values)).toMatchObject({ from: 0.01, to: 0.1, count: 3 });
  const none = { kind: 'list', field: 'decay', values: [0] } as const;
  expect(axisOfKind(none, 'log', none.values)).toMatchObject({ from: 1, to: 1 });
});

test('the staircase has Sprint’s budget on FashionMNIST', () => {
  expect(planOf(FIRST_STAIRCASE, article).base).toMatchObject({ epochs: 5, split: 0.95 });
  expect(planOf({ ...FIRST_STAIRCASE, budget: 'own' }, article).base).toBe(article);
  expect(planOf(FIRST_AXES, article).base).toBe(article);
});
