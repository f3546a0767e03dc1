// The webgpu engine in a real browser on WebGPU's software adapter: its plan there, the rules of the interface, its memory,
// broken kernels, and the tests of every GPU engine.

import { afterEach, describe, expect, test, vi } from 'vitest';
import { createChooser } from '../choose.ts';
import { testInterface } from '../testing/engine-suite.fixture.ts';
import { testGpuEngine } from '../testing/gpu-suite.fixture.ts';
import { CHUNK, COUNT, ODD_SPEC, SAMPLES, SPEC, started, startState } from '../testing/inputs.ts';
import { testPlan } from './plan-suite.fixture.ts';
import { createWebgpuEngine } from './webgpu-engine.ts';

afterEach(() => vi.restoreAllMocks());

testPlan('rows', 8);
testInterface(createWebgpuEngine);

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

/** A network that no other test uses, because compiled kernels are not compiled again. */
const specOfWidth = (f6: number) => ({ ...SPEC, model: { ...SPEC.model, f6 } });

describe('a broken kernel', () => {
  test('that computes wrong gradients is found by the self-check, and another engine trains', async () => {
    breakKernels('s4 += g * v3;');
    const report = await createChooser().choose('webgpu', specOfWidth(10));
    expect(report).toMatchObject({ reason: 'requested-refused' });
    expect(report.chosen).not.toBe('webgpu');
    expect(report.trials).toContainEqual(expect.objectContaining({ engine: 'webgpu', verdict: 'wrong' }));
  });

  test('that does not compile is reported with its name and line', async () => {
    breakKernels('s4 += g * nothing;');
    await expect(createWebgpuEngine(specOfWidth(11))).rejects.toThrow(
      /kernel \w+: .*nothing.*\(s4 \+= g \* v4;\)/,
    );
  });
});

// Last, because it loses the device and its compiled kernels.
testGpuEngine('webgpu');
