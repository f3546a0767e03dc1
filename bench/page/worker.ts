// Runs one system in a worker, like the engines of the real page.

import { messageOf } from '../../src/base/errors.ts';
import { startRunning, type Running } from './running.ts';
import type { Answer, Request } from './trainer.ts';

let running: Running | null = null;

async function answer(request: Request): Promise<Answer> {
  if (request.type === 'start') {
    running = await startRunning(request.system, request.dataset);
    return { value: { device: running.device } };
  }
  if (!running) throw new Error('not started');
  return { value: request.type === 'run' ? await running.run(request.steps) : await running.read() };
}

self.addEventListener('message', (event: MessageEvent<Request>) => {
  answer(event.data)
    .catch((error: unknown): Answer => ({ error: messageOf(error) }))
    .then((result) => self.postMessage(result))
    .catch(console.error);
});
