// A thread of a pool in a browser that stops, or whose messages can't be read. The test plays the browser's worker.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newestWorker, stubWorkers } from '../../client/worker.fixture.ts';
import type { PoolAnswer } from './pool-messages.ts';

beforeEach(stubWorkers);
afterEach(() => {
  vi.unstubAllGlobals();
  // The next file gets the worker of its own environment.
  vi.resetModules();
});

/** The browser's worker for a thread, and the pool's losses. */
async function started() {
  const { browserPoolHost } = await import('./pool-host.ts');
  const answers: PoolAnswer[] = [];
  const losses: Error[] = [];
  const thread = browserPoolHost.start(
    (answer) => answers.push(answer),
    (error) => losses.push(error),
  );
  return { thread, worker: newestWorker(), answers, losses };
}

test('requests and answers pass, until the thread is ended', async () => {
  const { thread, worker, answers, losses } = await started();
  thread.post({ kind: 'dispose', member: 2 });
  expect(worker.received).toEqual([{ kind: 'dispose', member: 2 }]);
  worker.say({ kind: 'ready' });
  expect(answers).toEqual([{ kind: 'ready' }]);
  thread.end();
  expect(worker.terminated).toBe(true);
  expect(losses).toEqual([]);
});

test('an error of a thread is reported to the pool, and ends nothing else', async () => {
  const { worker, losses } = await started();
  const event = worker.throw('out of memory');
  expect(losses.map(({ message }) => message)).toEqual(['thread of the pool: out of memory']);
  expect(worker.terminated).toBe(true);
  // Otherwise it would be an error of the worker that has the pool, and the page would end that one too.
  expect(event.defaultPrevented).toBe(true);
});

test('a script that can’t be fetched is an error of its code', async () => {
  const { worker, losses } = await started();
  worker.failToLoad();
  expect(losses).toEqual([expect.objectContaining({ name: 'CodeLoadError' })]);
});

test('a thread whose answer can’t be read is lost', async () => {
  const { worker, losses } = await started();
  worker.garble();
  expect(losses.map(({ message }) => message)).toEqual(['thread of the pool: an answer could not be read']);
  expect(worker.terminated).toBe(true);
});

test('a thread that can’t be sent its kernels is ended', async () => {
  const { browserPoolHost } = await import('./pool-host.ts');
  const { startThread } = await import('./pool-start.ts');
  // A function can't be cloned.
  const kernels = (() => {}) as unknown as WebAssembly.Module;
  await expect(startThread(browserPoolHost, kernels)).rejects.toThrow('could not be cloned');
  expect(newestWorker().terminated).toBe(true);
});

test.each([
  ['of a pool', () => import('./pool-thread.ts')],
  ['that helps', () => import('./thread.ts')],
])('a thread %s throws where a message to it can’t be read', async (_, load) => {
  const listeners = new Map<string, () => void>();
  vi.stubGlobal('addEventListener', (type: string, listener: () => void) => listeners.set(type, listener));
  await load();
  expect(listeners.get('messageerror')).toThrow('could not be read');
});
