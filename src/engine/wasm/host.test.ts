// The number of threads, and the memory of the images, in browsers that share memory with workers and in those that don't.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browserHost } from './host.ts';
import { createImageMemory } from './image-memory.ts';

beforeEach(() => {
  vi.stubGlobal('navigator', { hardwareConcurrency: 4 });
  // Node has no such flag and clones shared memory, as an isolated page does.
  vi.stubGlobal('crossOriginIsolated', true);
});
afterEach(() => vi.unstubAllGlobals());

test('as many as the processor has where memory can be shared', () => {
  expect(browserHost.threads).toBe(4);
  expect(createImageMemory(1)?.images.buffer).toBeInstanceOf(SharedArrayBuffer);
});

test.each([
  ['SharedArrayBuffer is missing', () => vi.stubGlobal('SharedArrayBuffer', undefined)],
  ['WebAssembly is missing', () => vi.stubGlobal('WebAssembly', undefined)],
  [
    'shared memory can’t be cloned',
    () =>
      vi.stubGlobal('structuredClone', () => {
        throw new DOMException('The object can not be cloned.', 'DataCloneError');
      }),
  ],
])('one thread and no shared memory where %s, whatever the page’s flag says', (_, remove) => {
  remove();
  expect(browserHost.threads).toBe(1);
  // Images in it could not be sent to a thread.
  expect(createImageMemory(1)).toBeNull();
});
