// A thread of a pool in a browser that stops, or whose script can't be fetched. The test plays the browser's worker.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

class PlayedWorker extends EventTarget {
  static newest: PlayedWorker;
  terminate = vi.fn<() => void>();

  constructor() {
    super();
    PlayedWorker.newest = this;
  }
}

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('Worker', PlayedWorker);
  vi.stubGlobal('location', { origin: new URL(import.meta.url).origin });
});
afterEach(() => {
  vi.unstubAllGlobals();
  // The next file gets the worker of its own environment.
  vi.resetModules();
});

/** Starts a thread, at which an error event with this message arrives. */
async function failed(message?: string) {
  const { browserPoolHost } = await import('./pool-host.ts');
  const losses: Error[] = [];
  browserPoolHost.start(
    () => {},
    (error) => losses.push(error),
  );
  const event = Object.assign(new Event('error', { cancelable: true }), { message });
  PlayedWorker.newest.dispatchEvent(event);
  expect(PlayedWorker.newest.terminate).toHaveBeenCalledOnce();
  return { event, losses };
}

test('an error of a thread is reported to the pool, and ends nothing else', async () => {
  const { event, losses } = await failed('out of memory');
  expect(losses.map(({ message }) => message)).toEqual(['thread of the pool: out of memory']);
  // Otherwise it would be an error of the worker that has the pool, and the page would end that one too.
  expect(event.defaultPrevented).toBe(true);
});

test('a script that can’t be fetched is an error of its code', async () => {
  const { losses } = await failed();
  expect(losses).toEqual([expect.objectContaining({ name: 'CodeLoadError' })]);
});
