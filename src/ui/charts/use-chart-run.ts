// The rows and marks of the current run for one plot. The plots update at different times: Recharts needs most of a frame
// for one, and both at once would block the page for more than 50 ms.

import { useEffect, useMemo, useState } from 'react';
import { bestEpochOf } from '../../store/diagnosis.ts';
import type { AppState } from '../../store/state.ts';
import { useApp } from '../app-context.tsx';
import { stepRows, type PlotRows } from '../kit/charts/chart-data.ts';

export type Measure = 'loss' | 'accuracy';

/** From a change to its drawing, so that the plots do not draw at once. */
const DELAY_MILLISECONDS: Record<Measure, number> = { loss: 0, accuracy: 125 };
/** From one drawing to the next. The worker reports about every 250 ms, and each drawing takes time from the training. */
const INTERVAL_MILLISECONDS = 500;

interface ChartState {
  version: number;
  /** Epochs of the run, or of the one that would start now. */
  length: number;
  plan: AppState['run']['plan'];
  epochs: AppState['run']['epochs'];
  marks: AppState['run']['marks'];
  edited: AppState['run']['edited'];
}

function chartState({ historyVersion, run, config }: AppState): ChartState {
  const { plan, epochs, marks, edited } = run;
  return { version: historyVersion, length: (plan?.config ?? config).epochs, plan, epochs, marks, edited };
}

function useChartState(measure: Measure): ChartState {
  const { store } = useApp();
  const [state, setState] = useState(() => chartState(store.getState()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let drawnAt = -Infinity;
    const draw = () => {
      timer = null;
      drawnAt = performance.now();
      setState(chartState(store.getState()));
    };
    const unsubscribe = store.subscribe((state, before) => {
      const changed =
        state.historyVersion !== before.historyVersion ||
        state.config !== before.config ||
        state.run.epochs !== before.run.epochs ||
        state.run.marks !== before.run.marks ||
        state.run.edited !== before.run.edited;
      const rest = drawnAt + INTERVAL_MILLISECONDS - performance.now();
      if (changed) timer ??= setTimeout(draw, Math.max(DELAY_MILLISECONDS[measure], rest));
    });
    return () => {
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
    };
  }, [store, measure]);
  return state;
}

/** Rows and marks of the run, with x in epochs; no rows before the first step. A mark without a rate is an edit by hand. */
export function useChartRun(measure: Measure) {
  const { history } = useApp();
  const state = useChartState(measure);
  const { length, plan, marks, edited } = state;
  const perEpoch = plan?.stepsPerEpoch ?? 1;
  const rows = useMemo((): PlotRows => {
    const series = measure === 'loss' ? history.losses : history.accuracies;
    const epochRows = state.epochs.map((epoch) => ({
      x: epoch.step / perEpoch,
      train: measure === 'loss' ? epoch.trainLoss : epoch.trainAccuracy,
      validation: measure === 'loss' ? epoch.validationLoss : epoch.validationAccuracy,
    }));
    const bestEpoch = bestEpochOf(state.epochs);
    const best = bestEpoch && epochRows[state.epochs.indexOf(bestEpoch)];
    return {
      steps: stepRows(series.view(), perEpoch),
      epochRows,
      best: best ? { x: best.x, y: best.validation } : null,
    };
  }, [history, state, perEpoch, measure]);
  // The same array as long as the marks are the same: Recharts lays out the plot for each new one.
  const marksByEpoch = useMemo(
    () => [
      ...marks.map(({ step, value }) => ({ x: step / perEpoch, rate: value })),
      ...edited.map((step) => ({ x: step / perEpoch, rate: null })),
    ],
    [marks, edited, perEpoch],
  );
  return { epochs: length, rows, marks: marksByEpoch };
}
