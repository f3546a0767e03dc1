import { expect, test } from 'vitest';
import { isAbort, untilAborted } from './abort.ts';

test('a promise that settles first gives its own result', async () => {
  const { signal } = new AbortController();
  expect(await untilAborted(Promise.resolve(3), signal)).toBe(3);
  await expect(untilAborted(Promise.reject(new Error('full')), signal)).rejects.toThrow('full');
});

test('an abort rejects at once with its reason, before and during the wait', async () => {
  const never = new Promise<never>(() => {});
  const reason = new Error('reset');
  await expect(untilAborted(never, AbortSignal.abort(reason))).rejects.toBe(reason);
  const controller = new AbortController();
  const waiting = untilAborted(never, controller.signal);
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
});

test('an abort without a reason of its own is recognised', () => {
  expect(isAbort(AbortSignal.abort().reason)).toBe(true);
  expect(isAbort(new Error('full'))).toBe(false);
  expect(isAbort('AbortError')).toBe(false);
});
