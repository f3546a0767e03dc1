// Writes the worker's events into the store and the history. Answers to requests go to `pending`.

import type { StoreApi } from 'zustand/vanilla';
import type { WorkerEvent } from '../contract/messages.ts';
import type { History } from './history.ts';
import type { PendingRequests } from './pending.ts';
import { nameDataset, showLoadedDataset } from './dataset.ts';
import { mergeProgress } from './sweep.ts';
import { NO_RUN, type AppState, type RunState } from './state.ts';
import type { WorkerLoss } from './worker-loss.ts';

export function createIngest(
  store: StoreApi<AppState>,
  history: History,
  pending: PendingRequests,
  loss: WorkerLoss,
) {
  const updateRun = (change: Partial<RunState>) =>
    store.setState(({ run }) => ({ run: { ...run, ...change } }));
  const clearHistory = () => {
    history.losses.clear();
    history.accuracies.clear();
    store.setState(({ historyVersion }) => ({ historyVersion: historyVersion + 1 }));
  };

  return function ingest(event: WorkerEvent): void {
    switch (event.type) {
      case 'device':
        store.setState({ device: event.report });
        return;
      case 'data':
        store.setState({ data: event.status });
        return;
      case 'dataset':
        showLoadedDataset(store, event.facts);
        return;
      case 'datasets':
        store.setState({ ownDatasets: event.own, ownDatasetsUnreadable: event.unreadable ?? null });
        nameDataset(store);
        return;
      case 'runs':
        store.setState({ finishedRuns: event.runs });
        pending.settle(event);
        return;
      case 'phase':
        if (event.phase === 'idle') {
          clearHistory();
          store.setState({ run: NO_RUN });
        } else updateRun({ phase: event.phase, scoring: null, syntheticProgress: null });
        return;
      case 'started':
        clearHistory();
        store.setState(({ run }) => ({
          savedRun: { state: 'none' },
          run: { ...NO_RUN, phase: run.phase, plan: event.plan },
        }));
        return;
      case 'restored': {
        const { plan, losses, accuracies, epochs, marks, edited, mixed, result } = event.run;
        clearHistory();
        history.losses.append(losses);
        history.accuracies.append(accuracies);
        const step = losses.length;
        store.setState(({ run, historyVersion }) => ({
          savedRun: { state: 'none' },
          config: plan.config,
          run: { ...NO_RUN, phase: run.phase, plan, step, epochs, marks, edited, mixed, result },
          historyVersion: historyVersion + 1,
          ...(result && { latestResult: result }),
        }));
        return;
      }
      case 'saved-run':
        store.setState({ savedRun: event.report });
        return;
      case 'saving':
        store.setState({ saving: event.status });
        return;
      case 'recovered':
        store.setState({ recovery: event.recovery });
        return;
      case 'other-tab':
        store.setState({ otherTab: event.run });
        return;
      case 'pong':
        // The client has counted it as a sign of life.
        return;
      case 'steps': {
        const { firstStep, losses, accuracies, ...live } = event.report;
        history.losses.append(losses);
        history.accuracies.append(accuracies);
        updateRun({ step: firstStep + losses.length, live });
        store.setState(({ historyVersion }) => ({ historyVersion: historyVersion + 1 }));
        return;
      }
      case 'learning-rate':
        updateRun({ marks: [...store.getState().run.marks, event.mark] });
        return;
      case 'edited': {
        const { report } = event;
        updateRun({
          edit: report.edits > 0 ? report : null,
          editVersion: store.getState().run.editVersion + 1,
        });
        pending.settle(event);
        return;
      }
      case 'edits-settled':
        updateRun({ edit: null, edited: event.steps, editVersion: store.getState().run.editVersion + 1 });
        return;
      case 'synthetic-progress':
        updateRun({ syntheticProgress: event.progress });
        return;
      case 'scoring':
        updateRun({ scoring: { done: event.done, total: event.total } });
        return;
      case 'epoch':
        updateRun({ epochs: [...store.getState().run.epochs, event.metrics] });
        return;
      case 'result':
        store.setState(({ run, latestResult, earlierResult }) => ({
          latestResult: event.result,
          // A finished run that is shown again sends its result again.
          earlierResult: run.result ? earlierResult : latestResult,
        }));
        updateRun({ result: event.result });
        return;
      case 'sweep':
        loss.sweepSent();
        store.setState({ sweep: event.state, sweepRefusal: null });
        return;
      case 'sweep-progress':
        mergeProgress(store, event);
        return;
      case 'sweep-refused':
        loss.sweepRefused(event.refusal);
        store.setState({ sweepRefusal: event.refusal });
        return;
      case 'speed-progress':
        store.setState({ speedTest: { state: 'testing', progress: event.progress } });
        return;
      case 'prediction':
      case 'images':
      case 'inspected':
      case 'step-explained':
      case 'parameter-explained':
      case 'gradients-explained':
      case 'constant-units':
      case 'nearest-images':
      case 'filter-examples':
      case 'exported':
      case 'run-files':
      case 'loaded':
      case 'speed-tested':
      case 'learning-rate-found':
      case 'vote':
      case 'drawing-vote':
      case 'refused':
      case 'request-failed':
        pending.settle(event);
        return;
      case 'failure': {
        const { failure } = event;
        if (failure.kind !== 'worker') {
          store.setState({ failure });
          return;
        }
        pending.refuseAll();
        const shown = loss.workerLost(failure);
        if (!shown) return;
        store.setState({ failure: shown });
        // Without a run, as while a sweep trains, no run has failed.
        if (store.getState().run.phase !== 'idle') updateRun({ phase: 'failed' });
        return;
      }
      default:
        event satisfies never;
    }
  };
}
