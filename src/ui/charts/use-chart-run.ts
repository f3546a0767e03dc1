// What one plot draws of the run that is on. The two plots take turns: Recharts needs most of a frame for one drawing,
// and two at once would hold the page up for longer than 50 ms.

import { useEffect, useMemo, useState } from 'react';
import type { AppState } from '../../store/state.ts';
import { useApp } from '../app-context.tsx';
import { stepRows, type PlotRows } from '../kit/charts/chart-data.ts';

export type Measure = 'loss' | 'accuracy';

/** From a change to its drawing. The worker reports about every 250 ms: the plots draw half of that apart. */
const DELAY_MILLISECONDS: Record<Measure, number> = { loss: 0, accuracy: 125 };

interface Snapshot {
  version: number;
  /** Of the run, or of the one that would start now. */
  length: number;
  plan: AppState['run']['plan'];
  epochs: AppState['run']['epochs'];
  marks: AppState['run']['marks'];
}

function snapshotOf({ historyVersion, run, config }: AppState): Snapshot {
  const { plan, epochs, marks } = run;
  return { version: historyVersion, length: (plan?.config ?? config).epochs, plan, epochs, marks };
}

function useSnapshot(measure: Measure): Snapshot {
  const { store } = useApp();
  const [snapshot, setSnapshot] = useState(() => snapshotOf(store.getState()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const draw = () => {
      timer = null;
      setSnapshot(snapshotOf(store.getState()));
    };
    const unsubscribe = store.subscribe((state, before) => {
      const moved =
        state.historyVersion !== before.historyVersion ||
        state.config !== before.config ||
        state.run.epochs !== before.run.epochs ||
        state.run.marks !== before.run.marks;
      if (moved) timer ??= setTimeout(draw, DELAY_MILLISECONDS[measure]);
    });
    return () => {
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
    };
  }, [store, measure]);
  return snapshot;
}

/** Rows and marks of the run, with x in epochs; no rows before the first step. */
export function useChartRun(measure: Measure) {
  const { history } = useApp();
  const snapshot = useSnapshot(measure);
  const { length, plan, marks } = snapshot;
  const perEpoch = plan?.stepsPerEpoch ?? 1;
  const rows = useMemo((): PlotRows => {
    const series = measure === 'loss' ? history.losses : history.accuracies;
    const epochRows = snapshot.epochs.map((epoch) => ({
      x: epoch.step / perEpoch,
      train: measure === 'loss' ? epoch.trainLoss : epoch.trainAccuracy,
      validation: measure === 'loss' ? epoch.validationLoss : epoch.validationAccuracy,
    }));
    const best = epochRows[snapshot.epochs.findLastIndex((epoch) => epoch.best)];
    return {
      steps: stepRows(series.view(), perEpoch),
      epochRows,
      best: best ? { x: best.x, y: best.validation } : null,
    };
  }, [history, snapshot, perEpoch, measure]);
  // The same array as long as the marks are the same: Recharts draws them.
  const placed = useMemo(
    () => marks.map(({ step, value }) => ({ x: step / perEpoch, value })),
    [marks, perEpoch],
  );
  return { epochs: length, rows, marks: placed };
}
