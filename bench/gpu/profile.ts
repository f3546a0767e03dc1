// The time of each kernel of a step on a GPU: programs of a single kernel, many times in one submit.

import type { RunConfig } from '../../src/contract/config.ts';
import { parameterLayout } from '../../src/contract/model.ts';
import { plainSample } from '../../src/contract/sample.ts';
import { openBackend } from '../../src/engine/gpu/backend.ts';
import { GpuMemory } from '../../src/engine/webgpu/memory.ts';
import { createProgram, type ProgramShape } from '../../src/engine/webgpu/program.ts';
import { makePlan, PLAN_NAMES } from '../../src/engine/webgpu/plans.ts';
import { programShape } from '../../src/engine/webgpu/shapes.ts';

const IMAGE_COUNT = 1024;
const MAX_STEPS = 500;
/** Duration of one kernel's submits. */
const MILLISECONDS = 400;

/** Prints the milliseconds of a dispatch. */
export async function profile(config: RunConfig): Promise<void> {
  const backend = await openBackend();
  const { device } = backend;
  const { batch } = config;
  const spec = {
    model: config,
    optimizer: config.optimizer,
    weightDecay: config.decay,
    labelSmoothing: config.smoothing,
    maxBatch: batch,
  };
  const memory = new GpuMemory(device);
  const { size } = parameterLayout(config);
  const { STORAGE, COPY_DST } = GPUBufferUsage;
  const state = {
    parameters: memory.declare('parameters', size, STORAGE, 'copied'),
    moments: memory.declare('moments', 2 * size, STORAGE, 'copied'),
  };
  await memory.add();
  await memory.growTo(1);
  const dataset = await memory.allocate('dataset', IMAGE_COUNT * 785, STORAGE | COPY_DST);
  const words = Uint32Array.from({ length: MAX_STEPS * batch }, (_, i) => plainSample((i * 7) % IMAGE_COUNT));
  const rates = new Float32Array(4 * MAX_STEPS).fill(1e-3);
  const settle = <T>(readback: Promise<T>) => backend.settle(readback);
  const time = async (shape: ProgramShape) => {
    const program = await createProgram(device, memory, settle, shape, state);
    const timeSteps = async (steps: number) => {
      const began = performance.now();
      await program.run({
        member: 0,
        dataset,
        imageCount: IMAGE_COUNT,
        words: words.subarray(0, steps * batch),
        batch,
        rates: rates.subarray(0, 4 * steps),
      });
      return (performance.now() - began) / steps;
    };
    const first = await timeSteps(2);
    const steps = Math.max(2, Math.min(MAX_STEPS, Math.floor(MILLISECONDS / 4 / first)));
    const times: number[] = [];
    for (let round = 0; round < 4; round++) times.push(await timeSteps(steps));
    return Math.min(...times);
  };
  for (const name of PLAN_NAMES.toReversed()) {
    const shape = programShape(spec, makePlan(name, spec), true);
    const print = async (what: string, kernels: ProgramShape['kernels']) =>
      console.log(`${name} ${what.padEnd(24)} ${(await time({ ...shape, kernels })).toFixed(4)} ms`);
    for (const kernel of shape.kernels) await print(kernel.name, [kernel]);
    await print('all', shape.kernels);
  }
}
