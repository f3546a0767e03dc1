// The dataset that the page shows, and what of the page belongs to one dataset alone.

import type { StoreApi } from 'zustand/vanilla';
import type { RunConfig } from '../contract/config.ts';
import { FASHION_ID, type DatasetFacts } from '../contract/dataset.ts';
import { EVERYTHING } from './gallery-query.ts';
import { NO_RUN, type AppState } from './state.ts';

/** Whether it is FashionMNIST, with its translated class names, garments and published accuracies. */
export function isFashion({ id }: Pick<DatasetFacts, 'id'>): boolean {
  return id === FASHION_ID;
}

/** Settings that suit garments alone, as they are for other data: its mirror images may be of another class. */
const WITHOUT_GARMENTS = { flip: false, synthetic: 0 } as const satisfies Partial<RunConfig>;

/** `config` as it applies to the dataset. */
export function configFor(config: RunConfig, dataset: Pick<DatasetFacts, 'id'>): RunConfig {
  const suits = isFashion(dataset) || (!config.flip && config.synthetic === 0);
  return suits ? config : { ...config, ...WITHOUT_GARMENTS };
}

/**
 * Shows `dataset`. Where it is another one than before, what was found with the one before is removed: a run that has
 * results, earlier results, the gallery's filters and the prediction of the drawing. Called before `started` and `restored`.
 */
export function showDataset(store: Pick<StoreApi<AppState>, 'setState'>, dataset: DatasetFacts): void {
  store.setState(({ dataset: before, run, drawing, config }) => {
    if (dataset.contentHash === before.contentHash) return { dataset };
    return {
      dataset,
      config: configFor(config, dataset),
      run: run.epochs.length > 0 || run.result ? { ...NO_RUN, phase: run.phase } : run,
      latestResult: null,
      earlierResult: null,
      galleryQuery: EVERYTHING,
      drawing: { ...drawing, probabilities: null },
      requestedFocus: null,
    };
  });
}
