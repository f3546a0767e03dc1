// Image files for one class, old or new, of what was read: photos of a phone's camera, for instance.

import { useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { OWN_DATA_LIMITS } from '../../contract/own-data.ts';
import { useApp } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { chosenFiles } from './dropped-files.ts';

export function AddToClass({ inactive }: { inactive: boolean }) {
  const t = useTranslations('data.addToClass');
  const { commands } = useApp();
  const [name, setName] = useState('');
  const nameId = useId();
  const files = useRef<HTMLInputElement>(null);
  return (
    <details className="data-add">
      <summary>{t('title')}</summary>
      <p className="note">{t('note')}</p>
      <p className="data-name">
        <label htmlFor={nameId}>{t('name')}</label>
        <input
          id={nameId}
          className="input"
          value={name}
          maxLength={OWN_DATA_LIMITS.nameLength}
          onChange={(event) => setName(event.target.value)}
        />
        <Button inactive={inactive || name.trim() === ''} onPress={() => files.current?.click()}>
          {t('add')}
        </Button>
      </p>
      {/* Opened by the button above. */}
      <input
        ref={files}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        hidden
        multiple
        onChange={({ target }) => {
          const chosen = chosenFiles(target.files ?? []);
          // Otherwise choosing the same files again would fire no event.
          target.value = '';
          if (chosen.length > 0) void commands.addToClass(name.trim(), chosen);
        }}
      />
    </details>
  );
}
