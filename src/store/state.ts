// What the page knows. Written by ingest.ts (from the worker) and commands.ts (from the person), read by ui.
// The per-step history is not in here: it lives in the append-only buffers of history.ts.

import type { RunConfig } from '../contract/config.ts';
import type { SavedRunReport } from '../contract/checkpoint.ts';
import type {
  DataStatus,
  DeviceReport,
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
import type { OfflineStatus } from '../contract/offline.ts';
import type { LinkNotice } from '../contract/url.ts';
import type { GalleryQuery } from './gallery-query.ts';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Numbers of the newest stretch of steps. */
export type LiveNumbers = Omit<StepsReport, 'firstStep' | 'losses' | 'accuracies'>;

export interface RunState {
  phase: RunPhase;
  plan: RunPlan | null;
  /** Steps done and verified. */
  step: number;
  live: LiveNumbers | null;
  epochs: readonly EpochMetrics[];
  marks: readonly LearningRateMark[];
  /** Progress of the validation or final score under way, in pictures. */
  scoring: { done: number; total: number } | null;
  /** Progress of the pictures that are made before the first step. */
  syntheticProgress: SyntheticProgress | null;
  result: TestResult | null;
}

export interface DrawingState {
  /** The 28x28 picture that the network sees, 0 … 255; null while there is no ink. */
  pixels: Uint8Array | null;
  /** The newest ten probabilities, or null while the model has not learned anything. */
  probabilities: Float32Array | null;
  /** The step of the model that gave them. */
  step: number;
  /** Why there are none, in the engine's words, when it failed. */
  error: string | null;
}

export const NO_DRAWING: DrawingState = { pixels: null, probabilities: null, step: 0, error: null };

/** Panels that can be asked to take the focus. */
export type FocusTarget = 'gallery' | 'confusion';

export interface AppState {
  config: RunConfig;
  notices: readonly LinkNotice[];
  device: DeviceReport | null;
  data: DataStatus;
  failure: Failure | null;
  /** What an earlier visit left; 'none' too once a run of this visit has begun. */
  savedRun: SavedRunReport;
  /** The run of another tab, while it has one. */
  otherTab: OtherTabRun | null;
  /** The newest try to keep the run of this visit; null before the first. */
  saving: SavingStatus | null;
  /** How the run of this visit last went on by itself. */
  recovery: Recovery | null;
  run: RunState;
  /** Grows with every change of the history buffers. */
  historyVersion: number;
  drawing: DrawingState;
  /** What would work without a network. */
  offline: OfflineStatus;
  /** A new version of the page waits to be used. */
  newVersion: boolean;
  /** The newest final score of this visit, and the one before it, whatever became of their runs. */
  latestResult: TestResult | null;
  earlierResult: TestResult | null;
  /** The walk through the page: offered on a first visit, until it is taken or declined. */
  tour: 'offered' | 'on' | 'done';
  /** The seed of the pictures that the link challenges with. */
  challengeSeed: number | null;
  galleryQuery: GalleryQuery;
  /** A new object each time that a panel is asked to take the focus. */
  requestedFocus: { on: FocusTarget } | null;
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
  scoring: null,
  syntheticProgress: null,
  result: null,
};

/** A run is under way (paused counts): its configuration can't be changed. */
export function isBusy(phase: RunPhase): boolean {
  return phase !== 'idle' && phase !== 'finished' && phase !== 'failed';
}
