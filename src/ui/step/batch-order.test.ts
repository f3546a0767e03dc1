import { expect, test } from 'vitest';
import { batchOrder } from './batch-order.ts';

test('the largest gradient or the highest loss comes first; equal ones stay in order', () => {
  const batch = {
    count: 4,
    gradientNorms: Float32Array.of(1, 3, 3, 2),
    lossBefore: Float32Array.of(0.5, 0.1, 0.2, 0.9),
  };
  expect(batchOrder(batch, 'gradient')).toEqual([1, 2, 3, 0]);
  expect(batchOrder(batch, 'loss')).toEqual([3, 0, 2, 1]);
});
