// Edits of the model's weights by hand, while its run is paused or has ended.

import type { Client } from '../client/client.ts';
import type { Edit, EditReport } from '../contract/edit.ts';
import type { PendingRequests } from './pending.ts';

export interface EditCommands {
  /**
   * What the edit does to the scores; null where the model can't be edited now. With `continues` it is undone together with
   * the newest edit. Rejects with RequestFailedError.
   */
  edit(edit: Edit, continues?: boolean): Promise<EditReport | null>;
  undoEdit(): Promise<EditReport | null>;
}

export function createEditCommands(client: Client, pending: PendingRequests): EditCommands {
  return {
    async edit(edit, continues = false) {
      const { id, answer } = pending.open('edited');
      client.send({ type: 'edit', id, edit, continues });
      return (await answer)?.report ?? null;
    },
    async undoEdit() {
      const { id, answer } = pending.open('edited');
      client.send({ type: 'undo-edit', id });
      return (await answer)?.report ?? null;
    },
  };
}
