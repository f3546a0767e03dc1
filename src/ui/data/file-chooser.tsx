// Files and folders that the person chooses. Both fields add to nothing: they replace what was read before.

import { useId, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { DroppedFile } from '../../contract/own-data.ts';
import { Button } from '../kit/button.tsx';
import { chosenFiles } from './dropped-files.ts';

interface FileChooserProps {
  inactive: boolean;
  onFiles: (files: DroppedFile[]) => void;
}

export function FileChooser({ inactive, onFiles }: FileChooserProps) {
  const t = useTranslations('data');
  const folder = useRef<HTMLInputElement>(null);
  const noteId = useId();
  const take = (input: HTMLInputElement) => {
    const files = chosenFiles(input.files ?? []);
    // Otherwise choosing the same files again would fire no event.
    input.value = '';
    if (files.length > 0) onFiles(files);
  };
  return (
    <div className="data-chooser">
      {/* The field covers the words, so that files dropped there reach it. */}
      <label className="data-drop">
        <span className="data-drop-title">{t('chooseFiles')}</span>
        <input
          type="file"
          multiple
          disabled={inactive}
          aria-describedby={noteId}
          onChange={(event) => take(event.target)}
        />
      </label>
      <p className="note" id={noteId}>
        {t('formats')}
      </p>
      <Button inactive={inactive} onPress={() => folder.current?.click()}>
        {t('chooseFolder')}
      </Button>
      {/* Opened by the button above. */}
      <input
        ref={folder}
        type="file"
        hidden
        multiple
        {...{ webkitdirectory: '' }}
        onChange={(event) => take(event.target)}
      />
    </div>
  );
}
