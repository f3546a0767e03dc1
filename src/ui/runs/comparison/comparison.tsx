// Two to six runs side by side: their figures, their curves, and each of the others against one of them.

import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { RunEntry } from '../../../contract/finished-runs.ts';
import type { RunFile } from '../../../contract/run-file.ts';
import { useApp, useAppState } from '../../app-context.tsx';
import { Button } from '../../kit/button.tsx';
import { useRunName } from '../use-run-words.ts';
import type { ComparedRun } from './compared-run.ts';
import { ComparedTable } from './compared-table.tsx';
import { Pair } from './pair.tsx';
import { RunCurvesPanel } from './run-curves-panel.tsx';
import './comparison.css';

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F'] as const;

/** The files of `ids`; null until they are here. */
function useFiles(ids: string): readonly (RunFile | null)[] | null {
  const { commands } = useApp();
  const [read, setRead] = useState<{ ids: string; files: readonly (RunFile | null)[] } | null>(null);
  useEffect(() => {
    let cancelled = false;
    const load = async () => {
      const files = await commands.runFiles(ids.split('\n'));
      if (!cancelled) setRead({ ids, files });
    };
    void load();
    return () => {
      cancelled = true;
    };
  }, [commands, ids]);
  // Those of other runs are in another order.
  return read?.ids === ids ? read.files : null;
}

/** The runs whose files can be read, with their letters. */
function readable(
  runs: readonly RunEntry[],
  files: readonly (RunFile | null)[],
): Omit<ComparedRun, 'name'>[] {
  const found: Omit<ComparedRun, 'name'>[] = [];
  for (const [i, entry] of runs.entries()) {
    const file = files[i];
    const look = found.length;
    if (file) found.push({ look, letter: LETTERS[look]!, entry, file });
  }
  return found;
}

interface ComparisonProps {
  runs: readonly RunEntry[];
  /** Changes with each press of the button: the heading gets the focus. */
  request: object;
  onClose: () => void;
}

export function Comparison({ runs, request, onClose }: ComparisonProps) {
  const t = useTranslations('comparison');
  const list = useTranslations('runs');
  const nameOf = useRunName();
  const files = useFiles(runs.map(({ id }) => id).join('\n'));
  const heading = useRef<HTMLHeadingElement>(null);
  // Effects run again when the view is shown again.
  const focusedFor = useRef<object | null>(null);
  useEffect(() => {
    if (focusedFor.current === request) return;
    focusedFor.current = request;
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest('section')?.scrollIntoView({ block: 'start' });
  }, [request]);

  const compared = useMemo(() => readable(runs, files ?? []), [runs, files]);
  const named = compared.map((run) => Object.assign({ name: nameOf(run.entry) }, run));
  const unread = files ? runs.filter((_, i) => !files[i]) : [];
  return (
    <section className="comparison" aria-labelledby="comparison-title">
      <div className="comparison-top">
        <h3 className="panel-title" id="comparison-title" ref={heading} tabIndex={-1}>
          {t('title')}
        </h3>
        <Button look="quiet" onPress={onClose}>
          {t('close')}
        </Button>
      </div>
      {unread.map((run) => (
        <p key={run.id} className="runs-problem">
          {list('notRead', { name: nameOf(run) })}
        </p>
      ))}
      {named.length > 0 && <ComparedTable runs={named} />}
      {named.length > 0 && <RunCurvesPanel runs={compared} />}
      {named.length > 1 && <Pairs runs={named} />}
    </section>
  );
}

function Pairs({ runs }: { runs: readonly ComparedRun[] }) {
  const t = useTranslations('comparison');
  const all = useAppState((state) => state.finishedRuns?.entries);
  const [chosen, setChosen] = useState(0);
  const base = runs[chosen] ?? runs[0]!;
  return (
    <>
      {runs.length > 2 && (
        <label className="comparison-base">
          <span className="note">{t('against')}</span>
          <select
            className="select"
            value={base.look}
            onChange={(event) => setChosen(Number(event.target.value))}
          >
            {runs.map(({ look, letter, name }) => (
              <option key={look} value={look}>
                {letter} · {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {runs
        .filter((run) => run !== base)
        .map((other) => (
          <Pair key={`${base.entry.id} ${other.entry.id}`} base={base} other={other} all={all ?? []} />
        ))}
    </>
  );
}
