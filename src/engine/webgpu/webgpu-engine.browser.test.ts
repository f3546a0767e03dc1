// Our kernels in a real browser, on WebGPU's software adapter: all plans against the golden files and the reference,
// what a step costs in calls, and that nothing is left behind. Compiling the fused kernel takes seconds there.

import { afterEach, describe, expect, test, vi } from 'vitest';
import { plainSample } from '../../contract/sample.ts';
import { createChooser } from '../choose.ts';
import { DeviceLostError, type Chunk, type EngineSpec } from '../engine.ts';
import { goldenActivations, measureActivations, oddActivations } from '../testing/activations.ts';
import { GOLDEN_NAMES } from '../testing/golden.ts';
import { loadGolden } from '../testing/load.ts';
import {
  CHUNK,
  compareTraining,
  COUNT,
  SAMPLES,
  SPEC,
  started,
  startState,
  tiedState,
} from '../testing/inputs.ts';
import { relativeError } from '../testing/measure.ts';
import { measureParity, outside } from '../testing/parity.ts';
import { SINGLE_PRECISION } from '../tolerances.ts';
import { exactActivations } from '../reference/exact-activations.ts';
import { createReferenceEngine } from '../reference/reference-engine.ts';
import { PLAN_NAMES, type PlanName } from './plans.ts';
import { createWebgpuEngine } from './webgpu-engine.ts';

/** Widths that are odd, with every choice the golden cases' neighbours have not together. */
const ODD: EngineSpec = {
  model: { c1: 3, c3: 5, f5: 7, f6: 9, activation: 'tanh', pooling: 'max', dense: true },
  optimizer: 'sgd',
  weightDecay: 0,
  labelSmoothing: 0.1,
  maxBatch: 4,
};

const create = (plan: PlanName) => (spec: EngineSpec) => createWebgpuEngine(spec, plan);

afterEach(() => vi.restoreAllMocks());

describe.each(PLAN_NAMES)('the %s plan', (plan) => {
  test.each(GOLDEN_NAMES)('is PyTorch’s: %s', async (name) => {
    const records = await measureParity(create(plan), await loadGolden(name));
    expect(records.length).toBeGreaterThan(40);
    expect(outside(records)).toEqual([]);
  });

  test('is the reference’s with odd widths, turned pictures, and a last batch of one', async () => {
    const engines = [await create(plan)(ODD), createReferenceEngine(ODD)] as const;
    expect(outside(await compareTraining(engines, startState(ODD), CHUNK, ODD))).toEqual([]);
  });

  test('where all values of a pooling window tie, the gradient goes to the first', async () => {
    const engines = [await create(plan)(SPEC), createReferenceEngine(SPEC)] as const;
    const chunk = { ...CHUNK, samples: SAMPLES.subarray(0, 4), learningRates: Float32Array.of(1e-2) };
    expect(outside(await compareTraining(engines, tiedState(SPEC), chunk, SPEC))).toEqual([]);
  });

  test('every layer of one picture is the reference’s', async () => {
    const cases = [
      ...(await Promise.all(GOLDEN_NAMES.map(loadGolden))).map(goldenActivations),
      ...oddActivations(),
    ];
    for (const one of cases) {
      const records = await measureActivations(create(plan), exactActivations, one);
      expect(records.length).toBeGreaterThan(15);
      expect(outside(records)).toEqual([]);
    }
  });

  test('a hundred steps give the same bits twice', async () => {
    const samples = Uint32Array.from({ length: 400 }, (_, i) => SAMPLES[(i * 5) % COUNT]!);
    const long: Chunk = { samples, batch: 4, learningRates: new Float32Array(100).fill(1e-2) };
    const state = startState(ODD);
    const engine = await started(await create(plan)(ODD), state);
    const first = { result: await engine.train(long), state: await engine.read() };
    await engine.write(state);
    expect({ result: await engine.train(long), state: await engine.read() }).toEqual(first);
    engine.dispose();
  });
});

