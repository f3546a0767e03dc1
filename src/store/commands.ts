// What a person can do. All commands to the worker are sent from here and from worker-loss.ts.

import type { StoreApi } from 'zustand/vanilla';
import type { Client } from '../client/client.ts';
import { CodeLoadError, loadCode } from '../base/load-code.ts';
import { activateNewVersion } from '../client/service-worker.ts';
import {
  FIELDS,
  type ConfigField,
  type EngineName,
  type PresetName,
  type RunConfig,
} from '../contract/config.ts';
import type { WorkerCommand } from '../contract/messages.ts';
import { formatLink } from '../contract/url.ts';
import type { PhotoAnswer } from '../contract/photo.ts';
import type { LoadAnswer } from './answers.ts';
import { createBackwardCommands, type BackwardCommands } from './backward-commands.ts';
import { factsFor, showDataset } from './dataset.ts';
import { createDrawing } from './drawing.ts';
import { createEditCommands, type EditCommands } from './edit-commands.ts';
import { createInspectCommands, type InspectCommands } from './inspect-commands.ts';
import { createExportCommands, type ExportCommands } from './export-commands.ts';
import { withLocks } from './locks.ts';
import { presetOn } from './dataset-config.ts';
import { createOwnDataCommands, type OwnDataCommands } from './own-data.ts';
import { createFinishedRunCommands, type FinishedRunCommands } from './finished-runs.ts';
import type { GalleryQuery } from './gallery-query.ts';
import { loadWeights } from './load-weights.ts';
import { pageAddress } from './page-address.ts';
import type { PendingRequests } from './pending.ts';
import {
  FOCUS_VIEWS,
  isBusy,
  SPEEDS,
  type AppState,
  type FocusTarget,
  type Language,
  type Speed,
  type Theme,
  type TrainingRequest,
  type UnitLayer,
} from './state.ts';
import type { View } from './view.ts';
import { createSweepCommands, isDataFixed, isStartBlocked, isSweeping, type SweepCommands } from './sweep.ts';
import { createSpeedTest } from './speed-test.ts';
import { createTrainRequests, type TrainRequests } from './train-requests.ts';
import type { WorkerLoss } from './worker-loss.ts';
import { createWorkerRequest } from './worker-request.ts';

export interface Commands
  extends
    TrainRequests,
    BackwardCommands,
    EditCommands,
    ExportCommands,
    InspectCommands,
    OwnDataCommands,
    FinishedRunCommands,
    SweepCommands {
  /** Starts fetching the data and trying the engines, unless that has begun. Called before the page is shown. */
  prepare(): void;
  /** Changes one field; ignored during a run. */
  setField<F extends ConfigField>(field: F, value: RunConfig[F]): void;
  choosePreset(preset: PresetName): void;
  /** Changes fields, those of a preset first if it is among them; ignored during a run. */
  setFields(changes: Partial<RunConfig>): void;
  train(): void;
  /** Trains with another learning rate. */
  trainWithRate(learningRate: number): void;
  /** Trains on another engine. */
  trainOn(engine: EngineName): void;
  /** Resumes the saved run, or shows it again if it is finished; on the engine it had, unless another is given. */
  resumeRun(engine?: EngineName): void;
  deleteSavedRun(): void;
  /** Resumes the run of another tab in this one. */
  takeOver(): void;
  /** Saves the run now, since the page may be closed. */
  saveRun(): void;
  pause(): void;
  resume(): void;
  /** Makes one more training step and pauses; without a run in progress it starts one. */
  step(): void;
  /** For the run in progress and the next ones. */
  setSpeed(speed: Speed): void;
  stop(): void;
  reset(): void;
  /** For the next steps of the run in progress. */
  setLearningRate(value: number): void;
  /** Tries again what failed: fetches the data, or replaces a lost worker. */
  retry(): void;
  dismissFailure(): void;
  dismissRecovery(): void;
  dismissNotices(): void;
  /** Reloads the page in its new version; ignored during a run or a sweep. */
  useNewVersion(): void;
  /** The drawing to classify (`lines`: before it was filled), or null for none. Classified again as the model learns. */
  draw(pixels: Uint8Array | null, lines?: Uint8Array | null): void;
  /** Replaces the current model with that of a weight file, unless the file is refused. */
  loadWeights(file: File): Promise<LoadAnswer>;
  /** The image that the network gets of a photo, or why the photo is refused. It never leaves the browser. */
  readPhoto(file: File): Promise<PhotoAnswer>;
  /** Times the engines of this machine. */
  testSpeed(): Promise<void>;
  startTour(): void;
  /** Ends the tour, or declines it: it is not offered again. */
  endTour(): void;
  queryGallery(query: GalleryQuery): void;
  show(view: View): void;
  /** Shows a value of a map or a unit in the network, and how it was calculated. */
  openUnit(layer: UnitLayer, unit: number): void;
  /** Shows how the newest step changed a parameter, by its flat index. */
  openParameter(index: number): void;
  /** Shows a panel and moves the keyboard focus to it. */
  focus(on: FocusTarget): void;
  /** The panel has the requested focus. */
  focused(): void;
  setLanguage(language: Language): void;
  setTheme(theme: Theme): void;
}

