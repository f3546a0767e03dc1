// This project's engines, created like in the real page's worker.

import { PRESETS, type EngineName } from '../../src/contract/config.ts';
import { createEngine } from '../../src/engine/choose.ts';
import { freshState } from '../../src/engine/fresh-state.ts';
import { PLAN_NAMES } from '../../src/engine/webgpu/plans.ts';
import { createWebgpuEngine } from '../../src/engine/webgpu/webgpu-engine.ts';
import type { CreateTrainer } from './trainer.ts';

export const createEngineTrainer: CreateTrainer = async (
  { backend, threads, batch, preset },
  { dataset, parameters },
) => {
  const config = PRESETS[preset];
  const spec = {
    model: config,
    optimizer: config.optimizer,
    weightDecay: config.decay,
    labelSmoothing: config.smoothing,
    maxBatch: batch,
    threads: threads ?? 0,
  };
  const plan = PLAN_NAMES.find((name) => backend === `webgpu ${name}`);
  const engine = plan
    ? await createWebgpuEngine(spec, plan)
    : await createEngine(backend as EngineName, spec);
  await engine.upload(dataset.images, dataset.labels);
  await engine.write(freshState(parameters));
  return {
    device: engine.device,
    async train(words) {
      const learningRates = new Float32Array(words.length / batch).fill(config.lr);
      return (await engine.train({ samples: words, batch, learningRates })).losses;
    },
    read: async () => (await engine.read()).parameters,
  };
};
