import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sleep } from './sleep.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Whether a sleep of a second is over. */
function sleeping(signal: AbortSignal) {
  const state = { over: false };
  void sleep(1000, signal).then(() => (state.over = true));
  return state;
}

test('it lasts as long as requested', async () => {
  const state = sleeping(new AbortController().signal);
  await vi.advanceTimersByTimeAsync(999);
  expect(state.over).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(state.over).toBe(true);
});

test('an abort ends it at once, and leaves no timer', async () => {
  const abort = new AbortController();
  const state = sleeping(abort.signal);
  abort.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(state.over).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
  expect(await sleep(1000, abort.signal)).toBeUndefined();
});
