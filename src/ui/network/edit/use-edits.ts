// Sends edits of the model, and says when one was not made.

import { useCallback, useState } from 'react';
import type { Edit } from '../../../contract/edit.ts';
import { useApp } from '../../app-context.tsx';

export interface Edits {
  /** The newest edit was not made. */
  refused: boolean;
  /** Resolves to whether the edit was made. */
  edit(edit: Edit, continues?: boolean): Promise<boolean>;
  undo(): Promise<boolean>;
}

export function useEdits(): Edits {
  const { commands } = useApp();
  const [refused, setRefused] = useState(false);
  const edit = useCallback(
    async (wanted: Edit, continues = false) => {
      const report = await commands.edit(wanted, continues);
      setRefused(report === null);
      return report !== null;
    },
    [commands],
  );
  const undo = useCallback(async () => {
    const report = await commands.undoEdit();
    setRefused(report === null);
    return report !== null;
  }, [commands]);
  return { refused, edit, undo };
}
