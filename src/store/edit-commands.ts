// Edits of the model's weights by hand, while its run is paused or has ended.

import type { StoreApi } from 'zustand/vanilla';
import type { Edit, EditReport } from '../contract/edit.ts';
import type { AppState } from './state.ts';
import type { WorkerRequest } from './worker-request.ts';

export interface EditCommands {
  /**
   * What the edit does to the scores; null where it was not made. With `continues` it is undone together with the newest
   * edit.
   */
  edit(edit: Edit, continues?: boolean): Promise<EditReport | null>;
  undoEdit(): Promise<EditReport | null>;
}

export function createEditCommands(store: StoreApi<AppState>, request: WorkerRequest): EditCommands {
  return {
    async edit(edit, continues = false) {
      const answer = await request('edited', (id) => ({ type: 'edit', id, edit, continues }));
      return answer?.report ?? null;
    },
    async undoEdit() {
      store.setState(({ run }) => ({ run: { ...run, undone: run.undone + 1 } }));
      const answer = await request('edited', (id) => ({ type: 'undo-edit', id }));
      return answer?.report ?? null;
    },
  };
}
