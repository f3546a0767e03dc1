// The button that opens run files.

import { useId, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../kit/button.tsx';

export function ImportRuns({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const t = useTranslations('runs');
  const input = useRef<HTMLInputElement>(null);
  const noteId = useId();
  return (
    <div className="runs-import">
      <Button onPress={() => input.current?.click()}>{t('import')}</Button>
      <span className="note" id={noteId}>
        {t('importNote')}
      </span>
      {/* Opened by the button. */}
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept=".json,application/json"
        aria-label={t('import')}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // Otherwise choosing the same files again would fire no event.
          event.target.value = '';
        }}
      />
    </div>
  );
}
