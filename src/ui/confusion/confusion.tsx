// The confusion matrix and the scores of each class: for every epoch on the validation set, then for the final test. A cell
// of the final test opens its images in the gallery.

import { useCallback, useDeferredValue, useMemo, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { confusionScores } from '../../base/confusion.ts';
import { formatPercent, formatPoints } from '../../base/format.ts';
import type { RunPlan } from '../../contract/metrics.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { ClassScoresTable } from './class-scores-table.tsx';
import { ResultMatrix } from './result-matrix.tsx';
import { snapshotAt, snapshotCount, emptySnapshot } from './snapshots.ts';
import { SnapshotSlider } from './snapshot-slider.tsx';
import './confusion.css';
import './own-classes.css';

const strong = (text: ReactNode) => <strong>{text}</strong>;

/** `children`: the plot of the same scores. Its code is loaded separately. */
export function Confusion({ children }: { children: ReactNode }) {
  const t = useTranslations('confusion');
  const titles = useTranslations('panelTitles');
  const { commands } = useApp();
  // Selected one by one, because the run changes with every report of steps. Deferred, because the tables take long to render.
  const epochs = useDeferredValue(useAppState((state) => state.run.epochs));
  const result = useAppState((state) => state.run.result);
  const plan = useAppState((state) => state.run.plan);
  const earlier = useAppState((state) => state.earlierResult);
  const classes = useAppState((state) => state.dataset.classes.length);
  const testCount = useAppState((state) => state.dataset.testCount);
  // The newest snapshot until one is chosen, and again in another run.
  const [chosen, setChosen] = useState<{ plan: RunPlan | null; at: number } | null>(null);
  const count = snapshotCount(epochs, result);
  const at = chosen?.plan === plan && chosen !== null && chosen.at < count - 1 ? chosen.at : count - 1;
  const found = useMemo(
    () => snapshotAt(at, epochs, result, earlier, classes),
    [at, epochs, result, earlier, classes],
  );
  const empty = useMemo(() => emptySnapshot(classes), [classes]);
  // The deferred epochs may still be those of another dataset.
  const snapshot = found?.counts.length === empty.counts.length ? found : empty;
  const scores = useMemo(() => confusionScores(snapshot.counts), [snapshot]);
  const before = useMemo(() => (snapshot.before ? confusionScores(snapshot.before) : null), [snapshot]);

  const open = useCallback(
    (trueClass: number, predictedClass: number) => {
      commands.queryGallery({ outcome: 'all', trueClass, predictedClass, order: 'most-confident' });
      commands.focus('gallery');
    },
    [commands],
  );
  const percent = (value: number | null) => (value === null ? t('none') : formatPercent(value));
  return (
    <section className="panel confusion" aria-labelledby="confusion-title">
      <h2 className="panel-title" id="confusion-title">
        {titles('confusion')}
      </h2>
      {!found && <p className="note confusion-waiting">{t('empty', { count: testCount })}</p>}
      {/* It has its space from the start of a run: otherwise the drawing below would move at the end of an epoch. */}
      {(found || plan) && (
        <div className="confusion-body" inert={!found} aria-hidden={!found}>
          <div className="confusion-head">
            <SnapshotSlider
              at={at}
              count={count}
              snapshot={snapshot}
              epochs={plan?.config.epochs ?? epochs.length}
              onMove={(at) => setChosen({ plan, at })}
            />
            <p>
              {t.rich('summary', { b: strong, accuracy: percent(scores.accuracy) })}{' '}
              {before &&
                t(`change.${snapshot.kind}`, {
                  change: formatPoints((scores.accuracy ?? 0) - (before.accuracy ?? 0)),
                })}
            </p>
          </div>
          <div className="confusion-tables">
            <ResultMatrix counts={snapshot.counts} onOpen={snapshot.kind === 'test' ? open : null} />
            <ClassScoresTable scores={scores} before={before} since={snapshot.kind} />
          </div>
          {children}
        </div>
      )}
    </section>
  );
}
