// Networks of a pool on WebGPU's software adapter: the rules of every engine, the bits of a network alone, shared
// dispatches, memory, and the loss of the device.

import { afterEach, describe, expect, test, vi } from 'vitest';
import { DeviceLostError, type Chunk, type Engine, type EngineSpec, type ModelState } from '../engine.ts';
import { initialParameters } from '../../recipe/initial-parameters.ts';
import { freshState } from '../fresh-state.ts';
import { NoRoomError, type EnginePool } from '../pool.ts';
import { createReferenceEngine } from '../reference/reference-engine.ts';
import {
  testActivations,
  testInterface,
  testParityWithReference,
  testSameBits,
} from '../testing/engine-suite.fixture.ts';
import {
  CHUNK,
  compareTraining,
  COUNT,
  IMAGES,
  LABELS,
  ODD_SPEC,
  SAMPLES,
  SPEC,
  started,
  startState,
} from '../testing/inputs.ts';
import { outside } from '../testing/parity.ts';
import type { PlanName } from './plans.ts';
import { createWebgpuPool } from './pool.ts';
import { createWebgpuEngine } from './webgpu-engine.ts';

afterEach(() => vi.restoreAllMocks());

/** Disposes of the pool afterwards. */
async function withPool(work: (pool: EnginePool) => Promise<void>, plan?: PlanName): Promise<void> {
  const pool = await createWebgpuPool(plan);
  await work(pool);
  pool.dispose();
}

/** A member's network and its training: every number that may differ between members does. */
interface Case {
  spec: EngineSpec;
  state: ModelState;
  chunk: Chunk;
}

/** `k` decides seed, order and number of the samples, learning rates, decay and smoothing. */
function caseOf(k: number, steps = 3 + 2 * k): Case {
  const spec = { ...SPEC, weightDecay: 0.01 * k, labelSmoothing: 0.05 * (k % 3) };
  const samples = Uint32Array.from({ length: 4 * steps - (k % 4) }, (_, i) => SAMPLES[(i * 5 + k) % COUNT]!);
  const learningRates = Float32Array.from({ length: steps }, (_, i) => 1e-2 / (1 + i + k));
  const state = freshState(initialParameters(spec.model, 'pytorch', k));
  return { spec, state, chunk: { samples, batch: 4, learningRates } };
}

const CASES = [0, 1, 2, 3, 4].map((k) => caseOf(k));

/** All that `engine` computes from a case. */
async function outcome(engine: Engine, { state, chunk }: Case) {
  await started(engine, state);
  const result = await engine.train(chunk);
  return { result, score: await engine.evaluate(SAMPLES), state: await engine.read() };
}

type Outcome = Awaited<ReturnType<typeof outcome>>;

async function alone(one: Case, plan?: PlanName) {
  const engine = await createWebgpuEngine(one.spec, plan);
  const found = await outcome(engine, one);
  engine.dispose();
  return found;
}

describe('a network of a pool', () => {
  let pool: Promise<EnginePool> | null = null;
  const create = async (spec: EngineSpec) => (await (pool ??= createWebgpuPool())).create(spec);
  testParityWithReference(create, 300);
  testInterface(create);
  testSameBits(create, 100);
  testActivations(create, true);

  test('has parity with the reference beside others', async () => {
    const networks = await Promise.all(CASES.map(({ spec }) => create(spec)));
    const differences = await Promise.all(
      CASES.map(({ spec, state, chunk }, i) =>
        compareTraining([networks[i]!, createReferenceEngine(spec)], state, chunk, spec),
      ),
    );
    expect(differences.flatMap(outside)).toEqual([]);
    (await pool)!.dispose();
  });
});

test.each([['rows'], ['layered'], ['fused']] as const)(
  'has the bits of an engine alone, with any others beside it: %s',
  async (plan) => {
    const expected: Outcome[] = [];
    for (const one of CASES) expected.push(await alone(one, plan));
    await withPool(async (pool) => {
      const [first] = CASES;
      const only = await pool.create(first!.spec);
      expect(await outcome(only, first!)).toEqual(expected[0]);
      const networks = await Promise.all(CASES.map(({ spec }) => pool.create(spec)));
      const together = await Promise.all(CASES.map((one, i) => outcome(networks[i]!, one)));
      expect(together).toEqual(expected);
    }, plan);
  },
);

