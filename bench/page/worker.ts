// One system in a worker of its own, as the page's engines run: it starts the system and times stretches of steps.

import { articleOrder, articleParameters, batchWords } from '../material.ts';
import { BATCH, type System } from '../systems.ts';
import type { Answer, CreateTrainer, Request, Stretch, Trainer } from './trainer.ts';

const order = articleOrder();
let trainer: Trainer | null = null;
let stepsDone = 0;

async function programOf({ program }: System): Promise<CreateTrainer> {
  switch (program) {
    case 'engine':
      return (await import('./engine.ts')).createEngineTrainer;
    case 'tfjs':
      return (await import('../peers/tfjs.ts')).createTfjsTrainer;
    case 'jax':
      return (await import('../peers/jax.ts')).createJaxTrainer;
    case null:
      throw new Error('not a program of the browser');
    default:
      return program satisfies never;
  }
}

async function run(trainer: Trainer, steps: number): Promise<Stretch> {
  const words = batchWords(order, stepsDone, steps);
  const start = performance.now();
  const losses = Array.from(await trainer.train(words));
  const milliseconds = performance.now() - start;
  stepsDone += words.length / BATCH;
  return { milliseconds, losses };
}

async function answer(request: Request): Promise<Answer> {
  if (request.type === 'start') {
    const { system, dataset } = request;
    const create = await programOf(system);
    trainer = await create(system, { dataset, parameters: articleParameters() });
    return { value: { device: trainer.device } };
  }
  if (!trainer) throw new Error('not started');
  return {
    value: request.type === 'run' ? await run(trainer, request.steps) : Array.from(await trainer.read()),
  };
}

self.addEventListener('message', (event: MessageEvent<Request>) => {
  answer(event.data)
    .catch((error: unknown): Answer => ({ error: error instanceof Error ? error.message : String(error) }))
    .then((result) => self.postMessage(result))
    .catch(console.error);
});
