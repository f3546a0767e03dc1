// Training that would replace a finished run waits until the person confirms it.

import type { StoreApi } from 'zustand/vanilla';
import type { RunConfig } from '../contract/config.ts';
import { isChance } from './diagnosis.ts';
import type { AppState, TrainingRequest } from './state.ts';

export interface TrainRequests {
  /** Trains with these changes of the configuration, once it is confirmed where a finished run would be replaced. */
  requestTraining(changes?: Partial<RunConfig>): void;
  /** The same for a run that pauses after its first step. */
  requestStep(): void;
  /** The same for a run that starts from the current weights. */
  requestFineTuning(): void;
  confirmTraining(): void;
  /** The finished run stays. */
  cancelTraining(): void;
}

/** Whether there is a trained result to lose. Weights from a file are still in that file. */
function wouldReplaceResult({ run, dataset }: AppState): boolean {
  const { phase, plan, result } = run;
  if (phase !== 'finished' || plan?.start.kind === 'file' || result === null) return false;
  return !isChance(result.accuracy, dataset.classes.length);
}

export function createTrainRequests(
  store: StoreApi<AppState>,
  train: (request: TrainingRequest) => void,
): TrainRequests {
  const cancelTraining = () => store.setState({ trainingToConfirm: null });
  store.subscribe((state) => {
    if (state.trainingToConfirm && !wouldReplaceResult(state)) cancelTraining();
  });
  const request = (requested: Partial<TrainingRequest>) => {
    const training = { changes: {}, oneStep: false, fineTune: false, ...requested };
    if (wouldReplaceResult(store.getState())) store.setState({ trainingToConfirm: training });
    else train(training);
  };
  return {
    requestTraining: (changes = {}) => request({ changes }),
    requestStep: () => request({ oneStep: true }),
    requestFineTuning: () => request({ fineTune: true }),
    confirmTraining() {
      const { trainingToConfirm } = store.getState();
      cancelTraining();
      if (trainingToConfirm) train(trainingToConfirm);
    },
    cancelTraining,
  };
}
