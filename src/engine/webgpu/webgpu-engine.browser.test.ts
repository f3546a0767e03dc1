// The webgpu engine in a real browser on WebGPU's software adapter: the tests of every engine with each plan, the tests
// of every GPU engine, its calls to the device, its memory, and broken kernels. Compiling the fused kernel takes
// seconds.

import { afterEach, describe, expect, test, vi } from 'vitest';
import { createChooser } from '../choose.ts';
import type { EngineSpec } from '../engine.ts';
import {
  testActivations,
  testInterface,
  testParityWithPyTorch,
  testParityWithReference,
  testSameBits,
} from '../testing/engine-suite.fixture.ts';
import { testGpuEngine } from '../testing/gpu-suite.fixture.ts';
import { CHUNK, COUNT, ODD_SPEC, SAMPLES, SPEC, started, startState } from '../testing/inputs.ts';
import { PLAN_NAMES } from './plans.ts';
import { createWebgpuEngine } from './webgpu-engine.ts';

afterEach(() => vi.restoreAllMocks());

describe.each(PLAN_NAMES)('the %s plan', (plan) => {
  const create = (spec: EngineSpec) => createWebgpuEngine(spec, plan);
  testParityWithPyTorch(create);
  // plans.test.ts shows that the fused and the layered plan compute activations with the same kernels, so odd widths
  // need no further fused kernels.
  testActivations(create, plan !== 'fused');
  testParityWithReference(create, 300);
  testSameBits(create, 100);
});

testInterface(createWebgpuEngine);
testGpuEngine('webgpu');

/** Counts an engine's calls to its device from now on. */
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

describe('calls to the device', () => {
  test.each([
    { plan: 'fused', dispatches: 2 },
    { plan: 'layered', dispatches: 8 },
    { plan: 'rows', dispatches: 8 },
  ] as const)(
    '$plan: $dispatches dispatches a step, one submit for many steps, and three writes for all steps',
    async (row) => {
      const engine = await started(await createWebgpuEngine(ODD_SPEC, row.plan), startState(ODD_SPEC));
      const steps = 300;
      const samples = Uint32Array.from({ length: steps }, (_, i) => SAMPLES[i % COUNT]!);
      // With a constant clock the submits grow by the full factor on any machine: 1, 1, 4, 16, … steps.
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

test('scores of more images than one load are those of each image', async () => {
  const engine = await started(await createWebgpuEngine(ODD_SPEC), startState(ODD_SPEC));
  const all = await engine.evaluate(Uint32Array.from({ length: 8192 + 300 }, (_, i) => SAMPLES[i % COUNT]!));
  const each = await engine.evaluate(SAMPLES);
  expect(all.confidence).toEqual(all.confidence.map((_, i) => each.confidence[i % COUNT]!));
  expect(all.predicted).toEqual(all.predicted.map((_, i) => each.predicted[i % COUNT]!));
  engine.dispose();
});

test('memory does not grow, and fifty engines free all of theirs', async () => {
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

/** Replaces a line of the weights' gradients by `line` in all kernels that are compiled from now on. */
function breakKernels(line: string): void {
  const { createShaderModule } = GPUDevice.prototype;
  vi.spyOn(GPUDevice.prototype, 'createShaderModule').mockImplementation(function (
    this: GPUDevice,
    descriptor,
  ) {
    const code = descriptor.code.replace('s4 += g * v4;', line);
    return createShaderModule.call(this, { ...descriptor, code });
  });
}

describe('a broken kernel', () => {
  test('that computes wrong gradients is found by the self-check, and another engine trains', async () => {
    breakKernels('s4 += g * v3;');
    // A specification that no other test uses, because compiled kernels are not compiled again.
    const report = await createChooser()('webgpu', { ...SPEC, labelSmoothing: 0.2 });
    expect(report).toMatchObject({ reason: 'requested-refused' });
    expect(report.chosen).not.toBe('webgpu');
    expect(report.trials).toContainEqual(expect.objectContaining({ engine: 'webgpu', verdict: 'wrong' }));
  });

  test('that does not compile is reported with its name and line', async () => {
    breakKernels('s4 += g * nothing;');
    await expect(createWebgpuEngine({ ...SPEC, labelSmoothing: 0.3 })).rejects.toThrow(
      /kernel \w+: .*nothing.*\(s4 \+= g \* v4;\)/,
    );
  });
});