export function createCommands(
  store: StoreApi<AppState>,
  client: Client,
  pending: PendingRequests,
  loss: WorkerLoss,
): Commands {
  const request = createWorkerRequest(store, client, pending);
  let prepared = false;
  const { config: linked, assignment } = store.getState();
  const configure = (unlocked: RunConfig) => {
    const { run, sweep, config: before, ownDatasets, dataset } = store.getState();
    const config = withLocks(unlocked, assignment.lock, linked);
    if (isBusy(run.phase)) return;
    // The worker has the images of the sweep.
    if (isSweeping(sweep) && config.data !== before.data) return;
    prepared = true;
    store.setState({ config });
    if (dataset.id !== config.data) showDataset(store, factsFor(config, ownDatasets));
    loss.configure();
  };

  const setFields = (changes: Partial<RunConfig>) => {
    const { dataset, config } = store.getState();
    const { preset } = changes;
    configure({ ...(preset ? presetOn(dataset, preset, config) : config), ...changes });
  };

  /** Clears the notices of the run before. */
  const clearNotices = () => {
    prepared = true;
    loss.resetCount();
    store.setState({ failure: null, recovery: null });
  };
  /** The same for a run that is not in storage yet. */
  const clearForNewRun = () => {
    clearNotices();
    store.setState({ saving: null });
  };
  /** A worker that was started after the speed was chosen does not know it. */
  const sendRun = (command: Extract<WorkerCommand, { type: 'start' | 'resume-saved-run' | 'take-over' }>) => {
    const { speed } = store.getState();
    if (speed !== 'full') client.send({ type: 'set-speed', stepsPerSecond: SPEEDS[speed] });
    client.send(command);
  };
  const start = ({ changes, oneStep, fineTune }: TrainingRequest) => {
    // The status says what to do.
    if (isStartBlocked(store.getState())) return;
    const before = store.getState().config;
    // A run that was resumed may have other values than the link's in the locked fields.
    const locked = withLocks(before, assignment.lock, linked);
    if (Object.keys(changes).length > 0 || formatLink(locked) !== formatLink(before)) {
      configure({ ...locked, ...changes });
    }
    clearForNewRun();
    const { config } = store.getState();
    sendRun({ type: 'start', config, ...(oneStep && { oneStep }), ...(fineTune && { fineTune }) });
  };
  const trainWith = (changes: Partial<RunConfig>) => start({ changes, oneStep: false, fineTune: false });
  const trainRequests = createTrainRequests(store, start);

  return {
    ...trainRequests,
    ...createBackwardCommands(client, request),
    ...createEditCommands(store, request),
    ...createInspectCommands(client, pending, request),
    ...createExportCommands(store, request, pageAddress),
    ...createOwnDataCommands(store, client, configure),
    ...createFinishedRunCommands(request),
    ...createSweepCommands(store, client, request, loss, clearNotices),
    prepare() {
      if (!prepared) configure(store.getState().config);
    },
    setField: (field, value) => configure({ ...store.getState().config, [field]: value }),
    choosePreset: (preset) => setFields({ preset }),
    setFields,
    train: () => trainWith({}),
    trainWithRate: (learningRate) => trainWith({ lr: Math.max(FIELDS.lr.min, learningRate) }),
    trainOn: (engine) => trainWith({ engine }),
    resumeRun(engine) {
      // The worker would ignore it.
      if (isSweeping(store.getState().sweep)) return;
      clearNotices();
      sendRun({ type: 'resume-saved-run', engine: engine ?? null });
    },
    deleteSavedRun() {
      store.setState({ savedRun: { state: 'none' } });
      client.send({ type: 'delete-saved-run' });
    },
    takeOver() {
      clearNotices();
      sendRun({ type: 'take-over' });
    },
    saveRun: () => client.send({ type: 'save' }),
    pause: () => client.send({ type: 'pause' }),
    resume: () => client.send({ type: 'resume' }),
    step() {
      if (isBusy(store.getState().run.phase)) client.send({ type: 'step' });
      else trainRequests.requestStep();
    },
    setSpeed(speed) {
      store.setState({ speed });
      client.send({ type: 'set-speed', stepsPerSecond: SPEEDS[speed] });
    },
    stop: () => client.send({ type: 'stop' }),
    reset() {
      // A busy worker answers late; until then Train does not ask about a result that the person gave up.
      store.setState(({ run }) => ({
        failure: null,
        recovery: null,
        saving: null,
        run: { ...run, result: null },
      }));
      client.send({ type: 'reset' });
    },
    setLearningRate: (value) => client.send({ type: 'set-learning-rate', value }),
    retry() {
      const { failure } = store.getState();
      store.setState({ failure: null });
      if (failure?.kind === 'worker') {
        loss.resetCount();
        loss.restart();
      } else loss.configure();
    },
    dismissFailure: () => store.setState({ failure: null }),
    dismissRecovery: () => store.setState({ recovery: null }),
    dismissNotices: () => store.setState({ notices: [] }),
    useNewVersion() {
      if (!isDataFixed(store.getState())) void activateNewVersion();
    },
    draw: createDrawing(store, client, pending),
    async loadWeights(file) {
      const loaded = await loadWeights(file, client, pending, store.getState().config);
      if (loaded.loaded) clearForNewRun();
      return loaded;
    },
    async readPhoto(file) {
      try {
        const { readPhoto } = await loadCode(() => import('../client/photo-reader.ts'));
        return await readPhoto(file);
      } catch (error) {
        return { refusal: error instanceof CodeLoadError ? 'not-loaded' : 'failed' };
      }
    },
    testSpeed: createSpeedTest(store, client, pending),
    startTour: () => store.setState({ tour: 'on' }),
    endTour: () => store.setState({ tour: 'done' }),
    queryGallery: (query) => store.setState({ galleryQuery: query }),
    show: (view) => store.setState({ view }),
    openUnit: (layer, unit) => store.setState({ view: 'network', openedUnit: { layer, unit } }),
    openParameter: (index) => store.setState({ view: 'step', openedParameter: { index } }),
    focus: (on) =>
      store.setState(({ view }) => ({
        view: FOCUS_VIEWS[on] ?? view,
        requestedFocus: { on, done: false },
      })),
    focused: () =>
      store.setState(({ requestedFocus }) => ({
        requestedFocus: requestedFocus && { ...requestedFocus, done: true },
      })),
    setLanguage: (language) => store.setState({ language }),
    setTheme: (theme) => store.setState({ theme }),
  };
}