test.each([
  ['fused', 2],
  ['rows', 8],
] as const)('five networks have together the dispatches of one: %s, %i a step', async (plan, dispatches) => {
  await withPool(async (pool) => {
    const cases = CASES.map(({ spec, state }) => ({ spec, state, chunk: caseOf(0, 40).chunk }));
    const networks = await Promise.all(cases.map(({ spec }) => pool.create(spec)));
    await Promise.all(networks.map((network, i) => started(network, cases[i]!.state)));
    const calls = vi.spyOn(GPUComputePassEncoder.prototype, 'dispatchWorkgroups');
    const submits = vi.spyOn(GPUQueue.prototype, 'submit');
    await Promise.all(networks.map((network) => network.train(cases[0]!.chunk)));
    expect(calls.mock.calls).toHaveLength(40 * dispatches);
    expect(new Set(calls.mock.calls.map(([, members]) => members))).toEqual(new Set([5]));
    expect(submits.mock.calls.length).toBeLessThanOrEqual(40);
  }, plan);
});

test('networks come, leave and are disposed of on their own', async () => {
  const [long, short, late] = [caseOf(1, 60), caseOf(2, 4), caseOf(3, 30)];
  const expected = [await alone(long), await alone(short), await alone(late)];
  await withPool(async (pool) => {
    const [first, second, dropped] = await Promise.all([
      pool.create(long.spec),
      pool.create(short.spec),
      pool.create(long.spec),
    ]);
    const training = outcome(first!, long);
    await started(dropped!, long.state);
    const ended = dropped!.train(long.chunk);
    expect(await outcome(second!, short)).toEqual(expected[1]);
    dropped!.dispose();
    await expect(ended).rejects.toThrow('disposed');
    // More than there is room for at first, while the first one trains; one of them in the place of the dropped one.
    const more = await Promise.all([1, 2, 3, 4].map(() => pool.create(late.spec)));
    expect(await Promise.all(more.map((network) => network.read()))).toEqual(
      more.map(() => freshState(new Float32Array(late.state.parameters.length))),
    );
    const outcomes = await Promise.all(more.map((network) => outcome(network, late)));
    expect(outcomes).toEqual(more.map(() => expected[2]));
    expect(await training).toEqual(expected[0]);
  });
});

test('calls of a network at the same time follow one another', async () => {
  const one = caseOf(2);
  await withPool(async (pool) => {
    const network = await started(await pool.create(one.spec), one.state);
    const score = await network.evaluate(SAMPLES);
    const probabilities = await network.predict(IMAGES);
    const again = await Promise.all([
      network.evaluate(SAMPLES),
      network.predict(IMAGES),
      network.evaluate(SAMPLES),
      network.predict(IMAGES),
    ]);
    expect(again).toEqual([score, probabilities, score, probabilities]);
  });
});

test('other widths, optimizers and datasets train side by side', async () => {
  const other = { ...caseOf(1), spec: ODD_SPEC, state: startState(ODD_SPEC) };
  const adam = { ...caseOf(2), spec: { ...caseOf(2).spec, optimizer: 'adam' as const } };
  const cases = [caseOf(0), other, adam];
  const expected: Outcome[] = [];
  for (const one of cases) expected.push(await alone(one));
  await withPool(async (pool) => {
    const networks = await Promise.all(cases.map(({ spec }) => pool.create(spec)));
    const inverse = await pool.create(caseOf(0).spec);
    await inverse.upload(
      IMAGES.map((pixel) => 255 - pixel),
      LABELS,
    );
    await inverse.write(caseOf(0).state);
    const [found, onInverse] = await Promise.all([
      Promise.all(cases.map((one, i) => outcome(networks[i]!, one))),
      inverse.train(caseOf(0).chunk),
    ]);
    expect(found).toEqual(expected);
    expect(onInverse.losses).not.toEqual(expected[0]!.result.losses);
  });
});

