// The state of the page, written by ingest.ts (from the worker) and commands.ts (from the person), read by ui/. The per-step
// history is in history.ts.

import type { ActivationLayer } from '../contract/activations.ts';
import type { Assignment } from '../contract/assignment.ts';
import type { RunConfig } from '../contract/config.ts';
import type { SavedRunReport } from '../contract/checkpoint.ts';
import type { DatasetFacts } from '../contract/dataset.ts';
import type { FinishedRuns } from '../contract/finished-runs.ts';
import type { EditReport } from '../contract/edit.ts';
import type { HandIn } from '../contract/hand-in.ts';
import type { DeviceReport } from '../contract/device.ts';
import type {
  DataStatus,
  OwnDatasetEntry,
  Failure,
  SyntheticProgress,
  Recovery,
  OtherTabRun,
  RunPhase,
  SavingStatus,
} from '../contract/messages.ts';
import type {
  EpochMetrics,
  LearningRateMark,
  RunPlan,
  StepsReport,
  TestResult,
} from '../contract/metrics.ts';
import type { OfflineStatus, ThreadsStatus } from '../contract/offline.ts';
import type { SpeedProgress, SpeedTest } from '../contract/speed.ts';
import type { SweepEngine } from '../contract/sweep.ts';
import type { SweepNotice } from '../contract/sweep-link.ts';
import type { SweepRefusal, SweepState } from '../contract/sweep-state.ts';
import type { OwnDataProgress, OwnDataRefusal, OwnDataSummary } from '../contract/own-data.ts';
import { PAGE_VALUES, type LinkNotice } from '../contract/url.ts';
import type { GalleryQuery } from './gallery-query.ts';
import type { SweepDraft } from './sweep-draft.ts';
import type { View } from './view.ts';

export const LANGUAGES = PAGE_VALUES.lang;
export type Language = (typeof LANGUAGES)[number];
export const THEMES = PAGE_VALUES.theme;
export type Theme = (typeof THEMES)[number];

/** Numbers of the newest report of steps. */
export type LiveNumbers = Omit<StepsReport, 'firstStep' | 'losses' | 'accuracies'>;

export interface RunState {
  phase: RunPhase;
  plan: RunPlan | null;
  /** Steps done and verified. */
  step: number;
  live: LiveNumbers | null;
  epochs: readonly EpochMetrics[];
  marks: readonly LearningRateMark[];
  /** The steps at which it was trained on with edits by hand. */
  edited: readonly number[];
  /** Whether it was trained on more than one engine. */
  mixed: boolean;
  /** Edits of the current model that can be undone; null without any. */
  edit: EditReport | null;
  /** Grows with every edit and undone edit. */
  editVersion: number;
  /** Times that an edit was to be undone. */
  undone: number;
  /** Progress of the current validation or test, in images. */
  scoring: { done: number; total: number } | null;
  /** Progress of the synthetic images, which are generated before the first step. */
  syntheticProgress: SyntheticProgress | null;
  result: TestResult | null;
}

export interface DrawingState {
  /** [28, 28]: the drawing as the network gets it, 0 … 255; null for an empty pad. */
  pixels: Uint8Array | null;
  /** [28, 28]: before it was filled; null for an image that is no drawing, and for none. */
  lines: Uint8Array | null;
  /** [classes], the newest; null before the model has learned anything. */
  probabilities: Float32Array | null;
  /** The step of the model that gave them. */
  step: number;
  /** Why there are none, in the engine's words, when it failed. */
  error: string | null;
}

export const NO_DRAWING: DrawingState = {
  pixels: null,
  lines: null,
  probabilities: null,
  step: 0,
  error: null,
};

/** Panels that other panels can move the focus to, each with the view that shows it; null for one beside every view. */
export const FOCUS_VIEWS = {
  gallery: 'gallery',
  confusion: 'results',
  data: 'data',
  loss: null,
  accuracy: null,
} as const satisfies Record<string, View | null>;
export type FocusTarget = keyof typeof FOCUS_VIEWS;

/** The layers that the network's view draws. */
export type UnitLayer = Exclude<ActivationLayer, 'logits'>;

/** Speeds of the training that the page offers, in steps per second; null for as fast as the device can. */
export const SPEEDS = { full: null, ten: 10, one: 1 } as const;
export type Speed = keyof typeof SPEEDS;
/** A failure of the worker, or of a request whose panel shows nothing of its own. */
export type ShownFailure = Failure | { kind: 'request'; message: string };

/**
 * A training with these changes of the configuration; `oneStep`: it pauses after its first step; `fineTune`: it starts from
 * the current weights.
 */
export interface TrainingRequest {
  changes: Partial<RunConfig>;
  oneStep: boolean;
  fineTune: boolean;
}

