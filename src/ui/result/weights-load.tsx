// Loads a weight file that the person chooses or drops, and shows why a file was refused.

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { LoadAnswer } from '../../store/answers.ts';
import { isBusy } from '../../store/state.ts';
import { useApp, useAppState } from '../app-context.tsx';

/** The newest answer, with the name of its file. */
type NamedAnswer = LoadAnswer & { name: string };

function Answer({ answer }: { answer: NamedAnswer }) {
  const t = useTranslations('load');
  const { name } = answer;
  if (answer.loaded) return answer.assumed ? <p className="note">{t('assumed', { name })}</p> : null;
  const { refusal } = answer;
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
  const [answer, setAnswer] = useState<NamedAnswer | null>(null);

  const load = async (file: File | undefined) => {
    if (file) setAnswer({ ...(await commands.loadWeights(file)), name: file.name });
  };
  return (
    <>
      {/* The input covers the text, so that a file dropped there reaches it. */}
      <label className="weights-load">
        <span className="weights-load-title">{t('choose')}</span>
        <span className="note">{t('note')}</span>
        <input
          type="file"
          accept=".safetensors,.onnx,.zip"
          disabled={busy}
          onChange={(event) => {
            void load(event.target.files?.[0]);
            // Otherwise choosing the same file again would fire no event.
            event.target.value = '';
          }}
        />
      </label>
      <div className="weights-answer" role="status">
        {answer && <Answer answer={answer} />}
      </div>
    </>
  );
}
