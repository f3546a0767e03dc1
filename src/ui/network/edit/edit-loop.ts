// Sends the values of a drag: one edit at a time, the newest value next, each drag to its end. Without React, so that it can
// be tested.

import type { Edit } from '../../../contract/edit.ts';

interface Wanted {
  edit: Edit;
  continues: boolean;
}

export interface EditLoop {
  /** Takes an edit; with `continues` it belongs to the same drag as the one before. */
  change(edit: Edit, continues: boolean): void;
  /** Whether an edit was sent and is not answered yet. */
  isSending(): boolean;
  /** Drops the edits that were not sent yet. */
  cancel(): void;
}

export function createEditLoop(
  send: (edit: Edit, continues: boolean) => Promise<void>,
  wait: () => Promise<void>,
): EditLoop {
  /** The last value of each drag that was not sent yet. */
  let wanted: Wanted[] = [];
  let running = false;
  let sending = false;
  const sendAlone = async ({ edit, continues }: Wanted) => {
    sending = true;
    await send(edit, continues);
    sending = false;
  };
  const run = async () => {
    running = true;
    for (let next = wanted.shift(); next; next = wanted.shift()) {
      await Promise.all([sendAlone(next), wait()]);
    }
    running = false;
  };
  return {
    change(edit, continues) {
      const replaced = continues ? wanted.pop() : undefined;
      // A drag whose first value was not sent yet begins with this one.
      wanted.push({ edit, continues: continues && (replaced?.continues ?? true) });
      if (!running) void run();
    },
    isSending: () => sending,
    cancel() {
      wanted = [];
    },
  };
}
