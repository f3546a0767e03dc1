// One suite over both sweep stores, in memory and in IndexedDB (fake-indexeddb).

import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Checkpoint } from '../contract/checkpoint.ts';
import { PRESETS } from '../contract/config.ts';
import { readSweepHeader, sweepHeader } from '../contract/saved-sweep.ts';
import { readSweep } from '../contract/sweep-link.ts';
import { browserSweepStore, memorySweepStore } from './sweep-store.ts';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => vi.unstubAllGlobals());

const plan = readSweep('?sweep=lr:0.001,0.01;seed:1:2', PRESETS.sprint).plan!;
const header = (id: string) => sweepHeader(id, plan, new Map([[3, { state: 'dropped' }]]));
const checkpoint = (step: number) =>
  ({ step, state: { parameters: Float32Array.of(step, 0.5) } }) as unknown as Checkpoint;
const losses = Float32Array.of(2, 1);

describe.each([
  { where: 'in memory', create: memorySweepStore },
  { where: 'in IndexedDB', create: browserSweepStore },
])('$where', ({ create }) => {
  test('a header and members come back', async () => {
    const store = create();
    expect(await store.load()).toBeNull();
    await store.save(header('a'));
    await store.saveMember('a', 2, checkpoint(1), losses, losses);
    await store.saveMember('a', 2, checkpoint(2), losses, losses.subarray(1));
    const stored = (await store.load())!;
    expect(readSweepHeader(stored.header)).toMatchObject({
      id: 'a',
      plan,
      ended: new Map([[3, { state: 'dropped' }]]),
    });
    expect([...stored.members]).toEqual([
      [2, { checkpoint: checkpoint(2), losses, accuracies: losses.subarray(1) }],
    ]);
  });

  test('the header of the same sweep leaves its members; that of another deletes them', async () => {
    const store = create();
    await store.save(header('a'));
    await store.saveMember('a', 0, checkpoint(1), losses, losses);
    await store.save(header('a'));
    expect(await store.saveMember('a', 0, checkpoint(2), losses, losses)).toBe(true);
    expect((await store.load())!.members.size).toBe(1);
    await store.save(header('b'));
    expect((await store.load())!.members.size).toBe(0);
    // A late save of the sweep before.
    expect(await store.saveMember('a', 0, checkpoint(1), losses, losses)).toBe(false);
    expect((await store.load())!.members.size).toBe(0);
    await store.clear();
    expect(await store.load()).toBeNull();
  });

  test('a member that can’t be stored leaves its checkpoint before', async () => {
    const store = create();
    await store.save(header('a'));
    await store.saveMember('a', 0, checkpoint(1), losses, losses);
    const unstorable = { ...checkpoint(2), savedAt: () => 1 } as unknown as Checkpoint;
    await expect(store.saveMember('a', 0, unstorable, losses, losses)).rejects.toThrow(/clone/);
    expect((await store.load())!.members.get(0)!.checkpoint).toEqual(checkpoint(1));
  });
});

test('a browser that denies storage is distinguished from one whose storage is broken', async () => {
  const open = () => {
    const request = Object.assign(new EventTarget(), {
      error: new DOMException('no access', 'UnknownError'),
    });
    queueMicrotask(() => request.dispatchEvent(new Event('error')));
    return request;
  };
  vi.stubGlobal('indexedDB', { open });
  vi.stubGlobal('IDBRequest', EventTarget);
  vi.stubGlobal('caches', { has: () => Promise.reject(new DOMException('denied', 'SecurityError')) });
  await expect(browserSweepStore().load()).rejects.toMatchObject({ name: 'SecurityError' });
});
