import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHeld } from './held.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function heldNumbers() {
  const shown: number[] = [];
  return { shown, held: createHeld((value: number) => shown.push(value), 300) };
}

test('a held value is shown when it is released, once', () => {
  const { shown, held } = heldNumbers();
  held.release();
  held.hold(1);
  expect(shown).toEqual([]);
  held.release();
  held.release();
  vi.advanceTimersByTime(1000);
  expect(shown).toEqual([1]);
});

test('a value that nobody releases is shown after the time; a newer one takes its place', () => {
  const { shown, held } = heldNumbers();
  held.hold(1);
  vi.advanceTimersByTime(200);
  held.hold(2);
  vi.advanceTimersByTime(299);
  expect(shown).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(shown).toEqual([2]);
});
