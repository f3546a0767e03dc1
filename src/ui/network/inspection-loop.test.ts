import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createInspectionLoop } from './inspection-loop.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A loop whose answers take `delay` milliseconds and name the request and its number. */
function observed(delay: number) {
  const starts: { request: string; time: number }[] = [];
  const answers: string[] = [];
  let pending = 0;
  let mostPending = 0;
  const inspect = async (request: string) => {
    starts.push({ request, time: performance.now() });
    mostPending = Math.max(mostPending, ++pending);
    await new Promise((resolve) => setTimeout(resolve, delay));
    pending--;
    return `${request} ${starts.length}`;
  };
  const loop = createInspectionLoop(inspect, (_request, answer) => answers.push(answer), 250);
  return { loop, starts, answers, mostPending: () => mostPending };
}

test('while steps come every 20 ms it asks four times a second, one at a time, and shows every answer', async () => {
  const { loop, starts, answers, mostPending } = observed(60);
  for (let step = 0; step < 100; step++) {
    loop.want({ request: 'a', version: String(step) });
    await vi.advanceTimersByTimeAsync(20);
  }
  await vi.advanceTimersByTimeAsync(1000);
  expect(starts.length).toBe(9);
  expect(answers.length).toBe(starts.length);
  expect(mostPending()).toBe(1);
  const gaps = starts.slice(1).map(({ time }, i) => time - starts[i]!.time);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(249);
});

test('another image is requested at once, and a late answer of the one before is dropped', async () => {
  const { loop, starts, answers } = observed(60);
  loop.want({ request: 'a', version: '1' });
  await vi.advanceTimersByTimeAsync(100);
  loop.want({ request: 'b', version: '1' });
  await vi.advanceTimersByTimeAsync(10);
  loop.want({ request: 'c', version: '1' });
  await vi.advanceTimersByTimeAsync(500);
  expect(starts.map(({ request }) => request)).toEqual(['a', 'b', 'c']);
  expect(answers).toEqual(['a 1', 'c 3']);
});

test('an answer that was dropped is requested again when it is wanted again', async () => {
  const { loop, starts, answers } = observed(60);
  loop.want({ request: 'a', version: '1' });
  await vi.advanceTimersByTimeAsync(10);
  // Another view is shown until after the answer, and nothing else has changed when this one is shown again.
  loop.want(null);
  await vi.advanceTimersByTimeAsync(1000);
  expect(answers).toEqual([]);
  loop.want({ request: 'a', version: '1' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(answers).toEqual(['a 2']);
  expect(starts).toHaveLength(2);
});

test('nothing is requested while nothing has changed, nor once nothing is wanted', async () => {
  const { loop, starts, answers } = observed(10);
  loop.want({ request: 'a', version: '1' });
  await vi.advanceTimersByTimeAsync(5000);
  expect(starts).toHaveLength(1);
  loop.want({ request: 'a', version: '2' });
  loop.want(null);
  await vi.advanceTimersByTimeAsync(5000);
  expect(starts).toHaveLength(1);
  loop.want({ request: 'a', version: '2' });
  await vi.advanceTimersByTimeAsync(5);
  loop.want(null);
  await vi.advanceTimersByTimeAsync(1000);
  expect(answers).toEqual(['a 1']);
});
