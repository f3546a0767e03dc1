// What the requests about a step send, and how they are answered.

import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { WorkerCommand } from '../contract/messages.ts';
import { createBackwardCommands } from './backward-commands.ts';
import { createPendingRequests } from './pending.ts';
import type { AppState } from './state.ts';
import { createWorkerRequest } from './worker-request.ts';

test('each request is sent with an id, answered by it, and null where it is refused', async () => {
  const sent: WorkerCommand[] = [];
  const pending = createPendingRequests();
  const client = { send: (command: WorkerCommand) => void sent.push(command), restart: () => {} };
  const store = createStore<AppState>()(() => ({ failure: null }) as AppState);
  const commands = createBackwardCommands(client, createWorkerRequest(store, client, pending));
  const requests = [commands.explainStep(), commands.explainParameter(7), commands.explainGradients(null)];
  expect(sent).toEqual([
    { type: 'explain-step', id: 1 },
    { type: 'explain-parameter', id: 2, index: 7 },
    { type: 'explain-gradients', id: 3, image: null },
  ]);
  const empty = new Float32Array(0);
  const layers = { c1: empty, s2: empty, c3: empty, s4: empty, f5: empty, f6: empty, logits: empty };
  const model = {
    c1: 1,
    c3: 1,
    f5: 1,
    f6: 1,
    classes: 10,
    activation: 'relu',
    pooling: 'max',
    dense: true,
  } as const;
  const gradients = { model, image: null, activations: layers, gradients: layers };
  pending.settle({ type: 'gradients-explained', id: 3, ...gradients });
  pending.settle({ type: 'refused', id: 1, reason: 'no-step' });
  pending.settle({ type: 'refused', id: 2, reason: 'no-model' });
  expect(await Promise.all(requests)).toMatchObject([null, null, gradients]);
  commands.releaseStep();
  expect(sent.at(-1)).toEqual({ type: 'release-step' });
});
