// Helper threads that break while the first thread waits for them, and engines that follow one another on one memory.

import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { nodeHost, THREAD } from '../../../tools/wasm-host.ts';
import { createImageMemory } from './image-memory.ts';
import type { ImageMemory } from '../engine.ts';
import type { Host } from './host.ts';
import { ARTICLE, SAME_BITS, chunkOf, prepared, specOf, trainedBits } from './same-bits.fixture.ts';
import { createWasmEngine } from './wasm-engine.ts';

/** Steps of a second and more. */
const LONG = chunkOf(2000 * 32, 32);

/** A host whose helper number `thread` does `instead` of its work, when it is ready. */
function hostWith(thread: number, instead: string): Host {
  return {
    ...nodeHost,
    threads: 4,
    startHelper(start) {
      if (start.configuration[12] !== thread) return nodeHost.startHelper(start);
      const code = THREAD.replace('kernels.help(seen)', instead);
      const worker = new Worker(code, { eval: true, workerData: start });
      return new Promise((resolve, reject) => {
        worker.once('message', () => resolve(() => void worker.terminate()));
        worker.once('error', reject);
      });
    },
  };
}

test('a helper that breaks fails the chunk at once', async () => {
  const host = hostWith(1, "throw new Error('broken')");
  const engine = await prepared(createWasmEngine(specOf(ARTICLE), { threads: 2, host }), ARTICLE);
  const began = performance.now();
  await expect(engine.train(LONG)).rejects.toThrow('helper thread 1 of 1 has stopped');
  expect(performance.now() - began).toBeLessThan(4000);
  await expect(engine.read()).rejects.toThrow('has stopped');
  engine.dispose();
});

/** The pictures of same-bits.ts, where an engine computes too. */
async function onPictures(pictures: ImageMemory, threads: number) {
  const engine = await createWasmEngine(specOf(ARTICLE), { threads, host: nodeHost, pictures });
  const { upload } = engine;
  engine.upload = (images, labels) => {
    pictures.images.set(images);
    return upload.call(engine, pictures.images, labels);
  };
  return prepared(engine, ARTICLE);
}

test('engines after one another on the memory of the pictures compute the same bits as on their own', async () => {
  const pictures = createImageMemory(64 * 784)!;
  for (const threads of [2, 3, 2]) {
    const engine = await onPictures(pictures, threads);
    expect(await trainedBits(engine, 100)).toBe(SAME_BITS);
    // The next one is made before the helpers of this one are gone.
    engine.dispose();
  }
  pictures.spoiled = true;
  const apart = await onPictures(pictures, 2);
  expect(await trainedBits(apart, 100)).toBe(SAME_BITS);
  apart.dispose();
});
