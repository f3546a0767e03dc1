// Sends the values of a parameter while it is dragged: one edit at a time, the newest value next. Without React, so that it
// can be tested.

import type { Edit } from '../../../contract/edit.ts';

interface Wanted {
  edit: Edit;
  continues: boolean;
}

export interface EditLoop {
  /** Takes an edit; with `continues` it belongs to the same drag as the one before. */
  change(edit: Edit, continues: boolean): void;
  /** Drops the edit that was not sent yet. */
  cancel(): void;
}

export function createEditLoop(
  send: (edit: Edit, continues: boolean) => Promise<void>,
  wait: () => Promise<void>,
): EditLoop {
  let wanted: Wanted | null = null;
  let running = false;
  const run = async () => {
    running = true;
    while (wanted) {
      const { edit, continues }: Wanted = wanted;
      wanted = null;
      await Promise.all([send(edit, continues), wait()]);
    }
    running = false;
  };
  return {
    change(edit, continues) {
      // An edit that was not sent yet is replaced: its drag begins with this one.
      wanted = { edit, continues: continues && (wanted?.continues ?? true) };
      if (!running) void run();
    },
    cancel() {
      wanted = null;
    },
  };
}
