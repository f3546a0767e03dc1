// Two tabs of one browser that both want to train.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browserTabLock, onlyTabLock, type TabListener, type TabLock } from './tab-lock.ts';
import { createBrowser } from './tabs.fixture.ts';

interface Tab extends TabLock<string> {
  /** The listener's calls, in order. */
  heard: string[];
}

let browser: ReturnType<typeof createBrowser>;
beforeEach(() => {
  vi.useFakeTimers();
  browser = createBrowser();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function openTab(name: string, listener: Partial<TabListener<string>> = {}, navigator?: object): Tab {
  vi.stubGlobal('navigator', navigator ?? { locks: browser.locks(name) });
  vi.stubGlobal('BroadcastChannel', browser.channelFor(name));
  const heard: string[] = [];
  const hear =
    (what: string, then?: () => void) =>
    (news = '') => {
      heard.push(news === '' ? what : `${what}: ${news}`);
      then?.();
    };
  const lock = browserTabLock<string>({
    onHandOverRequest: hear('hand over', listener.onHandOverRequest),
    onLockStolen: hear('stolen', listener.onLockStolen),
    onNews: hear('news'),
    onNewsRequest: hear('news requested', listener.onNewsRequest),
  });
  return { ...lock, heard };
}

/** The result of `work`, and the milliseconds that it took. */
async function timed<T>(work: Promise<T>): Promise<{ result: T; after: number }> {
  const began = Date.now();
  const state = { done: false };
  const end = () => (state.done = true);
  work.then(end, end);
  while (!state.done) {
    for (let i = 0; i < 50; i++) await Promise.resolve();
    if (state.done) break;
    if (vi.getTimerCount() === 0) throw new Error('waits for something that no timer brings');
    vi.advanceTimersToNextTimer();
  }
  return { result: await work, after: Date.now() - began };
}

test('one tab has the lock, until it releases it', async () => {
  const [a, b] = [openTab('a'), openTab('b')];
  expect(await timed(a.take())).toEqual({ result: true, after: 0 });
  expect(await a.take()).toBe(true);
  expect([await a.isHeldByOtherTab(), await b.isHeldByOtherTab()]).toEqual([false, true]);
  a.release();
  expect(await timed(b.take())).toEqual({ result: true, after: 0 });
  expect([await a.isHeldByOtherTab(), await b.isHeldByOtherTab()]).toEqual([true, false]);
  expect([...a.heard, ...b.heard]).toEqual([]);
});

test('an owner that answers keeps the lock, and the other tab need not wait', async () => {
  const a: Tab = openTab('a', { onNewsRequest: () => a.publish('step 5') });
  const b = openTab('b');
  await timed(a.take());
  expect(await timed(b.take())).toEqual({ result: false, after: 0 });
  expect(a.heard).toEqual(['news requested']);
  expect(b.heard).toEqual(['news: step 5']);
});

test('an owner that says nothing keeps the lock, and the other tab gives up after five seconds', async () => {
  const [a, b] = [openTab('a'), openTab('b')];
  await timed(a.take());
  expect(await timed(b.take())).toEqual({ result: false, after: 5000 });
  // The request that was given up takes nothing later.
  a.release();
  await vi.advanceTimersByTimeAsync(0);
  expect(await b.isHeldByOtherTab()).toBe(false);
  expect(await timed(a.take())).toEqual({ result: true, after: 0 });
});

test('an owner that is closed leaves the lock to the tab that waits', async () => {
  const [a, b] = [openTab('a'), openTab('b')];
  await timed(a.take());
  setTimeout(() => browser.close('a'), 300);
  expect(await timed(b.take())).toEqual({ result: true, after: 300 });
  expect(vi.getTimerCount()).toBe(0);
});

test('a tab takes over from an owner that hands over', async () => {
  const a: Tab = openTab('a', { onHandOverRequest: () => void setTimeout(a.release, 800) });
  const b = openTab('b');
  await timed(a.take());
  expect((await timed(b.takeOver())).after).toBe(800);
  expect(a.heard).toEqual(['hand over']);
  expect([await a.isHeldByOtherTab(), await b.isHeldByOtherTab()]).toEqual([true, false]);
  expect(vi.getTimerCount()).toBe(0);
});

test('a tab steals the lock of an owner that is stuck, which learns of it', async () => {
  const [a, b] = [openTab('a'), openTab('b')];
  await timed(a.take());
  expect((await timed(b.takeOver())).after).toBe(5000);
  expect(a.heard).toEqual(['hand over', 'stolen']);
  expect(await a.isHeldByOtherTab()).toBe(true);
  // What was stolen is not released by its old owner.
  a.release();
  expect(await timed(a.take())).toEqual({ result: false, after: 5000 });
  b.release();
  expect(await timed(a.take())).toEqual({ result: true, after: 0 });
});

test('a tab that owns the lock, or finds it free, takes over at once', async () => {
  const [a, b] = [openTab('a'), openTab('b')];
  expect((await timed(a.takeOver())).after).toBe(0);
  expect((await timed(a.takeOver())).after).toBe(0);
  expect(await b.isHeldByOtherTab()).toBe(true);
  expect(b.heard).toEqual([]);
});

test('news reach the tabs that watch, and requests for news only the owner', async () => {
  const [a, b, c] = [openTab('a'), openTab('b'), openTab('c')];
  await timed(a.take());
  a.publish('step 1');
  b.requestNews();
  await vi.advanceTimersByTimeAsync(0);
  expect([a.heard, b.heard, c.heard]).toEqual([['news requested'], ['news: step 1'], ['news: step 1']]);
});

test.each([
  ['has no locks', {}],
  [
    'denies its locks',
    {
      locks: {
        request: () => Promise.reject(new DOMException('denied', 'SecurityError')),
        query: () => Promise.reject(new DOMException('denied', 'SecurityError')),
      },
    },
  ],
])('in a browser that %s every tab may train', async (_, navigator) => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => openTab(name, {}, navigator)) as [Tab, Tab, Tab];
  expect(await c.isHeldByOtherTab()).toBe(false);
  expect(await timed(a.take())).toEqual({ result: true, after: 0 });
  expect((await timed(b.takeOver())).after).toBe(0);
  expect(await b.isHeldByOtherTab()).toBe(false);
  a.release();
  expect(await timed(a.take())).toEqual({ result: true, after: 0 });
  expect(vi.getTimerCount()).toBe(0);
});

test('locks that fail for another reason reject with it', async () => {
  const broken = () => Promise.reject(new DOMException('the document is gone', 'InvalidStateError'));
  const tab = openTab('a', {}, { locks: { request: broken, query: broken } });
  await expect(tab.take()).rejects.toThrow('the document is gone');
  await expect(tab.takeOver()).rejects.toThrow('the document is gone');
  await expect(tab.isHeldByOtherTab()).rejects.toThrow('the document is gone');
  expect(vi.getTimerCount()).toBe(0);
});

test('the only tab there is always has the lock', async () => {
  const lock = onlyTabLock<string>();
  expect(await lock.take()).toBe(true);
  await lock.takeOver();
  lock.release();
  expect(await lock.isHeldByOtherTab()).toBe(false);
});

test('a tab that has just released the lock does not take it for that of another tab', async () => {
  const a = openTab('a');
  await timed(a.take());
  a.release();
  expect(await a.isHeldByOtherTab()).toBe(false);
  expect((await timed(a.take())).result).toBe(true);
});
