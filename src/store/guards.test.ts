// A page with a run that is hidden, frozen or left, and whose screen would go dark. Document, window and lock are the test's.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { RunPhase } from '../contract/messages.ts';
import type { SweepPhase, SweepState } from '../contract/sweep-state.ts';
import { guardRun } from './guards.ts';
import { NO_RUN, type AppState } from './state.ts';

class Lock {
  released = false;
  async release(): Promise<void> {
    this.released = true;
  }
}

let page: EventTarget & { visibilityState: string };
let frame: EventTarget;
let requests: { grant: () => void; refuse: (error: Error) => void }[];
let locks: Lock[];
const saveRun = vi.fn<() => void>();

beforeEach(() => {
  saveRun.mockReset();
  requests = [];
  locks = [];
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  frame = new EventTarget();
  vi.stubGlobal('document', page);
  vi.stubGlobal('window', frame);
  const request = () =>
    new Promise<Lock>((resolve, reject) => {
      const grant = () => {
        const lock = new Lock();
        locks.push(lock);
        resolve(lock);
      };
      requests.push({ grant, refuse: reject });
    });
  vi.stubGlobal('navigator', { wakeLock: { request } });
});
afterEach(() => vi.unstubAllGlobals());

function guarded() {
  const store = createStore<AppState>()(() => ({ run: NO_RUN, sweep: null }) as unknown as AppState);
  guardRun(store, { saveRun });
  const enter = (phase: RunPhase) => store.setState({ run: { ...NO_RUN, phase } });
  return { enter };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function see(visibilityState: 'visible' | 'hidden'): void {
  page.visibilityState = visibilityState;
  page.dispatchEvent(new Event('visibilitychange'));
}

/** Whether the browser would ask the person before the page is left. */
function asksBeforeLeaving(): boolean {
  const event = new Event('beforeunload', { cancelable: true });
  frame.dispatchEvent(event);
  return event.defaultPrevented;
}

test('a run is saved when the page is hidden, frozen or put away, and only then', () => {
  const { enter } = guarded();
  see('hidden');
  frame.dispatchEvent(new Event('pagehide'));
  expect(saveRun).not.toHaveBeenCalled();
  enter('training');
  see('visible');
  expect(saveRun).not.toHaveBeenCalled();
  see('hidden');
  expect(saveRun).toHaveBeenCalledTimes(1);
  page.dispatchEvent(new Event('freeze'));
  frame.dispatchEvent(new Event('pagehide'));
  expect(saveRun).toHaveBeenCalledTimes(3);
  enter('finished');
  see('hidden');
  expect(saveRun).toHaveBeenCalledTimes(3);
});

test.each([
  ['idle', false],
  ['preparing', true],
  ['training', true],
  ['validating', true],
  ['paused', true],
  ['testing', true],
  ['finished', false],
  ['failed', false],
] as const)('in phase %s the page asks before it is left: %s', (phase, asks) => {
  const { enter } = guarded();
  enter(phase);
  expect(asksBeforeLeaving()).toBe(asks);
});

test('the screen stays awake while a run trains, and not while it is paused or done', async () => {
  const { enter } = guarded();
  enter('training');
  requests[0]!.grant();
  await settled();
  enter('validating');
  await settled();
  expect(requests).toHaveLength(1);
  expect(locks[0]!.released).toBe(false);
  enter('paused');
  expect(locks[0]!.released).toBe(true);
  enter('training');
  requests[1]!.grant();
  await settled();
  enter('finished');
  expect(locks[1]!.released).toBe(true);
});

test('a page that comes back to sight asks for the lock that the browser took', async () => {
  const { enter } = guarded();
  enter('training');
  requests[0]!.grant();
  await settled();
  see('hidden');
  await locks[0]!.release();
  see('visible');
  expect(requests).toHaveLength(2);
  requests[1]!.grant();
  await settled();
  see('visible');
  expect(requests).toHaveLength(2);
});

test('a run that starts out of sight asks for the lock once the page is seen', () => {
  const { enter } = guarded();
  see('hidden');
  enter('training');
  expect(requests).toHaveLength(0);
  see('visible');
  expect(requests).toHaveLength(1);
});

test('a lock that comes after the run is released at once', async () => {
  const { enter } = guarded();
  enter('training');
  enter('finished');
  requests[0]!.grant();
  await settled();
  expect(locks[0]!.released).toBe(true);
});

test('a lock that is refused is requested again with the next phase', async () => {
  const { enter } = guarded();
  enter('training');
  requests[0]!.refuse(new DOMException('low battery', 'NotAllowedError'));
  await settled();
  enter('validating');
  expect(requests).toHaveLength(2);
});

test('a browser without the lock trains all the same', () => {
  vi.stubGlobal('navigator', {});
  const { enter } = guarded();
  enter('training');
  see('visible');
  expect(requests).toHaveLength(0);
});

test('a sweep is guarded as a run is', async () => {
  const store = createStore<AppState>()(() => ({ run: NO_RUN, sweep: null }) as unknown as AppState);
  guardRun(store, { saveRun });
  const enter = (phase: SweepPhase) => store.setState({ sweep: { phase } as SweepState });
  enter('saved');
  expect(asksBeforeLeaving()).toBe(false);
  enter('training');
  expect(asksBeforeLeaving()).toBe(true);
  requests[0]!.grant();
  await settled();
  see('hidden');
  expect(saveRun).toHaveBeenCalledTimes(1);
  enter('paused');
  expect(asksBeforeLeaving()).toBe(true);
  expect(locks[0]!.released).toBe(true);
  enter('ended');
  expect(asksBeforeLeaving()).toBe(false);
});
