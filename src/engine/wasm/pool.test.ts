// Networks on the threads of a pool, in Node: the rules of every engine, the bits of lone training, and lost threads.

import { describe, expect, test } from 'vitest';
import { nodePoolHost } from '../../../tools/pool-host.ts';
import { DeviceLostError, type Engine, type EngineSpec } from '../engine.ts';
import { testInterface, testParityWithPyTorch, testSameBits } from '../testing/engine-suite.fixture.ts';
import { createPool } from './pool.ts';
import { ARTICLE, chunkOf, prepared, SAME_BITS, specOf, trainedBits } from './same-bits.fixture.ts';

describe('a network of a pool', () => {
  const pool = createPool(1, nodePoolHost(1));
  const create = async (spec: EngineSpec) => (await pool).create(spec);
  testParityWithPyTorch(create);
  testInterface(create);
  testSameBits(create, 2000);
});

test.each([1, 2, 4])('four networks side by side on threads: %i', async (threads) => {
  const pool = await createPool(threads, nodePoolHost(threads));
  expect(pool.parallel).toBe(threads);
  const networks = await Promise.all(
    Array.from({ length: 4 }, () => prepared(pool.create(specOf(ARTICLE)), ARTICLE)),
  );
  const bits = await Promise.all(networks.map((network, i) => trainedBits(network, 20 + 10 * i)));
  expect(bits).toEqual(networks.map(() => SAME_BITS));
  pool.dispose();
});

test('networks of different widths come and go on their own', async () => {
  const pool = await createPool(2, nodePoolHost(2));
  const small = { ...ARTICLE, c1: 1, c3: 2, f5: 8, f6: 4 };
  const first = await prepared(pool.create(specOf(small)), small);
  const second = await prepared(pool.create(specOf(ARTICLE)), ARTICLE);
  const third = await prepared(pool.create(specOf(small, { optimizer: 'sgd', maxBatch: 4 })), small);
  const bits = trainedBits(second, 25);
  expect((await first.train(chunkOf(64, 32))).losses).toHaveLength(2);
  first.dispose();
  expect((await third.train(chunkOf(8, 4))).losses).toHaveLength(2);
  await expect(first.read()).rejects.toThrow('disposed');
  expect(await bits).toBe(SAME_BITS);
  pool.dispose();
  await expect(second.read()).rejects.toThrow(DeviceLostError);
  await expect(pool.create(specOf(small))).rejects.toThrow('this pool has been disposed of');
});

test('the time of a network is that of its own calls', async () => {
  const pool = await createPool(1, nodePoolHost(1));
  const busy = await pool.create(specOf(ARTICLE));
  const idle = await pool.create(specOf(ARTICLE));
  await prepared(busy, ARTICLE);
  const before = idle.busyMilliseconds;
  await busy.train(chunkOf(64 * 32, 32));
  expect(busy.busyMilliseconds).toBeGreaterThan(before);
  expect(idle.busyMilliseconds).toBe(before);
  pool.dispose();
});

/** A host whose thread number `which`, from 0, the test can stop. */
function fragileHost(which: number): { host: ReturnType<typeof nodePoolHost>; stop: () => void } {
  const host = nodePoolHost(2);
  let started = 0;
  let stop = () => {};
  return {
    stop: () => stop(),
    host: {
      ...host,
      start(onAnswer, onLost) {
        const thread = host.start(onAnswer, onLost);
        if (started++ === which) stop = () => thread.end();
        return thread;
      },
    },
  };
}

test('a lost thread rejects the calls of its networks alone, and a new one takes its place', async () => {
  const { host, stop } = fragileHost(0);
  const pool = await createPool(2, host);
  const [lost, spared] = await Promise.all(
    [1, 2].map((): Promise<Engine> => prepared(pool.create(specOf(ARTICLE)), ARTICLE)),
  );
  const training = lost!.train(chunkOf(2000 * 32, 32));
  const bits = trainedBits(spared!, 50);
  stop();
  await expect(training).rejects.toThrow(DeviceLostError);
  await expect(lost!.read()).rejects.toThrow(DeviceLostError);
  lost!.dispose();
  const fresh = await prepared(pool.create(specOf(ARTICLE)), ARTICLE);
  expect(await trainedBits(fresh, 50)).toBe(SAME_BITS);
  expect(await bits).toBe(SAME_BITS);
  pool.dispose();
});

test('where some threads can’t start, the others train; where none can, the pool is refused', async () => {
  const host = nodePoolHost(2);
  let started = 0;
  const startsOnce = {
    ...host,
    start(...calls: Parameters<typeof host.start>) {
      const thread = host.start(...calls);
      if (started++ > 0) thread.end();
      return thread;
    },
  };
  const pool = await createPool(2, startsOnce);
  expect(pool.parallel).toBe(1);
  expect(await trainedBits(await prepared(pool.create(specOf(ARTICLE)), ARTICLE), 50)).toBe(SAME_BITS);
  pool.dispose();
  await expect(createPool(2, startsOnce)).rejects.toThrow('it has stopped');
});

test('networks that lost one thread share the thread that takes its place', async () => {
  const { host, stop } = fragileHost(0);
  let starts = 0;
  const counted: typeof host = {
    ...host,
    start(onAnswer, onLost) {
      starts++;
      return host.start(onAnswer, onLost);
    },
  };
  const pool = await createPool(1, counted);
  const lost = await Promise.all([1, 2, 3].map(() => pool.create(specOf(ARTICLE))));
  expect(starts).toBe(1);
  stop();
  await expect(lost[0]!.read()).rejects.toThrow(DeviceLostError);
  const again = await Promise.all(
    lost.map((network) => {
      network.dispose();
      return prepared(pool.create(specOf(ARTICLE)), ARTICLE);
    }),
  );
  expect(starts).toBe(2);
  const bits = await Promise.all(again.map((network) => trainedBits(network, 40)));
  expect(bits).toEqual(again.map(() => SAME_BITS));
  pool.dispose();
});
