// When the offline status is read, over a service worker that the test plays.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { PRESETS } from '../contract/config.ts';
import type { DataStatus } from '../contract/messages.ts';
import type { OfflineStatus } from '../contract/offline.ts';
import { followOffline } from './offline.ts';
import type { AppState } from './state.ts';

const client = vi.hoisted(() => ({
  registerServiceWorker: vi.fn<(...callbacks: (() => void)[]) => Promise<OfflineStatus | null>>(),
  readOfflineStatus: vi.fn<(samples: number) => Promise<OfflineStatus>>(),
  watchThreads: () => (offline: OfflineStatus) => (offline === 'ready' ? 'reload' : 'unknown'),
}));
vi.mock('../client/service-worker.ts', () => client);

const READY: DataStatus = { state: 'ready', total: 1, fromCache: false };

beforeEach(() => {
  vi.useFakeTimers();
  client.registerServiceWorker.mockReset().mockResolvedValue(null);
  client.readOfflineStatus.mockReset().mockResolvedValue('page-missing');
});
afterEach(() => vi.useRealTimers());

const settle = () => vi.advanceTimersByTimeAsync(0);

async function followed(data: DataStatus = { state: 'idle' }) {
  const store = createStore<AppState>()(
    () => ({ offline: 'unknown', newVersion: false, data, config: PRESETS.article }) as AppState,
  );
  followOffline(store);
  await settle();
  const [onChange, onNewVersion] = client.registerServiceWorker.mock.calls[0]!;
  return { store, onChange: onChange!, onNewVersion: onNewVersion! };
}

test('a reason why it can’t be is the status, and nothing is read', async () => {
  client.registerServiceWorker.mockResolvedValue('refused');
  const { store } = await followed();
  expect(store.getState().offline).toBe('refused');
  store.setState({ data: READY });
  await settle();
  expect(client.readOfflineStatus).not.toHaveBeenCalled();
});

test('the status is read at first, when the service worker, the data or the images needed change', async () => {
  const { store, onChange } = await followed();
  const reads = () => client.readOfflineStatus.mock.calls.map(([samples]) => samples);
  expect(reads()).toEqual([60_000]);
  onChange();
  expect(reads()).toHaveLength(2);
  store.setState({ data: READY });
  expect(reads()).toHaveLength(3);
  store.setState({ config: { ...PRESETS.article, samples: 1000 } });
  expect(reads().at(-1)).toBe(1000);
  store.setState({ config: { ...PRESETS.article, samples: 1000, epochs: 9 } });
  expect(reads()).toHaveLength(4);
  store.setState({ config: { ...PRESETS.article, samples: 1000, data: '0123456789ab' } });
  expect(reads().at(-1)).toBeNull();
});

test('images that are on their way into the cache are looked for three times more', async () => {
  client.readOfflineStatus.mockResolvedValue('images-missing');
  const { store } = await followed(READY);
  expect(client.readOfflineStatus).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(client.readOfflineStatus).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(4000);
  expect(client.readOfflineStatus).toHaveBeenCalledTimes(3);
  client.readOfflineStatus.mockResolvedValue('ready');
  expect(store.getState().threads).toBe('unknown');
  await vi.advanceTimersByTimeAsync(15_000);
  expect(store.getState()).toMatchObject({ offline: 'ready', threads: 'reload' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(client.readOfflineStatus).toHaveBeenCalledTimes(4);
});

test('a status that was overtaken by a newer one is dropped', async () => {
  const { store, onChange } = await followed();
  const late: { answer?: (status: OfflineStatus) => void } = {};
  client.readOfflineStatus.mockReturnValueOnce(new Promise((resolve) => (late.answer = resolve)));
  onChange();
  client.readOfflineStatus.mockResolvedValue('ready');
  onChange();
  await settle();
  late.answer!('images-missing');
  await settle();
  expect(store.getState().offline).toBe('ready');
  expect(vi.getTimerCount()).toBe(0);
});

test('a new version that waits is reported', async () => {
  const { store, onNewVersion } = await followed();
  onNewVersion();
  expect(store.getState().newVersion).toBe(true);
});
