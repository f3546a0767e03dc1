// What a person can do: the only way out of the store to the worker.

import type { StoreApi } from 'zustand/vanilla';
import type { Client } from '../client/client.ts';
import { formatMegabytes } from '../base/format.ts';
import { CodeLoadError, loadCode } from '../base/load-code.ts';
import { activateNewVersion } from '../client/service-worker.ts';
import {
  FIELDS,
  PRESETS,
  type ConfigField,
  type EngineName,
  type PresetName,
  type RunConfig,
} from '../contract/config.ts';
import type { Inspection, InspectionRequest } from '../contract/inspection.ts';
import type { PhotoAnswer } from '../contract/photo.ts';
import { WEIGHT_FILE_MEGABYTES, type WeightsRefusal } from '../contract/weights-refusal.ts';
import type { GalleryQuery } from './gallery-query.ts';
import type { PendingRequests, RequestFailedError } from './pending.ts';
import {
  isBusy,
  NO_DRAWING,
  type AppState,
  type DrawingState,
  type FocusTarget,
  type Language,
  type Theme,
} from './state.ts';
import type { WorkerLoss } from './worker-loss.ts';

/** Test pictures with their labels, in the order asked for. */
export interface LabelledImages {
  indices: number[];
  /** [indices.length, 28, 28] */
  pixels: Uint8Array;
  labels: Uint8Array;
}

/** Of a weight file: taken, or why not. */
export type LoadAnswer =
  | { loaded: true; assumed: boolean }
  | { loaded: false; refusal: WeightsRefusal | { reason: 'busy' | 'unread' } };

/** For each test picture the training picture most like it. */
export interface NearestImages extends LabelledImages {
  /** In grey levels; 0 for the same picture. */
  distances: Float32Array;
  /** Training pictures that were looked at. */
  compared: number;
}

export interface Commands {
  /** Lets the worker fetch the data and try the engines, if nothing has yet; the page calls it when it stands. */
  prepare(): void;
  /** Changes one field; ignored while a run is on. */
  setField<F extends ConfigField>(field: F, value: RunConfig[F]): void;
  choosePreset(preset: PresetName): void;
  train(): void;
  /** The same with another learning rate. */
  trainWithRate(learningRate: number): void;
  /** The same on another engine. */
  trainOn(engine: EngineName): void;
  /** The kept run goes on, or is shown again when it is done; on another engine where one is named. */
  resumeRun(engine?: EngineName): void;
  deleteSavedRun(): void;
  /** The run of another tab goes on in this one. */
  takeOver(): void;
  /** The page may go away. */
  saveRun(): void;
  pause(): void;
  resume(): void;
  stop(): void;
  reset(): void;
  /** For the steps to come of the run that is on. */
  setLearningRate(value: number): void;
  /** Tries again what failed: fetches the data, or starts a fresh worker after it died. */
  retry(): void;
  dismissFailure(): void;
  dismissRecovery(): void;
  dismissNotices(): void;
  /** Loads the page anew, in its new version; ignored while a run is on. */
  useNewVersion(): void;
  /** The picture to score (`lines`: unfilled), or null when the canvas is empty; scored anew as the model learns. */
  draw(pixels: Uint8Array | null, lines?: Uint8Array | null): void;
  /** Null when the data is not there yet. */
  images(indices: number[]): Promise<LabelledImages | null>;
  /** The network's inside for one picture; null when there is no model, or not that picture. Rejects with `RequestFailedError`. */
  inspect(request: InspectionRequest): Promise<Inspection | null>;
  /** The training pictures most like these test pictures; null when the data is not there yet. */
  nearestImages(indices: number[]): Promise<NearestImages | null>;
  /** The best weights as a file; null when there is no model. */
  exportBest(): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> } | null>;
  /** A weight file's model takes the place of the one at hand: null once it was taken, or why not. */
  loadWeights(file: File): Promise<LoadAnswer>;
  /** What the network would see of a photograph, or why it was not taken. Never sent anywhere. */
  readPhoto(file: File): Promise<PhotoAnswer>;
  /** Another run, from the weights at hand. */
  fineTune(): void;
  startTour(): void;
  /** Not to be offered again. */
  endTour(): void;
  queryGallery(query: GalleryQuery): void;
  /** Moves the keyboard's focus and the view to a panel. */
  focus(on: FocusTarget): void;
  setLanguage(language: Language): void;
  setTheme(theme: Theme): void;
}

