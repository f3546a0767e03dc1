// The page's end of the worker that reads a photo, whose part the test plays.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PhotoAnswer } from '../contract/photo.ts';
import { FakeWorker, newestWorker, stubWorkers } from './worker.fixture.ts';

beforeEach(() => {
  vi.useFakeTimers();
  stubWorkers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const load = async () => (await import('./photo-reader.ts')).readPhoto;

test('each photo has a worker, which ends with its answer', async () => {
  const readPhoto = await load();
  const answers = [readPhoto(new Blob(['a'])), readPhoto(new Blob(['b']))];
  expect(FakeWorker.started).toHaveLength(2);
  for (const worker of FakeWorker.started) {
    expect(worker.url).toMatch(/\/worker\/photo-worker\.ts$/);
    expect(worker.received).toHaveLength(1);
    worker.say({ refusal: 'gif' } satisfies PhotoAnswer);
    expect(worker.terminated).toBe(true);
  }
  expect(await Promise.all(answers)).toEqual([{ refusal: 'gif' }, { refusal: 'gif' }]);
  expect(vi.getTimerCount()).toBe(0);
});

test.each([
  ['can’t be fetched', 'not-loaded', () => newestWorker().failToLoad()],
  ['throws', 'failed', () => newestWorker().throw('no memory for the image')],
  ['answers with what can’t be read', 'failed', () => newestWorker().garble()],
  ['says nothing for twenty seconds', 'failed', () => vi.advanceTimersByTime(20_000)],
] as const)('a reader that %s is a refusal: %s', async (_, refusal, happen) => {
  const readPhoto = await load();
  const answer = readPhoto(new Blob(['a']));
  happen();
  expect(await answer).toEqual({ refusal });
  expect(newestWorker().terminated).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
