// The classes of what was read, to be renamed and removed.

import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { OWN_DATA_LIMITS, type ClassSummary } from '../../contract/own-data.ts';
import { useApp } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { useNarrow } from '../kit/use-narrow.ts';
import { SampleStrip } from './sample-strip.tsx';

interface ClassEditorProps {
  classes: readonly ClassSummary[];
  inactive: boolean;
}

/** Renames when it is left or by Enter; Escape takes back what was typed. */
function NameField({ name, inactive }: { name: string; inactive: boolean }) {
  const t = useTranslations('data');
  const { store, commands } = useApp();
  const [text, setText] = useState(name);
  const [named, setNamed] = useState(name);
  if (named !== name) {
    setNamed(name);
    setText(name);
  }
  const rename = async () => {
    if (text.trim() === '' || text === name) return setText(name);
    await commands.renameClass(name, text);
    // A name that was refused; the sentence beside the files says why.
    if (store.getState().ownData.refusal) setText(name);
  };
  return (
    <input
      className="input data-class-field"
      aria-label={t('renameNamed', { name })}
      value={text}
      readOnly={inactive}
      maxLength={OWN_DATA_LIMITS.nameLength}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => void rename()}
      onKeyDown={({ key, nativeEvent }) => {
        // The keys of an input method choose characters.
        if (nativeEvent.isComposing) return;
        if (key === 'Enter') void rename();
        else if (key === 'Escape') setText(name);
      }}
    />
  );
}

export function ClassEditor({ classes, inactive }: ClassEditorProps) {
  const t = useTranslations('data');
  const { commands } = useApp();
  const table = useRef<HTMLTableElement>(null);
  const columns = useNarrow() ? 4 : 12;
  // Their order stays the same when a class gets another name.
  const rows = classes.map(({ name, samples }, label) => ({ label, name, samples }));
  return (
    <table className="data-classes" ref={table} tabIndex={-1}>
      <caption className="visually-hidden">{t('classEditor')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('class')}</th>
          <th scope="col">{t('samples')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('remove')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, name, samples }) => (
          <tr key={label}>
            <th scope="row">
              <NameField name={name} inactive={inactive} />
            </th>
            <td>
              <SampleStrip pixels={samples} columns={columns} name={t('samplesOf', { name })} />
            </td>
            <td>
              <Button
                look="quiet"
                inactive={inactive}
                label={t('removeNamed', { name })}
                onPress={() => {
                  // The button goes with its row.
                  table.current?.focus({ preventScroll: true });
                  void commands.removeClass(name);
                }}
              >
                {t('remove')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
