// Starts an engine of this project or a peer's library, in a browser or in Node, and times its steps.

import type { ComputeDevice } from '../../src/contract/device.ts';
import { PRESETS } from '../../src/contract/config.ts';
import { batchWords, firstOrder, startParameters } from '../material.ts';
import type { System } from '../systems.ts';
import type { CreateTrainer, Material, TimedSteps } from './trainer.ts';

async function programOf({ program }: System): Promise<CreateTrainer> {
  switch (program) {
    case 'engine':
      return (await import('./engine.ts')).createEngineTrainer;
    case 'tfjs':
      return (await import('../peers/tfjs.ts')).createTfjsTrainer;
    case 'jax':
      return (await import('../peers/jax.ts')).createJaxTrainer;
    case 'pytorch':
    case 'jax-python':
    case 'native':
    case 'cuda':
      throw new Error('not a program in TypeScript');
    default:
      return program satisfies never;
  }
}

export interface Running {
  device: ComputeDevice;
  /** Trains the next `steps` steps. */
  run: (steps: number) => Promise<TimedSteps>;
  /** The parameters in the flat layout. */
  read: () => Promise<number[]>;
}

export async function startRunning(system: System, dataset: Material['dataset']): Promise<Running> {
  const config = PRESETS[system.preset];
  const create = await programOf(system);
  const trainer = await create(system, { dataset, parameters: startParameters(config) });
  const order = firstOrder(config);
  let stepsDone = 0;
  return {
    device: trainer.device,
    async run(steps) {
      const words = batchWords(order, stepsDone, steps, system.batch);
      const start = performance.now();
      const losses = Array.from(await trainer.train(words));
      const milliseconds = performance.now() - start;
      stepsDone += steps;
      return { milliseconds, losses };
    },
    read: async () => Array.from(await trainer.read()),
  };
}