/** Counts what an engine asks of its device, from now on. */
function countCalls() {
  const counted = {
    passes: vi.spyOn(GPUCommandEncoder.prototype, 'beginComputePass'),
    dispatches: vi.spyOn(GPUComputePassEncoder.prototype, 'dispatchWorkgroups'),
    submits: vi.spyOn(GPUQueue.prototype, 'submit'),
    writes: vi.spyOn(GPUQueue.prototype, 'writeBuffer'),
    buffers: vi.spyOn(GPUDevice.prototype, 'createBuffer'),
    groups: vi.spyOn(GPUDevice.prototype, 'createBindGroup'),
    readbacks: vi.spyOn(GPUBuffer.prototype, 'mapAsync'),
  };
  return () => ({
    passes: counted.passes.mock.calls.length,
    dispatches: counted.dispatches.mock.calls.length,
    submits: counted.submits.mock.calls.length,
    writes: counted.writes.mock.calls.length,
    buffers: counted.buffers.mock.calls.length,
    groups: counted.groups.mock.calls.length,
    readbacks: counted.readbacks.mock.calls.length,
  });
}

describe('what a step costs', () => {
  test.each([
    { plan: 'fused', dispatches: 2 },
    { plan: 'layered', dispatches: 8 },
    { plan: 'rows', dispatches: 8 },
  ] as const)(
    '$plan: $dispatches dispatches; a submit for many steps, and the writes once for all',
    async (row) => {
      const engine = await started(await create(row.plan)(ODD), startState(ODD));
      const steps = 300;
      const samples = Uint32Array.from({ length: steps }, (_, i) => SAMPLES[i % COUNT]!);
      // On a clock that stands, submits grow at their full pace on any machine: 1, 1, 4, 16, … steps.
      vi.spyOn(performance, 'now').mockReturnValue(0);
      const counts = countCalls();
      await engine.train({ samples, batch: 1, learningRates: new Float32Array(steps).fill(1e-3) });
      const found = counts();
      expect(found.dispatches).toBe(row.dispatches * steps);
      expect(found.submits).toBeLessThan(10);
      expect(found.passes).toBe(found.submits);
      expect(found.readbacks).toBe(found.submits);
      expect(found).toMatchObject({ writes: 3, buffers: 0, groups: 0 });
      engine.dispose();
    },
  );
});

describe('scores', () => {
  test('of more pictures than are loaded at once', async () => {
    const engine = await started(await createWebgpuEngine(ODD), startState(ODD));
    const samples = Uint32Array.from({ length: 9000 }, (_, i) => SAMPLES[(i * 5) % COUNT]!);
    const [whole, ...parts] = [
      await engine.evaluate(samples),
      await engine.evaluate(samples.subarray(0, 8192)),
      await engine.evaluate(samples.subarray(8192)),
    ];
    expect(Array.from(whole!.confidence)).toEqual(parts.flatMap(({ confidence }) => Array.from(confidence)));
    expect(whole!.correct).toBe(parts[0]!.correct + parts[1]!.correct);
    engine.dispose();
  });

  test('of more pictures than one batch', async () => {
    const state = startState(SPEC);
    const many = Uint32Array.from({ length: 300 }, (_, i) => plainSample((i * 7) % COUNT));
    const own = await started(await createWebgpuEngine(SPEC), state);
    const reference = await started(createReferenceEngine(SPEC), state);
    const [found, expected] = [await own.evaluate(many), await reference.evaluate(many)];
    expect(found.predicted).toEqual(expected.predicted);
    expect(found.correct).toBe(expected.correct);
    expect(relativeError([found.lossSum], [expected.lossSum])).toBeLessThan(SINGLE_PRECISION.loss.value);
    expect(relativeError(found.confidence, expected.confidence)).toBeLessThan(
      SINGLE_PRECISION.probabilities.value,
    );
    own.dispose();
    reference.dispose();
  });
});

