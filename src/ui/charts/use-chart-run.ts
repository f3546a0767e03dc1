// The rows and marks of the current run for one plot. A plot is drawn in the frame of a report, for each frame costs the
// training about 10 ms of a processor. The two plots take turns: both at once could block the page for more than 50 ms.

import { useEffect, useMemo, useState } from 'react';
import { bestEpochOf } from '../../store/diagnosis.ts';
import type { AppState } from '../../store/state.ts';
import { useApp } from '../app-context.tsx';
import { stepRows, type PlotRows } from '../kit/charts/chart-data.ts';

export type Measure = 'loss' | 'accuracy';

/** From one drawing of a plot to its next. The worker reports about every 250 ms. */
const INTERVAL_MILLISECONDS = 500;
/** From the drawing of one plot to that of the other. */
const TURN_MILLISECONDS = 125;
/** A change that no later report follows, as at the end of a run, is drawn so much later. */
const LATE_MILLISECONDS = 400;

/** When any plot was drawn last. */
let anyDrawnAt = -Infinity;

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

function useChartState(): ChartState {
  const { store } = useApp();
  const [state, setState] = useState(() => chartState(store.getState()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let drawnAt = -Infinity;
    const draw = () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      drawnAt = anyDrawnAt = performance.now();
      setState(chartState(store.getState()));
    };
    const drawInTurn = () => {
      const wait = anyDrawnAt + TURN_MILLISECONDS - performance.now();
      if (wait > 0) timer = setTimeout(drawInTurn, wait);
      else draw();
    };
    const unsubscribe = store.subscribe((state, before) => {
      const changed =
        state.historyVersion !== before.historyVersion ||
        state.config !== before.config ||
        state.run.epochs !== before.run.epochs ||
        state.run.marks !== before.run.marks ||
        state.run.edited !== before.run.edited;
      if (!changed) return;
      const now = performance.now();
      // A configuration alone is drawn after all else that shows it: Recharts lays out the plot for another number of epochs.
      if (state.historyVersion === before.historyVersion && state.run === before.run) {
        timer ??= setTimeout(drawInTurn);
      } else if (now >= drawnAt + INTERVAL_MILLISECONDS && now >= anyDrawnAt + TURN_MILLISECONDS) draw();
      else timer ??= setTimeout(drawInTurn, LATE_MILLISECONDS);
    });
    // A plot that was hidden shows what came meanwhile.
    timer = setTimeout(draw);
    return () => {
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
    };
  }, [store]);
  return state;
}

/** Rows and marks of the run, with x in epochs; no rows before the first step. A mark without a rate is an edit by hand. */
export function useChartRun(measure: Measure) {
  const { history } = useApp();
  const state = useChartState();
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
