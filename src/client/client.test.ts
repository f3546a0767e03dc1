// The page's end of a worker that starts, answers, fails, falls silent and is replaced. The worker is played by the test.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WorkerCommand, WorkerEvent } from '../contract/messages.ts';
import { FakeWorker, newestWorker, stubWorkers } from './worker.fixture.ts';

const PONG: WorkerEvent = { type: 'pong' };
const RESET: WorkerCommand = { type: 'reset' };
const PING: WorkerCommand = { type: 'ping' };

beforeEach(() => {
  vi.useFakeTimers();
  stubWorkers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function opened() {
  const { connect } = await import('./client.ts');
  const events: WorkerEvent[] = [];
  const client = connect((event) => events.push(event));
  const failures = () => events.flatMap((event) => (event.type === 'failure' ? [event.failure] : []));
  return { client, events, failures };
}

describe('a client', () => {
  test('starts the worker with the first command, and passes its events on', async () => {
    const { client, events } = await opened();
    vi.advanceTimersByTime(60_000);
    expect(FakeWorker.started).toEqual([]);
    client.send(RESET);
    client.send({ type: 'pause' });
    expect(FakeWorker.started).toHaveLength(1);
    const worker = newestWorker();
    expect(worker.url).toMatch(/\/worker\/worker\.ts$/);
    expect(worker.options).toEqual({ type: 'module', name: 'lenet' });
    expect(worker.received).toEqual([RESET, { type: 'pause' }]);
    worker.say(PONG);
    expect(events).toEqual([PONG]);
  });

  test('ends a worker that throws, with its message, and starts another one for the next command', async () => {
    const { client, failures } = await opened();
    client.send(RESET);
    const first = newestWorker();
    first.say(PONG);
    first.throw('out of memory');
    expect(failures()).toEqual([{ kind: 'worker', reason: 'stopped', message: 'out of memory' }]);
    expect(first.terminated).toBe(true);
    client.send(RESET);
    expect(newestWorker()).not.toBe(first);
    expect(newestWorker().received).toEqual([RESET]);
  });

  test('names a script that could not be fetched', async () => {
    const { client, failures } = await opened();
    client.send(RESET);
    newestWorker().failToLoad();
    expect(failures()).toMatchObject([{ kind: 'worker', reason: 'not-loaded' }]);
    expect(newestWorker().terminated).toBe(true);
  });

  test('does not blame the network for a worker that fails as it starts, or once it has answered', async () => {
    const { client, failures } = await opened();
    client.send(RESET);
    newestWorker().throw('x is not a function');
    client.send(RESET);
    newestWorker().say(PONG);
    newestWorker().failToLoad();
    client.send(RESET);
    newestWorker().garble();
    expect(failures().map((failure) => failure.kind === 'worker' && failure.reason)).toEqual([
      'stopped',
      'stopped',
      'stopped',
    ]);
  });

  test('pings the worker, and ends one that is silent for twenty seconds', async () => {
    const { client, failures } = await opened();
    client.send(RESET);
    const worker = newestWorker();
    vi.advanceTimersByTime(21_000);
    expect(failures()).toEqual([]);
    expect(worker.received).toEqual([RESET, ...Array.from({ length: 10 }, () => PING)]);
    vi.advanceTimersByTime(1000);
    expect(failures()).toEqual([{ kind: 'worker', reason: 'silent', message: 'the worker does not answer' }]);
    expect(worker.terminated).toBe(true);
    // Nobody is pinged any more.
    vi.advanceTimersByTime(60_000);
    expect(failures()).toHaveLength(1);
  });

  test('takes any message for a sign of life', async () => {
    const { client, failures } = await opened();
    client.send(RESET);
    for (let second = 0; second < 120; second += 15) {
      vi.advanceTimersByTime(15_000);
      newestWorker().say({ type: 'phase', phase: 'training' });
    }
    expect(failures()).toEqual([]);
    vi.advanceTimersByTime(22_000);
    expect(failures()).toMatchObject([{ reason: 'silent' }]);
  });

  test('restarts: the old worker is ended and no longer heard, and the new one has its full time', async () => {
    const { client, events } = await opened();
    client.send(RESET);
    const old = newestWorker();
    vi.advanceTimersByTime(19_000);
    client.restart();
    expect(old.terminated).toBe(true);
    vi.advanceTimersByTime(60_000);
    client.send({ type: 'pause' });
    old.say(PONG);
    old.throw('too late');
    old.failToLoad();
    old.garble();
    expect(events).toEqual([]);
    expect(newestWorker()).not.toBe(old);
    expect(newestWorker().received).toEqual([{ type: 'pause' }]);
    vi.advanceTimersByTime(20_000);
    expect(events).toEqual([]);
  });

  test('can be restarted before there is a worker', async () => {
    const { client, events } = await opened();
    client.restart();
    client.send(RESET);
    expect(FakeWorker.started).toHaveLength(1);
    expect(events).toEqual([]);
  });
});
