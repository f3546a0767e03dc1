// A person's own data: reading files in the data worker, and using a dataset.

import type { StoreApi } from 'zustand/vanilla';
import { CodeLoadError, loadCode } from '../base/load-code.ts';
import type { Client } from '../client/client.ts';
import type { DataReader } from '../client/data-reader.ts';
import { FASHION, type DatasetFacts } from '../contract/dataset.ts';
import type { RunConfig } from '../contract/config.ts';
import type {
  DrawnClass,
  DroppedFile,
  OwnDataOptions,
  OwnDataProgress,
  OwnDataRefusal,
  SummaryAnswer,
} from '../contract/own-data.ts';
import { formatLink } from '../contract/url.ts';
import { fittedTo, presetOn } from './dataset-config.ts';
import { showDataset } from './dataset.ts';
import { NO_OWN_DATA, type AppState, type OwnDataState } from './state.ts';
import { isDataFixed } from './sweep.ts';

export interface OwnDataCommands {
  /** Reads files in place of what was read before. */
  readData(files: DroppedFile[]): Promise<void>;
  /** Adds image files to a class, old or new, of what was read. */
  addToClass(name: string, files: DroppedFile[]): Promise<void>;
  /** Adds classes whose images were drawn. */
  addDrawnClasses(classes: DrawnClass[]): Promise<void>;
  /** Renames a class of what was read. */
  renameClass(name: string, to: string): Promise<void>;
  /** Removes a class of what was read, with its images. */
  removeClass(name: string): Promise<void>;
  setDataOptions(options: OwnDataOptions): Promise<void>;
  /** Trains on what was read from now on, and keeps it under `name`. */
  takeReadData(name: string): Promise<void>;
  /** Forgets what was read, and ends what is under way. */
  discardReadData(): void;
  /** The next run is on this dataset. Ignored during a run or a sweep. */
  chooseDataset(facts: DatasetFacts): void;
  /** Deletes a dataset from this machine. */
  deleteDataset(id: string): void;
  /** After another dataset came into use: changes what does not fit it, such as a link's number of classes. */
  fitToDataset(): void;
}

export function createOwnDataCommands(
  store: StoreApi<AppState>,
  client: Client,
  configure: (config: RunConfig) => void,
): OwnDataCommands {
  let reader: DataReader | null = null;
  const update = (change: Partial<OwnDataState>) =>
    store.setState(({ ownData }) => ({ ownData: { ...ownData, ...change } }));

  const openReader = async () => {
    const { DataReader } = await loadCode(() => import('../client/data-reader.ts'));
    return (reader ??= new DataReader());
  };

  /** Shows the progress of `work`, and refuses other work meanwhile. */
  const working = async <T extends object>(
    work: (reader: DataReader, onProgress: (progress: OwnDataProgress) => void) => Promise<T>,
  ): Promise<T | { refusal: OwnDataRefusal } | null> => {
    if (store.getState().ownData.work) return null;
    update({ work: { progress: null, secondsLeft: null }, refusal: null });
    const remaining = createRemaining();
    const onProgress = (progress: OwnDataProgress) => {
      if (store.getState().ownData.work) update({ work: { progress, secondsLeft: remaining(progress) } });
    };
    try {
      return await work(await openReader(), onProgress);
    } catch (error) {
      if (!(error instanceof CodeLoadError)) throw error;
      return { refusal: { file: '', reason: 'not-loaded' } };
    } finally {
      update({ work: null });
    }
  };

  const summarise = async (
    work: (reader: DataReader, onProgress: (progress: OwnDataProgress) => void) => Promise<SummaryAnswer>,
  ) => {
    const answer = await working(work);
    if (!answer) return;
    if ('summary' in answer) update({ summary: answer.summary });
    else if (answer.refusal.reason !== 'cancelled') update({ refusal: answer.refusal });
  };

  const chooseDataset = (facts: DatasetFacts) => {
    const state = store.getState();
    const { config } = state;
    if (isDataFixed(state) || config.data === facts.id) return;
    // Sprint learns most in few epochs; FashionMNIST begins as the tutorial does.
    const preset = facts.id === FASHION.id ? 'article' : 'sprint';
    configure({ ...presetOn(facts, preset, config), threads: config.threads });
  };

  const discard = () => {
    reader?.cancel();
    reader = null;
    store.setState({ ownData: NO_OWN_DATA });
  };

  /** Makes what was read the data in use. */
  const apply = async (name: string) => {
    const answer = await working((open, onProgress) => open.finish(name, onProgress));
    if (!answer) return;
    if ('refusal' in answer) {
      if (answer.refusal.reason !== 'cancelled') update({ refusal: answer.refusal });
      return;
    }
    const { dataset } = answer;
    // A run that was resumed meanwhile keeps its data; the dataset is listed.
    client.send({ type: 'add-dataset', dataset }, [dataset.images.buffer, dataset.labels.buffer]);
    // What changes on the page is drawn in two tasks after this one, so that each of the three is short.
    await nextTask();
    const { config } = store.getState();
    if (!isDataFixed(store.getState())) showDataset(store, dataset.facts);
    // A link's run on this data: it can begin now.
    if (config.data === dataset.facts.id) configure(fittedTo(dataset.facts, config));
    else chooseDataset(dataset.facts);
    await nextTask();
    discard();
  };

  return {
    readData: (files) => summarise((open, onProgress) => open.read(files, onProgress)),
    addToClass: (name, files) => summarise((open, onProgress) => open.addFiles(name, files, onProgress)),
    addDrawnClasses: (classes) => summarise((open) => open.addDrawn(classes)),
    renameClass: (name, to) => summarise((open) => open.renameClass(name, to)),
    removeClass: (name) => summarise((open, onProgress) => open.removeClass(name, onProgress)),
    async setDataOptions(options) {
      const { summary, work } = store.getState().ownData;
      if (!summary || work) return;
      // Shown at once; the samples follow.
      update({ summary: { ...summary, options } });
      await summarise((open) => open.setOptions(options));
    },
    async takeReadData(name) {
      const { ownData, ...others } = store.getState();
      if (isDataFixed(others) || ownData.work) return;
      update({ applying: true });
      try {
        await apply(name);
      } finally {
        update({ applying: false });
      }
    },
    discardReadData: discard,
    chooseDataset,
    fitToDataset() {
      const { config, dataset } = store.getState();
      if (config.data !== dataset.id) return;
      const fitted = fittedTo(dataset, config);
      if (formatLink(fitted) !== formatLink(config)) configure(fitted);
    },
    deleteDataset(id) {
      const { config } = store.getState();
      if (config.data === id) {
        if (isDataFixed(store.getState())) return;
        chooseDataset(FASHION);
      }
      client.send({ type: 'delete-dataset', data: id });
    },
  };
}

/** The page can draw, and handle what was pressed, before it resolves. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/** Seconds until the end of a step of the work, from its progress so far; null at its start. */
function createRemaining(now = () => performance.now()) {
  let step: OwnDataProgress['step'] | null = null;
  let startedAt = 0;
  let first = 0;
  return ({ step: current, done, total }: OwnDataProgress): number | null => {
    if (current !== step) {
      step = current;
      startedAt = now();
      first = done;
    }
    const gained = done - first;
    return gained > 0 ? ((now() - startedAt) / 1000) * ((total - done) / gained) : null;
  };
}