describe('manners', () => {
  test('bad input is refused, and what was there stays', async () => {
    const state = startState(SPEC);
    const engine = await started(await createWebgpuEngine(SPEC), state);
    await expect(engine.train({ ...CHUNK, samples: Uint32Array.of(plainSample(COUNT)) })).rejects.toThrow(
      RangeError,
    );
    await expect(
      engine.train({ ...CHUNK, samples: Uint32Array.of(...CHUNK.samples.subarray(1), plainSample(COUNT)) }),
    ).rejects.toThrow(`sample index ${COUNT} is outside the ${COUNT} pictures`);
    await expect(engine.upload(new Uint8Array(784), new Uint8Array(2))).rejects.toThrow(RangeError);
    await expect(engine.upload(new Uint8Array(784), Uint8Array.of(10))).rejects.toThrow('no class');
    await expect(engine.predict(new Uint8Array(783))).rejects.toThrow(RangeError);
    await expect(engine.write({ ...state, moment2: new Float32Array(3) })).rejects.toThrow('moment2 has 3');
    expect(await engine.read()).toEqual(state);
    engine.dispose();
    await expect(engine.read()).rejects.toThrow('disposed');
    await expect(engine.train(CHUNK)).rejects.toThrow('disposed');
  });

  test('memory does not grow, and fifty engines leave nothing', async () => {
    const { createBuffer } = GPUDevice.prototype;
    const { destroy } = GPUBuffer.prototype;
    let held = 0;
    vi.spyOn(GPUDevice.prototype, 'createBuffer').mockImplementation(function (this: GPUDevice, descriptor) {
      held += descriptor.size;
      return createBuffer.call(this, descriptor);
    });
    vi.spyOn(GPUBuffer.prototype, 'destroy').mockImplementation(function (this: GPUBuffer) {
      held -= this.size;
      return destroy.call(this);
    });
    const state = startState(SPEC);
    const during = new Set<number>();
    for (let cycle = 0; cycle < 50; cycle++) {
      const engine = await started(await createWebgpuEngine(SPEC), state);
      if (cycle % 10 === 0) await engine.train(CHUNK);
      if (cycle === 20) await engine.activations(new Uint8Array(784));
      await engine.upload(new Uint8Array(784 * 3), new Uint8Array(3));
      if (cycle !== 20) during.add(held);
      engine.dispose();
      expect(held).toBe(0);
    }
    expect(during.size).toBe(1);
  });

  test('a device lost in the middle of a chunk is told, and the next engine gets a new one', async () => {
    const state = startState(SPEC);
    const engine = await started(await createWebgpuEngine(SPEC), state);
    const encoders = vi.spyOn(GPUDevice.prototype, 'createCommandEncoder');
    await engine.train(CHUNK);
    const device = encoders.mock.contexts[0] as GPUDevice;
    const training = engine.train(CHUNK);
    device.destroy();
    await expect(training).rejects.toBeInstanceOf(DeviceLostError);
    await expect(engine.read()).rejects.toBeInstanceOf(DeviceLostError);
    engine.dispose();
    const next = await started(await createWebgpuEngine(SPEC), state);
    expect((await next.train(CHUNK)).losses.every(Number.isFinite)).toBe(true);
    next.dispose();
  });
});

/** Puts `line` in the place of a line of the weights' gradients, in all kernels that are compiled from now on. */
function spoilKernels(line: string): void {
  const { createShaderModule } = GPUDevice.prototype;
  vi.spyOn(GPUDevice.prototype, 'createShaderModule').mockImplementation(function (
    this: GPUDevice,
    descriptor,
  ) {
    const code = descriptor.code.replace('s4 += g * v4;', line);
    return createShaderModule.call(this, { ...descriptor, code });
  });
}

describe('the choice', () => {
  test('asked for by name, it proves itself against the reference and is taken', async () => {
    expect(await createChooser()('webgpu', SPEC)).toMatchObject({
      chosen: 'webgpu',
      device: { kind: 'gpu', adapter: 'Google SwiftShader' },
      reason: 'requested',
    });
  });

  test('a kernel made wrong on purpose is refused, and another engine trains', async () => {
    spoilKernels('s4 += g * v3;');
    // Another specification than above: kernels that are compiled are not compiled again.
    const report = await createChooser()('webgpu', { ...SPEC, labelSmoothing: 0.2 });
    expect(report).toMatchObject({ reason: 'requested-refused' });
    expect(report.chosen).not.toBe('webgpu');
    expect(report.trials).toContainEqual(expect.objectContaining({ engine: 'webgpu', verdict: 'wrong' }));
  });

  test('a kernel that does not compile is named with its line', async () => {
    spoilKernels('s4 += g * nothing;');
    await expect(createWebgpuEngine({ ...SPEC, labelSmoothing: 0.3 })).rejects.toThrow(
      /kernel \w+: .*nothing.*\(s4 \+= g \* v4;\)/,
    );
  });
});
