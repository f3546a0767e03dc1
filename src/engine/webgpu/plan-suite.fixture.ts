// The tests of every plan: parity with PyTorch and the reference, the outputs of every layer, the same bits, and the calls
// to the device.

import { describe, expect, test, vi } from 'vitest';
import type { EngineSpec } from '../engine.ts';
import {
  testActivations,
  testParityWithPyTorch,
  testParityWithReference,
  testSameBits,
} from '../testing/engine-suite.fixture.ts';
import { COUNT, ODD_SPEC, SAMPLES, started, startState } from '../testing/inputs.ts';
import type { PlanName } from './plans.ts';
import { createWebgpuEngine } from './webgpu-engine.ts';

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

/** `dispatches`: of one step. */
export function testPlan(plan: PlanName, dispatches: number): void {
  describe(`the ${plan} plan`, () => {
    const create = (spec: EngineSpec) => createWebgpuEngine(spec, plan);
    testParityWithPyTorch(create);
    // plans.test.ts shows that the fused and the layered plan compute activations with the same kernels, so odd widths
    // need no further fused kernels.
    testActivations(create, plan !== 'fused');
    testParityWithReference(create, 300);
    testSameBits(create, 100);

    test(`has ${dispatches} dispatches a step, one submit for many steps, and three writes for all steps`, async () => {
      const engine = await started(await create(ODD_SPEC), startState(ODD_SPEC));
      const steps = 300;
      const samples = Uint32Array.from({ length: steps }, (_, i) => SAMPLES[i % COUNT]!);
      // With a constant clock the submits grow by the full factor on any machine: 1, 1, 4, 16, … steps.
      vi.spyOn(performance, 'now').mockReturnValue(0);
      const counts = countCalls();
      await engine.train({ samples, batch: 1, learningRates: new Float32Array(steps).fill(1e-3) });
      const found = counts();
      expect(found.dispatches).toBe(dispatches * steps);
      expect(found.submits).toBeLessThan(10);
      expect(found.passes).toBe(found.submits);
      expect(found.readbacks).toBe(found.submits);
      expect(found).toMatchObject({ writes: 3, buffers: 0, groups: 0 });
      engine.dispose();
    });
  });
}
