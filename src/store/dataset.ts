// The dataset that the page shows, and what of the page belongs to one dataset alone.

import type { StoreApi } from 'zustand/vanilla';
import { FASHION_ID, type DatasetFacts } from '../contract/dataset.ts';
import { EVERYTHING } from './gallery-query.ts';
import { NO_RUN, type AppState } from './state.ts';

/** Whether it is FashionMNIST, with its translated class names, garments and published accuracies. */
export function isFashion({ id }: Pick<DatasetFacts, 'id'>): boolean {
  return id === FASHION_ID;
}

/**
 * Shows `dataset`. Where it is another one than before, what was found with the one before is removed: a run that has
 * results, earlier results, the gallery's filters and the prediction of the drawing. Called before `started` and `restored`.
 */
export function showDataset(store: Pick<StoreApi<AppState>, 'setState'>, dataset: DatasetFacts): void {
  store.setState(({ dataset: before, run, drawing }) => {
    if (dataset.contentHash === before.contentHash) return { dataset };
    return {
      dataset,
      run: run.epochs.length > 0 || run.result ? { ...NO_RUN, phase: run.phase } : run,
      latestResult: null,
      earlierResult: null,
      galleryQuery: EVERYTHING,
      drawing: { ...drawing, probabilities: null },
      requestedFocus: null,
    };
  });
}
