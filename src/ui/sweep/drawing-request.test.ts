// Requests about drawings whose answers come in another order.

import { expect, test } from 'vitest';
import { answered, type DrawingRequest } from './drawing-request.ts';

const first = new Uint8Array([1]);
const second = new Uint8Array([2]);
const FIRST_ANSWER = { mean: new Float32Array([1, 0]), members: [] };
const SECOND_ANSWER = { mean: new Float32Array([0, 1]), members: [] };
const waiting: DrawingRequest = { pixels: second, state: 'counting' };

test('an answer belongs to its own drawing', () => {
  expect(answered(waiting, second, SECOND_ANSWER)).toEqual({
    pixels: second,
    state: 'done',
    answer: SECOND_ANSWER,
  });
  expect(answered(waiting, second, null)).toEqual({ pixels: second, state: 'failed' });
});

test.each([FIRST_ANSWER, null])('a late answer about an earlier drawing changes nothing', (late) => {
  expect(answered(waiting, first, late)).toBe(waiting);
  const done = answered(waiting, second, SECOND_ANSWER);
  expect(answered(done, first, late)).toBe(done);
});
