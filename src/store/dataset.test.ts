import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { PRESETS } from '../contract/config.ts';
import { FASHION } from '../contract/dataset.ts';
import { isFashion, showDataset } from './dataset.ts';
import { epochWith, ownDataset } from './finished-run.fixture.ts';
import { EVERYTHING } from './gallery-query.ts';
import { NO_DRAWING, NO_RUN, type AppState } from './state.ts';

/** A store with what `showDataset` reads. */
function pageWith(state: Partial<AppState>) {
  const initial = {
    dataset: FASHION,
    config: PRESETS.sketch,
    run: NO_RUN,
    drawing: NO_DRAWING,
    galleryQuery: EVERYTHING,
    ...state,
  };
  return createStore<AppState>()(() => initial as AppState);
}

test('FashionMNIST is known by its id', () => {
  expect([FASHION, ownDataset(3)].map(isFashion)).toEqual([true, false]);
});

test('another dataset removes what was found with the one before', () => {
  const drawing = { ...NO_DRAWING, pixels: new Uint8Array(784), probabilities: new Float32Array(10) };
  const run = { ...NO_RUN, phase: 'finished', epochs: [epochWith(1)] } as const;
  const store = pageWith({ drawing, run, galleryQuery: { ...EVERYTHING, trueClass: 9 } });
  showDataset(store, ownDataset(3));
  expect(store.getState()).toMatchObject({
    dataset: ownDataset(3),
    run: { ...NO_RUN, phase: 'finished' },
    galleryQuery: EVERYTHING,
    drawing: { pixels: drawing.pixels, probabilities: null },
  });
});

test('the same dataset changes nothing, nor does a run that has no results yet', () => {
  const run = { ...NO_RUN, phase: 'finished', epochs: [epochWith(1)] } as const;
  const store = pageWith({ run });
  showDataset(store, { ...FASHION });
  expect(store.getState().run).toBe(run);
  const starting = { ...NO_RUN, phase: 'preparing' } as const;
  const other = pageWith({ run: starting });
  showDataset(other, ownDataset(3));
  expect(other.getState().run).toBe(starting);
});
