// One run in the table. Its name is edited in place.

import { useState, type KeyboardEvent } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { formatCount, formatPercent } from '../../base/format.ts';
import type { RunEntry } from '../../contract/finished-runs.ts';
import { RUN_NAME_LENGTH } from '../../contract/run-limits.ts';
import { useApp } from '../app-context.tsx';
import { useDuration } from '../kit/use-duration.ts';
import { useMarks, useRunName, useSettings } from './use-run-words.ts';

/** The person's: that of the messages is UTC. */
const TIME_ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

interface RunRowProps {
  run: RunEntry;
  /** It stands below the row of its seeds. */
  inGroup: boolean;
  chosen: boolean;
  onChoose: (id: string, on: boolean) => void;
}

export function RunRow({ run, inGroup, chosen, onChoose }: RunRowProps) {
  const t = useTranslations('runs');
  const engines = useTranslations('engines');
  const format = useFormatter();
  const duration = useDuration();
  const settings = useSettings();
  const marks = useMarks()(run);
  const nameOf = useRunName();
  const { id, test, plan, savedAt } = run;
  return (
    <tr className={inGroup ? 'runs-member' : undefined}>
      <td>
        <label className="runs-check">
          <input
            type="checkbox"
            aria-label={t('select', { name: nameOf(run) })}
            checked={chosen}
            onChange={(event) => onChoose(id, event.target.checked)}
          />
        </label>
      </td>
      <th scope="row">
        <RunName run={run} />
      </th>
      <td>
        {test ? (
          <>
            <strong>{formatPercent(test.accuracy)}</strong>
            <span className="note">
              {t('correct', { correct: formatCount(test.correct), total: formatCount(test.total) })}
            </span>
          </>
        ) : (
          t('notTested')
        )}
      </td>
      <td className="runs-settings">
        {inGroup ? t('seed', { seed: String(plan.config.seed) }) : settings(run)}
        {marks.length > 0 && (
          <span className="runs-marks">
            {marks.map((mark) => (
              <span className="chip" key={mark}>
                {mark}
              </span>
            ))}
          </span>
        )}
      </td>
      <td>
        {test && duration(test.seconds)}
        <span className="note">{engines(plan.engine)}</span>
      </td>
      <td>{format.dateTime(savedAt, { dateStyle: 'short', timeStyle: 'short', timeZone: TIME_ZONE })}</td>
    </tr>
  );
}

/** Enter and leaving the field store the name, Escape brings the old one back. */
function RunName({ run }: { run: RunEntry }) {
  const t = useTranslations('runs');
  const { commands } = useApp();
  const nameOf = useRunName();
  const numbered = nameOf({ ...run, name: null });
  const before = nameOf(run);
  const [text, setText] = useState(before);
  // After it was stored, here or in another tab.
  const [stored, setStored] = useState(before);
  if (stored !== before) {
    setStored(before);
    setText(before);
  }
  const store = () => {
    const name = text.trim() === numbered ? '' : text.trim();
    if (name === (run.name ?? '')) setText(before);
    else void commands.changeRuns({ kind: 'rename', run: run.id, name });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // The keys of an input method choose characters.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') store();
    else if (event.key === 'Escape') setText(before);
  };
  return (
    <input
      className="input runs-name"
      aria-label={t('nameOf', { name: before })}
      maxLength={RUN_NAME_LENGTH}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={store}
      onKeyDown={onKeyDown}
    />
  );
}
