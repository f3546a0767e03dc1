import { expect, test } from 'vitest';
import { pullsOf } from './pulls.ts';

test('negative gradients pull up, positive ones down, the largest first; the others are summed', () => {
  const { up, down } = pullsOf(Float64Array.of(-0.25, 0.5, -1, 0, 2, -0.5, 0.125), 2);
  expect(up).toEqual({
    shown: [
      { image: 2, gradient: -1 },
      { image: 5, gradient: -0.5 },
    ],
    others: { count: 1, sum: -0.25 },
  });
  expect(down).toEqual({
    shown: [
      { image: 4, gradient: 2 },
      { image: 1, gradient: 0.5 },
    ],
    others: { count: 1, sum: 0.125 },
  });
});

test('a gradient of zero pulls nowhere', () => {
  const none = { shown: [], others: { count: 0, sum: 0 } };
  expect(pullsOf(new Float64Array(3), 2)).toEqual({ up: none, down: none });
});
