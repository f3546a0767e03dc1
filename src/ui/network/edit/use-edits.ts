// Sends edits of the model, and says why one was not made.

import { useCallback, useState } from 'react';
import type { Edit } from '../../../contract/edit.ts';
import { RequestFailedError } from '../../../store/pending.ts';
import { useApp } from '../../app-context.tsx';

/** Why the newest edit was not made; the message is the engine's. */
export type EditProblem = { kind: 'refused' } | { kind: 'failed'; message: string };

export interface Edits {
  problem: EditProblem | null;
  /** Resolves when the edit was made, or to false where it was not. */
  edit(edit: Edit, continues?: boolean): Promise<boolean>;
  undo(): Promise<boolean>;
}

export function useEdits(): Edits {
  const { commands } = useApp();
  const [problem, setProblem] = useState<EditProblem | null>(null);
  const settle = useCallback(async (answer: Promise<unknown>) => {
    try {
      const report = await answer;
      setProblem(report ? null : { kind: 'refused' });
      return Boolean(report);
    } catch (error) {
      if (!(error instanceof RequestFailedError)) throw error;
      setProblem({ kind: 'failed', message: error.message });
      return false;
    }
  }, []);
  const edit = useCallback(
    (wanted: Edit, continues = false) => settle(commands.edit(wanted, continues)),
    [commands, settle],
  );
  const undo = useCallback(() => settle(commands.undoEdit()), [commands, settle]);
  return { problem, edit, undo };
}
