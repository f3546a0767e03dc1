// Training that would replace a finished run waits until the person confirms it.

import type { StoreApi } from 'zustand/vanilla';
import type { RunConfig } from '../contract/config.ts';
import { isChance } from './diagnosis.ts';
import type { AppState, RunState } from './state.ts';

export interface TrainRequests {
  /** Trains with these changes of the configuration, once it is confirmed where a finished run would be replaced. */
  requestTraining(changes?: Partial<RunConfig>): void;
  confirmTraining(): void;
  /** The finished run stays. */
  keepRun(): void;
}

/** Whether there is a trained result to lose. Weights from a file are still in that file. */
export function wouldReplaceResult({ phase, plan, result }: RunState): boolean {
  return phase === 'finished' && plan?.start.kind !== 'file' && result !== null && !isChance(result.accuracy);
}

export function createTrainRequests(
  store: StoreApi<AppState>,
  train: (changes: Partial<RunConfig>) => void,
): TrainRequests {
  const keepRun = () => store.setState({ trainingToConfirm: null });
  store.subscribe(({ run, trainingToConfirm }) => {
    if (trainingToConfirm && !wouldReplaceResult(run)) keepRun();
  });
  return {
    requestTraining(changes = {}) {
      if (wouldReplaceResult(store.getState().run)) store.setState({ trainingToConfirm: { changes } });
      else train(changes);
    },
    confirmTraining() {
      const { trainingToConfirm } = store.getState();
      keepRun();
      if (trainingToConfirm) train(trainingToConfirm.changes);
    },
    keepRun,
  };
}