test('networks that are given the same arrays share one dataset, and a pool frees all its memory', async () => {
  const { createBuffer } = GPUDevice.prototype;
  const { destroy } = GPUBuffer.prototype;
  const held = new Map<GPUBuffer, string>();
  vi.spyOn(GPUDevice.prototype, 'createBuffer').mockImplementation(function (this: GPUDevice, descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    held.set(buffer, descriptor.label ?? '');
    return buffer;
  });
  vi.spyOn(GPUBuffer.prototype, 'destroy').mockImplementation(function (this: GPUBuffer) {
    held.delete(this);
    return destroy.call(this);
  });
  const datasets = () => [...held.values()].filter((label) => label === 'dataset').length;
  const pool = await createWebgpuPool();
  const networks = await Promise.all(Array.from({ length: 6 }, () => pool.create(SPEC)));
  await Promise.all(networks.map((network) => started(network, startState(SPEC))));
  expect(datasets()).toBe(1);
  await Promise.all(networks.map((network) => network.train(CHUNK)));
  for (const network of networks) network.dispose();
  // The last network of a population takes its memory with it.
  expect(held.size).toBe(0);
  await started(await pool.create(SPEC), startState(SPEC));
  expect(datasets()).toBe(1);
  pool.dispose();
  await expect(pool.create(SPEC)).rejects.toThrow('this pool has been disposed of');
  expect(held.size).toBe(0);
});

test('where the limits of the device leave no room, a network is refused in words and the others train on', async () => {
  const { spec } = caseOf(0);
  vi.spyOn(GPUSupportedLimits.prototype, 'maxComputeWorkgroupsPerDimension', 'get').mockReturnValue(5);
  await withPool(async (pool) => {
    const results = await Promise.allSettled(Array.from({ length: 7 }, () => pool.create(spec)));
    const networks = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const refusals = results.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
    expect(networks).toHaveLength(5);
    expect(refusals).toHaveLength(2);
    expect(refusals[0]).toBeInstanceOf(NoRoomError);
    expect(refusals[0]!.message).toBe('the GPU has no memory for more than 5 networks of this kind');
    const found = await Promise.all(networks.map((network) => outcome(network, caseOf(0))));
    const expected = await alone(caseOf(0));
    expect(found).toEqual(networks.map(() => expected));
    networks[2]!.dispose();
    expect(await outcome(await pool.create(spec), caseOf(0))).toEqual(expected);
  });
});

// Last, because it loses the device and its compiled kernels.
test('after the loss of the device every call rejects, and new networks share a new device', async () => {
  const encoders = vi.spyOn(GPUDevice.prototype, 'createCommandEncoder');
  const pool = await createWebgpuPool();
  const networks = await Promise.all(CASES.map(({ spec }) => pool.create(spec)));
  await Promise.all(networks.map((network, i) => started(network, CASES[i]!.state)));
  const device = encoders.mock.contexts[0] as GPUDevice;
  const training = networks.map((network) => network.train(caseOf(1, 60).chunk));
  setTimeout(() => device.destroy());
  const ends = await Promise.allSettled(training);
  for (const end of ends)
    expect(end).toMatchObject({ status: 'rejected', reason: expect.any(DeviceLostError) });
  await expect(networks[0]!.read()).rejects.toBeInstanceOf(DeviceLostError);
  encoders.mockClear();
  const again = await Promise.all(
    CASES.map(({ spec }, i) => {
      networks[i]!.dispose();
      return pool.create(spec);
    }),
  );
  const found = await Promise.all(again.map((network, i) => outcome(network, CASES[i]!)));
  expect(new Set(encoders.mock.contexts).size).toBe(1);
  expect(encoders.mock.contexts[0]).not.toBe(device);
  pool.dispose();
  const expected: Outcome[] = [];
  for (const one of CASES) expected.push(await alone(one));
  expect(found).toEqual(expected);
});
