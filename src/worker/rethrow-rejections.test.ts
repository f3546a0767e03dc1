// An unhandled rejection in a worker.

import { expect, test, vi } from 'vitest';
import { rethrowRejections } from './rethrow-rejections.ts';

test('an unhandled rejection becomes the error of a task', () => {
  vi.useFakeTimers();
  const scope = new EventTarget();
  rethrowRejections(scope);
  const reason = new RangeError('no memory');
  const event = Object.assign(new Event('unhandledrejection', { cancelable: true }), { reason });
  scope.dispatchEvent(event);
  expect(() => vi.runAllTimers()).toThrow(reason);
  expect(event.defaultPrevented).toBe(true);
  vi.useRealTimers();
});