export function createCommands(
  store: StoreApi<AppState>,
  client: Client,
  pending: PendingRequests,
  loss: WorkerLoss,
): Commands {
  let prepared = false;
  const configure = (config: RunConfig) => {
    if (isBusy(store.getState().run.phase)) return;
    prepared = true;
    store.setState({ config });
    client.send({ type: 'configure', config });
  };

  // One prediction is under way at a time; the newest picture and model follow it.
  let unfilled: Uint8Array | null = null;
  let asked: Uint8Array | null = null;
  let predicting = false;
  let stale = false;
  const predict = async (): Promise<void> => {
    stale = true;
    if (predicting) return;
    predicting = true;
    while (stale) {
      stale = false;
      const { pixels } = store.getState().drawing;
      if (!pixels) break;
      const { id, answer } = pending.open('prediction');
      client.send({ type: 'predict', id, pixels, lines: unfilled, fresh: pixels !== asked });
      asked = pixels;
      const drawing = await answer.then(
        (prediction): DrawingState => {
          const { probabilities, step } = prediction ?? NO_DRAWING;
          return { ...NO_DRAWING, pixels, probabilities, step };
        },
        (error: RequestFailedError): DrawingState => ({ ...NO_DRAWING, pixels, error: error.message }),
      );
      if (store.getState().drawing.pixels === pixels) store.setState({ drawing });
    }
    predicting = false;
  };
  store.subscribe((state, before) => {
    const modelMoved = state.run.step !== before.run.step || state.run.phase !== before.run.phase;
    if (modelMoved && state.drawing.pixels) void predict();
  });

  /** What was said of the run before is over. */
  const begin = () => {
    prepared = true;
    loss.resetCount();
    store.setState({ failure: null, recovery: null });
  };
  /** … and so is its keeping. */
  const beginAnew = () => {
    begin();
    store.setState({ saving: null });
  };
  const train = () => {
    beginAnew();
    client.send({ type: 'start', config: store.getState().config });
  };

  return {
    prepare() {
      if (!prepared) configure(store.getState().config);
    },
    setField: (field, value) => configure({ ...store.getState().config, [field]: value }),
    choosePreset(preset) {
      const { engine, seed } = store.getState().config;
      configure({ ...PRESETS[preset], engine, seed });
    },
    train,
    trainWithRate(learningRate) {
      const { config } = store.getState();
      configure({ ...config, lr: Math.max(FIELDS.lr.min, learningRate) });
      train();
    },
    trainOn(engine) {
      configure({ ...store.getState().config, engine });
      train();
    },
    resumeRun(engine) {
      begin();
      client.send({ type: 'continue', engine: engine ?? null });
    },
    deleteSavedRun() {
      store.setState({ savedRun: { state: 'none' } });
      client.send({ type: 'forget' });
    },
    takeOver() {
      begin();
      client.send({ type: 'take-over' });
    },
    saveRun: () => client.send({ type: 'save' }),
    pause: () => client.send({ type: 'pause' }),
    resume: () => client.send({ type: 'resume' }),
    stop: () => client.send({ type: 'stop' }),
    reset() {
      store.setState({ failure: null, recovery: null, saving: null });
      client.send({ type: 'reset' });
    },
    setLearningRate: (value) => client.send({ type: 'set-learning-rate', value }),
    retry() {
      const { failure, config } = store.getState();
      store.setState({ failure: null });
      if (failure?.kind === 'worker') {
        loss.resetCount();
        loss.restart();
      } else client.send({ type: 'configure', config });
    },
    dismissFailure: () => store.setState({ failure: null }),
    dismissRecovery: () => store.setState({ recovery: null }),
    dismissNotices: () => store.setState({ notices: [] }),
    useNewVersion() {
      if (!isBusy(store.getState().run.phase)) void activateNewVersion();
    },
    draw(pixels, lines = null) {
      unfilled = lines;
      // The last answer stays until the next one comes: a growing stroke must not make the figures blink.
      store.setState(({ drawing }) => ({
        drawing: pixels ? { ...drawing, pixels } : NO_DRAWING,
      }));
      if (pixels) void predict();
    },
    async images(indices) {
      const { id, answer } = pending.open('images');
      client.send({ type: 'images', id, indices });
      return answer;
    },
    async inspect(request) {
      const { id, answer } = pending.open('inspected');
      client.send({ type: 'inspect', id, ...request });
      return answer;
    },
    async nearestImages(indices) {
      const { id, answer } = pending.open('nearest-images');
      client.send({ type: 'nearest-images', id, indices });
      return answer;
    },
    async exportBest() {
      const { id, answer } = pending.open('exported');
      client.send({ type: 'export', id });
      return answer;
    },
    async loadWeights(file) {
      // A larger file is not even read.
      if (file.size > WEIGHT_FILE_MEGABYTES * 2 ** 20) {
        const found = formatMegabytes(file.size);
        const expected = `at most ${WEIGHT_FILE_MEGABYTES} MB`;
        return { loaded: false, refusal: { reason: 'too-large', found, expected } };
      }
      // A folder that was dropped, or a file that is gone.
      const content = await file.arrayBuffer().catch(() => null);
      if (!content) return { loaded: false, refusal: { reason: 'unread' } };
      const bytes = new Uint8Array(content);
      const { id, answer } = pending.open('loaded');
      client.send({ type: 'load', id, name: file.name, bytes, config: store.getState().config });
      const loaded = await answer;
      if (!loaded) return { loaded: false, refusal: { reason: 'busy' } };
      if (loaded.refusal) return { loaded: false, refusal: loaded.refusal };
      beginAnew();
      return { loaded: true, assumed: loaded.assumed };
    },
    async readPhoto(file) {
      try {
        const { readPhoto } = await loadCode(() => import('../client/photo-reader.ts'));
        return await readPhoto(file);
      } catch (error) {
        return { refusal: error instanceof CodeLoadError ? 'not-loaded' : 'failed' };
      }
    },
    fineTune() {
      beginAnew();
      client.send({ type: 'start', config: store.getState().config, fineTune: true });
    },
    startTour: () => store.setState({ tour: 'on' }),
    endTour: () => store.setState({ tour: 'done' }),
    queryGallery: (query) => store.setState({ galleryQuery: query }),
    focus: (on) => store.setState({ requestedFocus: { on } }),
    setLanguage: (language) => store.setState({ language }),
    setTheme: (theme) => store.setState({ theme }),
  };
}
