// The reports of a download, on a clock that the test moves.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DataStatus } from '../contract/messages.ts';
import { DatasetLoader } from './dataset-loader.ts';
import type { SessionHost } from './host.ts';
import { config, loadDataset } from './session.fixture.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A download that the test controls. `received`: the bytes of each report. */
function download() {
  const statuses: DataStatus[] = [];
  let onProgress!: (received: number, total: number) => void;
  let finish!: () => void;
  let fail!: (error: Error) => void;
  const transfer = new Promise<void>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  const host: Pick<SessionHost, 'loadDataset'> = {
    async loadDataset(dataset, needs, signal, options) {
      ({ onProgress } = options);
      await transfer;
      return loadDataset(dataset, needs, signal, options);
    },
  };
  const reports = { onStatus: (status: DataStatus) => void statuses.push(status), onDataset: () => {} };
  const loader = new DatasetLoader(host, { open: () => Promise.reject(new Error('none')) }, reports, () =>
    performance.now(),
  );
  const loaded = loader.ensure(config);
  loaded.catch(() => {});
  const received = () => statuses.flatMap((status) => (status.state === 'loading' ? [status.received] : []));
  return { statuses, received, onProgress, finish, fail, loader, loaded };
}

test('a download that stalls: the newest number is reported when the interval ends', () => {
  const { statuses, received, onProgress } = download();
  onProgress(10, 100);
  vi.advanceTimersByTime(60);
  onProgress(20, 100);
  vi.advanceTimersByTime(20);
  onProgress(30, 100);
  expect(received()).toEqual([10]);
  vi.advanceTimersByTime(19);
  expect(received()).toEqual([10]);
  vi.advanceTimersByTime(1);
  expect(received()).toEqual([10, 30]);
  // 20 bytes in 0.1 s, and 70 are missing.
  expect(statuses.at(-1)).toMatchObject({ total: 100, secondsLeft: 0.35 });
  vi.advanceTimersByTime(10_000);
  expect(received()).toEqual([10, 30]);
  onProgress(40, 100);
  expect(received()).toEqual([10, 30, 40]);
});

test('the last byte is reported at once, and nothing after it', () => {
  const { received, onProgress } = download();
  onProgress(10, 100);
  onProgress(50, 100);
  onProgress(100, 100);
  expect(received()).toEqual([10, 100]);
  vi.advanceTimersByTime(10_000);
  expect(received()).toEqual([10, 100]);
});

test.each([
  ['succeeded', 'ready'],
  ['failed', 'idle'],
] as const)('after a download that %s no number is reported', async (outcome, state) => {
  const { statuses, onProgress, loaded, finish, fail } = download();
  onProgress(10, 100);
  onProgress(50, 100);
  if (outcome === 'succeeded') finish();
  else fail(new Error('the connection was lost'));
  await loaded.catch(() => {});
  expect(statuses.at(-1)).toMatchObject({ state });
  vi.advanceTimersByTime(10_000);
  expect(statuses.at(-1)).toMatchObject({ state });
});

test('a download that is replaced reports nothing more', () => {
  const { received, onProgress, loader } = download();
  onProgress(10, 100);
  onProgress(50, 100);
  loader.ensure({ ...config, samples: 60_000 }).catch(() => {});
  vi.advanceTimersByTime(10_000);
  expect(received()).toEqual([10]);
});
