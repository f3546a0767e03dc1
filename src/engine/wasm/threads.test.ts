// Helper threads that fail while the first thread waits for them, and engines one after another on one memory.

import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { nodeHost } from '../../../tools/wasm-host.ts';
import { THREAD } from '../../../tools/wasm-threads.ts';
import { CodeLoadError } from '../../base/load-code.ts';
import type { Host } from './host.ts';
import { createImageMemory, type ImageMemory } from './image-memory.ts';
import {
  ARTICLE,
  IMAGE_COUNT,
  SAME_BITS,
  chunkOf,
  prepared,
  specOf,
  trainedBits,
} from './same-bits.fixture.ts';
import { createWasmEngine } from './wasm-engine.ts';

/** Training of more than a second. */
const LONG = chunkOf(2000 * 32, 32);

/** A host whose helper number `thread` runs the code `instead` when it should wait for jobs. */
function hostWith(thread: number, instead: string): Host {
  return {
    ...nodeHost,
    threads: 4,
    startHelper(start) {
      if (start.configuration[13] !== thread) return nodeHost.startHelper(start);
      const code = THREAD.replace('kernels.help(seen)', instead);
      const worker = new Worker(code, { eval: true, workerData: start });
      return new Promise((resolve, reject) => {
        worker.once('message', () => resolve(() => void worker.terminate()));
        worker.once('error', reject);
      });
    },
  };
}

test('a failing helper rejects the chunk, and every call after it', async () => {
  const host = hostWith(1, "throw new Error('broken')");
  const engine = await prepared(createWasmEngine(specOf(ARTICLE), { threads: 2, host }), ARTICLE);
  await expect(engine.train(LONG)).rejects.toThrow('helper thread 1 of 1 has stopped');
  await expect(engine.read()).rejects.toThrow('has stopped');
  engine.dispose();
});

/** An engine that computes in the memory of the images. */
async function createOn(imageMemory: ImageMemory, threads: number) {
  const engine = await createWasmEngine(specOf(ARTICLE), { threads, host: nodeHost, imageMemory });
  const { upload } = engine;
  engine.upload = (images, labels) => {
    imageMemory.images.set(images);
    return upload.call(engine, imageMemory.images, labels);
  };
  return prepared(engine, ARTICLE);
}

/** A host whose helpers after the first can't be started. */
function hostThatFails(error: Error): Host {
  let started = 0;
  return {
    ...nodeHost,
    threads: 4,
    async startHelper(start) {
      if (started++ > 0) throw error;
      return nodeHost.startHelper(start);
    },
  };
}

test('helpers that can’t be started: one thread computes the same bits, and the memory of the images stays good', async () => {
  const imageMemory = createImageMemory(IMAGE_COUNT * 784)!;
  const host = hostThatFails(new DOMException('The object can not be cloned.', 'DataCloneError'));
  const alone = await prepared(createWasmEngine(specOf(ARTICLE), { host, imageMemory }), ARTICLE);
  expect(alone.device).toEqual({ kind: 'cpu', threads: 1 });
  expect(await trainedBits(alone, 100)).toBe(SAME_BITS);
  alone.dispose();
  const engine = await createOn(imageMemory, 2);
  expect(await trainedBits(engine, 100)).toBe(SAME_BITS);
  engine.dispose();
});

test('a helper whose script could not be fetched is no reason for one thread', async () => {
  const host = hostThatFails(new CodeLoadError('helper thread: its script could not be fetched'));
  await expect(createWasmEngine(specOf(ARTICLE), { host })).rejects.toBeInstanceOf(CodeLoadError);
});

test('engines one after another in the memory of the images compute the same bits as in their own memory', async () => {
  const imageMemory = createImageMemory(IMAGE_COUNT * 784)!;
  for (const threads of [2, 3, 2]) {
    const engine = await createOn(imageMemory, threads);
    expect(await trainedBits(engine, 100)).toBe(SAME_BITS);
    // The next engine starts before the helpers of this one have ended.
    engine.dispose();
  }
  imageMemory.spoiled = true;
  const separate = await createOn(imageMemory, 2);
  expect(await trainedBits(separate, 100)).toBe(SAME_BITS);
  separate.dispose();
});