export interface OwnDataState {
  /** What was read, and is not used yet. */
  summary: OwnDataSummary | null;
  /** Why the newest files, or what was read from them, can't be used. What was read before stays. */
  refusal: OwnDataRefusal | null;
  /** Of the work under way; null when there is none. */
  work: { progress: OwnDataProgress | null; secondsLeft: number | null } | null;
  /** Whether what was read is about to be the data in use. Meanwhile no training starts. */
  applying: boolean;
}

export const NO_OWN_DATA: OwnDataState = { summary: null, refusal: null, work: null, applying: false };

export type SpeedTestState =
  | { state: 'none' }
  | { state: 'testing'; progress: SpeedProgress | null }
  | { state: 'done'; test: SpeedTest }
  /** A run started meanwhile. */
  | { state: 'interrupted' }
  | { state: 'failed'; message: string };

export interface AppState {
  config: RunConfig;
  /** Of the link that was opened. */
  assignment: Assignment;
  /** The result that the link hands in, and the run that verifies it. */
  handedIn: { claim: HandIn; config: RunConfig } | null;
  notices: readonly LinkNotice[];
  device: DeviceReport | null;
  data: DataStatus;
  /** The dataset that the page shows. Set by `showDataset`. */
  dataset: DatasetFacts;
  /** The person's datasets that are here; null until the worker has listed them. */
  ownDatasets: readonly OwnDatasetEntry[] | null;
  /** Why the datasets in storage can't be listed. */
  ownDatasetsUnreadable: string | null;
  /** The finished runs of this machine; null until the worker has listed them. */
  finishedRuns: FinishedRuns | null;
  /** What is read from a person's files. */
  ownData: OwnDataState;
  failure: ShownFailure | null;
  /** The run of an earlier visit; 'none' also once a run of this visit has started. */
  savedRun: SavedRunReport;
  /** The run of another tab, while it trains. */
  otherTab: OtherTabRun | null;
  /** Whether the run of this visit was saved, the last time it was tried; null before that. */
  saving: SavingStatus | null;
  /** The last recovery of this visit's run. */
  recovery: Recovery | null;
  run: RunState;
  /** Of this run and the next ones of this visit; neither part of the configuration nor of the link. */
  speed: Speed;
  /** A training that waits for a confirmation, since it would replace the finished run. */
  trainingToConfirm: TrainingRequest | null;
  /** Of this machine, in this visit. */
  speedTest: SpeedTestState;
  /** What is to be swept, with the configuration as its base; null before a person or the link has chosen it. */
  sweepDraft: SweepDraft | null;
  /** Parts of the link's sweep that were ignored or changed. */
  sweepNotices: readonly SweepNotice[];
  /** The sweep of this visit or the one in storage; null without one. */
  sweep: SweepState | null;
  /** Why the newest command to a sweep was not carried out. */
  sweepRefusal: SweepRefusal | null;
  /** Multiply-adds a second of this visit's newest sweep, and its engine; null before one was measured. */
  sweepSpeed: { engine: SweepEngine; speed: number } | null;
  /** Grows with every change of the history buffers. */
  historyVersion: number;
  drawing: DrawingState;
  /** What works without a network. */
  offline: OfflineStatus;
  /** Whether the page may use all processor threads. */
  threads: ThreadsStatus;
  /** Whether a new version of the page waits to be used. */
  newVersion: boolean;
  /** The newest test result of this visit, and the one before it, also after a reset. */
  latestResult: TestResult | null;
  earlierResult: TestResult | null;
  /** The tour is offered on the first visits, until it is taken or declined. */
  tour: 'offered' | 'on' | 'done';
  /** The seed of the challenge in the link. */
  challengeSeed: number | null;
  galleryQuery: GalleryQuery;
  /** What the stage shows. */
  view: View;
  /** A map, or a unit of a dense layer, that the network's view is to open; a new object for each request. */
  openedUnit: { layer: UnitLayer; unit: number } | null;
  /** The parameter that was pressed in the network, by its flat index; a new object for each press. */
  openedParameter: { index: number } | null;
  /** The newest request to move the focus. `done` once the panel has it. */
  requestedFocus: { on: FocusTarget; done: boolean } | null;
  language: Language;
  theme: Theme;
}

export const NO_RUN: RunState = {
  phase: 'idle',
  plan: null,
  step: 0,
  live: null,
  epochs: [],
  marks: [],
  edited: [],
  mixed: false,
  edit: null,
  editVersion: 0,
  undone: 0,
  scoring: null,
  syntheticProgress: null,
  result: null,
};

/** Whether a run is in progress, paused or not, so that its configuration can't be changed. */
export function isBusy(phase: RunPhase): boolean {
  return phase !== 'idle' && phase !== 'finished' && phase !== 'failed';
}
