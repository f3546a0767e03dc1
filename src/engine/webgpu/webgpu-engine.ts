// The engine of our own WGSL kernels on the device of the tfjs WebGPU backend. Dataset, parameters and moments stay on
// the GPU; sample words and step numbers go up, losses or logits come back.

import type { Engine, EngineSpec } from '../engine.ts';
import { openBackend } from '../gpu/backend.ts';
import { GpuDatasets } from './datasets.ts';
import { Network } from './network.ts';
import type { PlanName } from './plans.ts';
import { createPopulation } from './population.ts';

/**
 * Opens a device and compiles the kernels of plan `planName`, by default that of `planFor`.
 * Throws `WebgpuUnavailableError` where there is no device.
 */
export async function createWebgpuEngine(spec: EngineSpec, planName?: PlanName): Promise<Engine> {
  const backend = await openBackend();
  try {
    const population = await createPopulation(spec, backend, null, planName);
    const member = await population.join();
    const datasets = new GpuDatasets(backend.device, population.memory);
    return new Network(spec, population, member, datasets, () => {
      population.close();
      backend.release(population.idle);
    });
  } catch (error) {
    backend.release(true);
    throw error;
  }
}
