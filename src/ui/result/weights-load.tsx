// A weight file from outside: chosen or dropped, taken or refused with the reason.

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { LoadAnswer } from '../../store/answers.ts';
import { isBusy } from '../../store/state.ts';
import { useApp, useAppState } from '../app-context.tsx';

/** The newest answer, with the name of its file. */
type Told = LoadAnswer & { name: string };

function Answer({ told }: { told: Told }) {
  const t = useTranslations('load');
  const { name } = told;
  if (told.loaded) return told.assumed ? <p className="note">{t('assumed', { name })}</p> : null;
  const { refusal } = told;
  if (refusal.reason === 'busy') return <p className="note">{t('reasons.busy')}</p>;
  return (
    <>
      <p>
        {t('notLoaded', { name })} {t(`reasons.${refusal.reason}`)}
      </p>
      {'found' in refusal && (
        <p className="note">{t('detail', { found: refusal.found, expected: refusal.expected })}</p>
      )}
    </>
  );
}

export function WeightsLoad() {
  const t = useTranslations('load');
  const { commands } = useApp();
  const busy = useAppState((state) => isBusy(state.run.phase));
  const [told, setTold] = useState<Told | null>(null);

  const load = async (file: File | undefined) => {
    if (file) setTold({ ...(await commands.loadWeights(file)), name: file.name });
  };
  return (
    <>
      {/* The input lies over its words: what is dropped on them is dropped on it. */}
      <label className="weights-load">
        <span className="weights-load-title">{t('choose')}</span>
        <span className="note">{t('note')}</span>
        <input
          type="file"
          accept=".safetensors"
          disabled={busy}
          onChange={(event) => {
            void load(event.target.files?.[0]);
            // The same file can be chosen again.
            event.target.value = '';
          }}
        />
      </label>
      <div className="weights-answer" role="status">
        {told && <Answer told={told} />}
      </div>
    </>
  );
}
