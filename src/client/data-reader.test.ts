// The page's end of the data worker, whose part the test plays.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DataAnswer, OwnDataProgress, OwnDataSummary } from '../contract/own-data.ts';
import { FakeWorker, newestWorker, stubWorkers } from './worker.fixture.ts';

beforeEach(stubWorkers);
afterEach(() => {
  vi.unstubAllGlobals();
});

const load = async () => new (await import('./data-reader.ts')).DataReader();
const say = (answer: DataAnswer) => newestWorker().say(answer);
const summary = { suggestedName: 'x' } as OwnDataSummary;
const files = [{ path: 'a.csv', file: new Blob(['1']) }];

test('the worker starts with the first request and takes all of them', async () => {
  const reader = await load();
  expect(FakeWorker.started).toHaveLength(0);
  const seen: OwnDataProgress[] = [];
  const read = reader.read(files, (progress) => seen.push(progress));
  const options = reader.setOptions({ invert: true, turn: false });
  expect(newestWorker().url).toMatch(/\/worker\/data-worker\.ts$/);
  expect(newestWorker().received).toMatchObject([
    { requestId: 1, kind: 'read' },
    { requestId: 2, kind: 'options', options: { invert: true } },
  ]);
  say({ requestId: 1, kind: 'progress', progress: { step: 'read', done: 1, total: 2 } });
  say({ requestId: 1, kind: 'summary', summary });
  say({ requestId: 2, kind: 'refused', refusal: { file: 'a.csv', reason: 'empty' } });
  expect(await read).toEqual({ summary });
  expect(await options).toEqual({ refusal: { file: 'a.csv', reason: 'empty' } });
  expect(seen).toEqual([{ step: 'read', done: 1, total: 2 }]);
  const finished = reader.finish('mine');
  const dataset = { images: new Uint8Array(0) } as never;
  say({ requestId: 3, kind: 'dataset', dataset });
  expect(await finished).toEqual({ dataset });
  expect(FakeWorker.started).toHaveLength(1);
});

test('cancelling ends the worker and answers what is open; the next request starts another', async () => {
  const reader = await load();
  const open = [reader.addFiles('cat', files), reader.finish('x')];
  const first = newestWorker();
  reader.cancel();
  expect(first.terminated).toBe(true);
  const refusal = { file: '', reason: 'cancelled' };
  expect(await Promise.all(open)).toEqual([{ refusal }, { refusal }]);
  const drawn = reader.addDrawn([{ name: 'cat', images: new Uint8Array(784) }]);
  expect(FakeWorker.started).toHaveLength(2);
  // Late messages of the first worker answer nothing.
  first.say({ requestId: 1, kind: 'summary', summary } satisfies DataAnswer);
  say({ requestId: 3, kind: 'summary', summary });
  expect(await drawn).toEqual({ summary });
  reader.cancel();
  reader.cancel();
});

test.each([
  ['can’t be fetched', 'not-loaded', () => newestWorker().failToLoad()],
  ['throws', 'failed', () => newestWorker().throw('no memory')],
  ['answers with what can’t be read', 'failed', () => newestWorker().garble()],
] as const)('a worker that %s is a refusal: %s', async (_, reason, happen) => {
  const reader = await load();
  const read = reader.read(files);
  happen();
  expect(await read).toEqual({ refusal: { file: '', reason } });
  expect(newestWorker().terminated).toBe(true);
});
