// The dataset that the page shows, and what of the page belongs to one dataset alone.

import type { StoreApi } from 'zustand/vanilla';
import type { RunConfig } from '../contract/config.ts';
import { FASHION, FASHION_ID, type DatasetFacts } from '../contract/dataset.ts';
import type { OwnDatasetEntry } from '../contract/messages.ts';
import { EVERYTHING } from './gallery-query.ts';
import { isBusy, NO_RUN, type AppState } from './state.ts';

/** Whether it is FashionMNIST, with its translated class names, garments and published accuracies. */
export function isFashion({ id }: Pick<DatasetFacts, 'id'>): boolean {
  return id === FASHION_ID;
}

/**
 * The facts of the dataset of `config`. A dataset that is not here, or not listed yet, has no counts, and numbers for the
 * names of its classes.
 */
export function factsFor(
  { data, classes }: Pick<RunConfig, 'data' | 'classes'>,
  own: readonly OwnDatasetEntry[] | null,
): DatasetFacts {
  if (data === FASHION_ID) return FASHION;
  const known = own?.find(({ facts }) => facts.id === data);
  if (known) return known.facts;
  const names = Array.from({ length: classes }, (_, label) => String(label));
  return { id: data, name: data, classes: names, trainCount: 0, testCount: 0, contentHash: '' };
}

/**
 * Shows `dataset`. Where it is another one than before, what was found with the one before is removed: a run that has
 * results, earlier results, the gallery's filters and the prediction of the drawing. Called before `started` and `restored`.
 */
export function showDataset(store: Pick<StoreApi<AppState>, 'setState'>, dataset: DatasetFacts): void {
  store.setState(({ dataset: before, run, drawing }) => {
    if (dataset.id === before.id) return { dataset };
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

/** After the worker loaded `dataset`, for the page's configuration or for a run that it resumes. */
export function showLoadedDataset(
  store: Pick<StoreApi<AppState>, 'getState' | 'setState'>,
  dataset: DatasetFacts,
): void {
  const { config, run } = store.getState();
  if (dataset.id !== config.data) {
    // Outside of a run it is that of an earlier choice. A run that is resumed sends its whole configuration later.
    if (!isBusy(run.phase)) return;
    const samples = Math.min(config.samples, dataset.trainCount);
    store.setState({ config: { ...config, data: dataset.id, classes: dataset.classes.length, samples } });
  }
  showDataset(store, dataset);
}

/** After the list of the person's datasets came: the shown one may be among them. */
export function nameDataset(store: Pick<StoreApi<AppState>, 'getState' | 'setState'>): void {
  const { config, dataset, ownDatasets } = store.getState();
  if (dataset.contentHash === '') showDataset(store, factsFor(config, ownDatasets));
}
