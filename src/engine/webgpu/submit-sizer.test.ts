import { afterEach, expect, test, vi } from 'vitest';
import { SubmitSizer } from './submit-sizer.ts';

afterEach(() => vi.restoreAllMocks());

test('the steps of a submit follow from its own time, its duration from all of the queue', () => {
  const now = vi.spyOn(performance, 'now');
  const queue = {} as GPUQueue;
  const [one, other] = [new SubmitSizer(queue, 1000), new SubmitSizer(queue, 1000)];
  // Both are enqueued at 100; each takes 1 ms of its own.
  now.mockReturnValue(101);
  expect(one.record(1, 100)).toBe(1);
  now.mockReturnValue(102);
  expect(other.record(1, 100)).toBe(2);
  expect([one.steps, other.steps]).toEqual([4, 4]);
  // Now 4 ms each, at once after those before.
  now.mockReturnValue(106);
  expect(one.record(4, 101)).toBe(5);
  now.mockReturnValue(110);
  expect(other.record(4, 102)).toBe(8);
  expect([one.steps, other.steps]).toEqual([12, 12]);
});

test('programs of other queues do not count', () => {
  const now = vi.spyOn(performance, 'now');
  const [one, other] = [new SubmitSizer({} as GPUQueue, 1000), new SubmitSizer({} as GPUQueue, 1000)];
  now.mockReturnValue(124);
  one.record(1, 100);
  now.mockReturnValue(125);
  other.record(1, 101);
  expect([one.steps, other.steps]).toEqual([1, 1]);
});
