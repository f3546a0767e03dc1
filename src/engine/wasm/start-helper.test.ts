// A helper thread in a browser that starts, fails, or whose script can't be fetched. The test plays the browser's worker.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newestWorker, stubWorkers } from '../../client/worker.fixture.ts';
import type { HelperStart } from './kernels.ts';

beforeEach(stubWorkers);
afterEach(() => {
  vi.unstubAllGlobals();
  // The next file gets the worker of its own environment.
  vi.resetModules();
});

const START = { seen: 3 } as HelperStart;

async function starting(start = START) {
  const { browserHost } = await import('./host.ts');
  const started = browserHost.startHelper(start);
  return { started, worker: newestWorker() };
}

test('a helper that waits for jobs runs until it is ended', async () => {
  const { started, worker } = await starting();
  expect(worker.received).toEqual([START]);
  worker.say('ready');
  const end = await started;
  expect(worker.terminated).toBe(false);
  end();
  expect(worker.terminated).toBe(true);
});

test('a helper that throws at its start is no error of the worker that starts it', async () => {
  const { started, worker } = await starting();
  const event = worker.throw('out of memory');
  await expect(started).rejects.toThrow('helper thread: out of memory');
  expect(worker.terminated).toBe(true);
  expect(event.defaultPrevented).toBe(true);
});

test('nor is one that throws later, which the kernels have noticed by then', async () => {
  const { started, worker } = await starting();
  worker.say('ready');
  await started;
  expect(worker.throw('unreachable').defaultPrevented).toBe(true);
  expect(worker.terminated).toBe(true);
});

test('a script that can’t be fetched is an error of its code', async () => {
  const { started, worker } = await starting();
  worker.failToLoad();
  await expect(started).rejects.toMatchObject({ name: 'CodeLoadError' });
});

test('a helper that can’t be sent its start is ended', async () => {
  // A function can't be cloned.
  const { started, worker } = await starting({ module: () => {} } as unknown as HelperStart);
  await expect(started).rejects.toThrow('could not be cloned');
  expect(worker.terminated).toBe(true);
});
