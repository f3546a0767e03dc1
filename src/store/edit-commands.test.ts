// What the requests for an edit send, and how they are answered.

import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { EditReport } from '../contract/edit.ts';
import type { WorkerCommand } from '../contract/messages.ts';
import { createEditCommands } from './edit-commands.ts';
import { createPendingRequests } from './pending.ts';
import { NO_RUN, type AppState } from './state.ts';
import { createWorkerRequest } from './worker-request.ts';

test('an edit and its undoing are answered by their reports, and null where they are refused', async () => {
  const sent: WorkerCommand[] = [];
  const pending = createPendingRequests();
  const client = { send: (command: WorkerCommand) => void sent.push(command), restart: () => {} };
  const store = createStore<AppState>()(() => ({ failure: null, run: NO_RUN }) as AppState);
  const commands = createEditCommands(store, createWorkerRequest(store, client, pending));
  const set = { kind: 'set', index: 3, value: 0.5 } as const;
  const off = { kind: 'switch-off', layer: 'f5', unit: 1 } as const;
  const requests = [commands.edit(set, true), commands.edit(off), commands.undoEdit()];
  expect(sent).toEqual([
    { type: 'edit', id: 1, edit: set, continues: true },
    { type: 'edit', id: 2, edit: off, continues: false },
    { type: 'undo-edit', id: 3 },
  ]);
  const score = { loss: 1, accuracy: 0.5 };
  const report: EditReport = { edits: 1, images: 500, before: score, after: score };
  pending.settle({ type: 'edited', id: 1, report });
  pending.settle({ type: 'refused', id: 2, reason: 'busy' });
  pending.settle({ type: 'edited', id: 3, report: { ...report, edits: 0 } });
  expect(await Promise.all(requests)).toEqual([report, null, { ...report, edits: 0 }]);
});
