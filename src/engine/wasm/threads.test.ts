// Helper threads that die while the first thread waits for them, and engines that follow one another on one memory.

import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { nodeHost, THREAD } from '../../../scripts/wasm-host.ts';
import { createPictureMemory } from '../../training/picture-memory.ts';
import type { PictureMemory } from '../engine.ts';
import type { Host } from './host.ts';
import { ARTICLE, SAME_BITS, chunkOf, prepared, specOf, trainedBits } from './same-bits.ts';
import { createWasmEngine } from './wasm-engine.ts';

const KILLED_AFTER = 150;
/** Steps of a second and more: the first thread is inside them when the helper dies. */
const LONG = chunkOf(2000 * 32, 32);

/** A worker that starts the helper, since nobody else can end it: the test's own thread is blocked by then. */
const KILLER = `
const { Worker, parentPort, workerData } = require('node:worker_threads');
const helper = new Worker(workerData.code, { eval: true, workerData: workerData.start });
helper.once('message', () => {
  parentPort.postMessage('ready');
  setTimeout(() => helper.terminate(), ${KILLED_AFTER});
});
`;

/** A host whose helpers run `code`; with `killer`, helper number 2 dies. */
function hostWith(code: string, killer = false): Host {
  return {
    ...nodeHost,
    threads: 4,
    startHelper(start) {
      const dies = killer && start.configuration[12] === 2;
      const worker = dies
        ? new Worker(KILLER, { eval: true, workerData: { code, start } })
        : new Worker(code, { eval: true, workerData: start });
      return new Promise((resolve, reject) => {
        worker.once('message', () => resolve(() => void worker.terminate()));
        worker.once('error', reject);
      });
    },
  };
}

test('a helper that is killed inside a chunk fails the chunk by its number', async () => {
  const host = hostWith(THREAD, true);
  const engine = await prepared(createWasmEngine(specOf(ARTICLE), { threads: 3, host }), ARTICLE);
  await expect(engine.train(LONG)).rejects.toThrow('helper thread 2 of 2 has stopped');
  await expect(engine.read()).rejects.toThrow('has stopped');
  engine.dispose();
}, 20_000);

test('a helper that breaks fails the chunk at once', async () => {
  const host = hostWith(THREAD.replace('kernels.help(seen)', "throw new Error('broken')"));
  const engine = await prepared(createWasmEngine(specOf(ARTICLE), { threads: 2, host }), ARTICLE);
  const began = performance.now();
  await expect(engine.train(LONG)).rejects.toThrow('helper thread 1 of 1 has stopped');
  expect(performance.now() - began).toBeLessThan(4000);
  engine.dispose();
});

/** The pictures of same-bits.ts, where an engine computes too. */
async function onPictures(pictures: PictureMemory, threads: number) {
  const engine = await createWasmEngine(specOf(ARTICLE), { threads, host: nodeHost, pictures });
  const { upload } = engine;
  engine.upload = (images, labels) => {
    pictures.images.set(images);
    return upload.call(engine, pictures.images, labels);
  };
  return prepared(engine, ARTICLE);
}

test('engines after one another on the memory of the pictures compute the same bits as on their own', async () => {
  const pictures = createPictureMemory(64 * 784)!;
  for (const threads of [2, 3, 2]) {
    const engine = await onPictures(pictures, threads);
    expect(await trainedBits(engine, 100)).toBe(SAME_BITS);
    // The next one is made before the helpers of this one are gone.
    engine.dispose();
  }
  pictures.spoilt = true;
  const apart = await onPictures(pictures, 2);
  expect(await trainedBits(apart, 100)).toBe(SAME_BITS);
  apart.dispose();
});
