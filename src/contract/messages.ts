// The messages between page and worker. Types only.

import type { SavedRunReport } from './checkpoint.ts';
import type { EngineName, RunConfig } from './config.ts';
import type { DatasetFacts } from './dataset.ts';
import type { DeviceReport } from './device.ts';
import type { Edit, EditReport } from './edit.ts';
import type { ExportRequest } from './export.ts';
import type { GradientsExplanation, ParameterExplanation, StepExplanation } from './explanation.ts';
import type { FilterExamples, FilterExamplesRequest } from './filter-examples.ts';
import type { FinishedRuns, RefusedRunFile, RunFileSource, RunListChange } from './finished-runs.ts';
import type { ConstantUnits, Inspection, InspectionRequest } from './inspection.ts';
import type {
  EpochMetrics,
  LearningRateMark,
  RestoredRun,
  RunPlan,
  StepsReport,
  TestResult,
} from './metrics.ts';
import type { OwnDataset } from './own-data.ts';
import type { RunFile } from './run-file.ts';
import type { SpeedProgress, SpeedTest } from './speed.ts';
import type { SweepCommand, SweepEvent } from './sweep-state.ts';
import type { WeightsRefusal } from './weights-refusal.ts';

/** Page to worker. Requests with an `id` are answered by an event with the same `id`. */
export type WorkerCommand =
  /** The current configuration, outside of a run: fetch its data and choose its engine in the background. */
  | { type: 'configure'; config: RunConfig }
  /** Starts a run; with `fineTune` from the current weights and with their network. `oneStep`: it pauses after one step. */
  | { type: 'start'; config: RunConfig; fineTune?: boolean; oneStep?: boolean }
  /** Replaces the current model with that of a weight file, or refuses the file. */
  | { type: 'load'; id: number; name: string; bytes: Uint8Array; config: RunConfig }
  /** Resumes the saved run, or shows it again if it is finished; on `engine`, or on the one it had. */
  | { type: 'resume-saved-run'; engine: EngineName | null }
  /** Resumes the run of another tab here. */
  | { type: 'take-over' }
  /** Takes a dataset of the person's files; stores it where it can. */
  | { type: 'add-dataset'; dataset: OwnDataset }
  /** Deletes a person's dataset from storage. */
  | { type: 'delete-dataset'; data: string }
  /** Deletes the saved run. */
  | { type: 'delete-saved-run' }
  /** Saves the run now, since the page may be closed. */
  | { type: 'save' }
  /** The worker was lost while this engine trained in it: the engine is tried again before it is used. */
  | { type: 'distrust-engine'; engine: EngineName }
  /** Answered by `pong` at once, unless the worker is stuck. */
  | { type: 'ping' }
  | { type: 'pause' }
  | { type: 'resume' }
  /** One more training step of the run in progress, then a pause. */
  | { type: 'step' }
  /** The speed of this run and the next ones; null for full speed. */
  | { type: 'set-speed'; stepsPerSecond: number | null }
  /** Ends the run early: the best weights are restored and tested. */
  | { type: 'stop' }
  /** Deletes the run and its model. */
  | { type: 'reset' }
  | { type: 'set-learning-rate'; value: number }
  /**
   * 784 pixels, 0 (empty) … 255 (ink); `lines`: the same drawing before it was filled. `fresh`: a person just drew it;
   * otherwise it is sent again because the model has changed.
   */
  | { type: 'predict'; id: number; pixels: Uint8Array; lines?: Uint8Array | null; fresh?: boolean }
  /** Test images by their indices in the test set. */
  | { type: 'images'; id: number; indices: number[] }
  /** Activations and weights for one image. */
  | ({ type: 'inspect'; id: number } & InspectionRequest)
  /** The newest step that was trained alone: its batch. */
  | { type: 'explain-step'; id: number }
  /** How that step changed one parameter, by its flat index. */
  | { type: 'explain-parameter'; id: number; index: number }
  /** The gradients of all layers in that step: of one image of the batch, or for null their mean. */
  | { type: 'explain-gradients'; id: number; image: number | null }
  /** No view shows the step any more: what is held for it can be freed. */
  | { type: 'release-step' }
  /** For each of these test images: the most similar of the run's training images; of all that are loaded without a run. */
  | { type: 'nearest-images'; id: number; indices: number[] }
  /** Which units of the current model give the same output for every image. */
  | { type: 'constant-units'; id: number }
  /** The training images that a map of these weights responds to most. */
  | ({ type: 'filter-examples'; id: number } & FilterExamplesRequest)
  /**
   * Edits the model of a run that is paused or has ended; `continues` the newest edit, such as another value of the same
   * weight while it is dragged: they are undone together.
   */
  | { type: 'edit'; id: number; edit: Edit; continues?: boolean }
  /** Undoes the newest edit since the last step. */
  | { type: 'undo-edit'; id: number }
  /** The finished runs of this machine and those from files. */
  | { type: 'list-runs'; id: number }
  | { type: 'change-runs'; id: number; change: RunListChange }
  /** Adds runs from files to the list; each that is refused is named. */
  | { type: 'import-runs'; id: number; files: readonly RunFileSource[] }
  /** Runs of the list as files. */
  | { type: 'run-files'; id: number; runs: readonly string[] }
  /** The best weights of a run of the list, as a safetensors file. */
  | { type: 'run-weights'; id: number; run: string }
  /** The best weights as a safetensors file. */
  | { type: 'export'; id: number }
  /** The run and its best weights for other programs. */
  | { type: 'export-run'; id: number; request: ExportRequest }
  /** Times every engine that works here. Refused during a run, and ended without an answer by one. */
  | { type: 'test-speed'; id: number }
  | SweepCommand;

export type RunPhase =
  | 'idle'
  /** Data and engine are prepared for a run. */
  | 'preparing'
  | 'training'
  | 'validating'
  | 'paused'
  | 'testing'
  | 'finished'
  | 'failed';

export type DataStatus =
  | { state: 'idle' }
  | { state: 'loading'; received: number; total: number; secondsLeft: number | null }
  | { state: 'ready'; total: number; fromCache: boolean }
  /** The person's dataset of the configuration is not on this machine. */
  | { state: 'missing'; data: string };

/** A person's dataset that is here. */
export interface OwnDatasetEntry {
  facts: DatasetFacts;
  /** Why it is not in storage, in the browser's words: it is gone when the page is closed. */
  notStored: string | null;
}

/** Whether the run is in storage, up to which step. */
export type SavingStatus =
  | { state: 'saved'; step: number }
  | { state: 'not-saved'; step: number; reason: 'full' | 'unavailable' | 'failed'; detail: string };

/** Of the synthetic images of a run. */
export interface SyntheticProgress {
  done: number;
  total: number;
  secondsLeft: number;
}

/** The progress of the run in another tab. */
export interface OtherTabRun {
  epoch: number;
  epochs: number;
  step: number;
  totalSteps: number;
  /** Validation accuracy of its last epoch. */
  accuracy: number | null;
  /** It is a sweep, of so many networks; the other fields say nothing. */
  sweep?: { ended: number; count: number };
}

/** A run that was resumed by itself after its engine or its worker was lost. */
export interface Recovery {
  lost: 'device' | 'engine' | 'worker';
  engine: EngineName;
  /** Steps done when it was lost, and those of the checkpoint from which it was resumed. */
  atStep: number;
  fromStep: number;
  /** Recoveries of this run so far. */
  times: number;
  message: string;
}

/** Why something failed. Each has a sentence and a next step in the message catalogues. */
export type Failure =
  | {
      kind: 'data';
      file: string;
      /** The last three: a person's dataset, whose id is `file`, is not on this machine, damaged, or storage can't be read. */
      reason: 'network' | 'http' | 'checksum' | 'manifest' | 'decode' | 'missing' | 'damaged' | 'unreadable';
      status?: number;
      /** The run was saved up to this step. */
      resumable?: { step: number };
    }
  | {
      kind: 'diverged';
      symptom:
        | 'not-finite'
        /** Many steps in a row have the same loss, on different images. */
        | 'frozen'
        /** Many steps in a row have a loss of exactly zero. */
        | 'zero';
      /** The step, from 1, at which it was detected. */
      step: number;
      epoch: number;
      learningRate: number;
      /** The weights that were restored. */
      restored: { from: 'best-epoch'; epoch: number } | { from: 'start' };
    }
  | {
      kind: 'engine';
      engine: EngineName;
      reason: 'unavailable' | 'lost' | 'error';
      message: string;
      /** Engines that may work instead. */
      others: readonly EngineName[];
      /** Steps of the run that can be resumed, on this engine or on one of the others. */
      resumable?: { step: number };
    }
  /** A weight file's weights are finite, but the network's outputs overflow. */
  | { kind: 'weights'; name: string }
  /** The browser's lock between tabs failed: which tab may train is unknown. */
  | { kind: 'tabs'; message: string }
  /** Any other error while data and engine were prepared. */
  | { kind: 'unexpected'; message: string }
  /** The worker is lost. */
  | {
      kind: 'worker';
      reason:
        /** Code of the worker or of every engine could not be fetched. */
        | 'not-loaded'
        /** It was ended, as by a lack of memory, or an error escaped it. */
        | 'stopped'
        /** It no longer answers. */
        | 'silent';
      message: string;
      /** What another worker can resume: the run, up to its saved step, or the sweep, of which the newest state is saved or not. */
      resumable?: { step: number } | { sweep: 'newest' | 'older' };
    };

/** Worker to page. */
export type WorkerEvent =
  | { type: 'device'; report: DeviceReport }
  | { type: 'data'; status: DataStatus }
  /** The dataset that images are sent from. */
  | { type: 'dataset'; facts: DatasetFacts }
  /** All datasets of the person that are here; `unreadable`: why those in storage can't be listed. */
  | { type: 'datasets'; own: OwnDatasetEntry[]; unreadable?: string }
  | { type: 'phase'; phase: RunPhase }
  | { type: 'started'; plan: RunPlan }
  /** Replaces everything that the page knows of a run. */
  | { type: 'restored'; run: RestoredRun }
  | { type: 'saved-run'; report: SavedRunReport }
  | { type: 'saving'; status: SavingStatus }
  | { type: 'recovered'; recovery: Recovery }
  /** Another tab trains; null once none does. */
  | { type: 'other-tab'; run: OtherTabRun | null }
  | { type: 'pong' }
  | { type: 'steps'; report: StepsReport }
  | { type: 'learning-rate'; mark: LearningRateMark }
  /** Synthetic images of a run, before its first step. */
  | { type: 'synthetic-progress'; progress: SyntheticProgress }
  /** Progress of a validation or of the test, in images. */
  | { type: 'scoring'; done: number; total: number }
  | { type: 'epoch'; metrics: EpochMetrics }
  | { type: 'result'; result: TestResult }
  /** `probabilities` is null before the model has learned anything. */
  | { type: 'prediction'; id: number; probabilities: Float32Array | null; step: number }
  | { type: 'images'; id: number; indices: number[]; pixels: Uint8Array; labels: Uint8Array }
  /** Whether a weight file was loaded; its test result follows. `assumed`: see WeightFile. */
  | { type: 'loaded'; id: number; refusal: WeightsRefusal | null; assumed: boolean }
  | ({ type: 'inspected'; id: number } & Inspection)
  | ({ type: 'step-explained'; id: number } & StepExplanation)
  | ({ type: 'parameter-explained'; id: number } & ParameterExplanation)
  | ({ type: 'gradients-explained'; id: number } & GradientsExplanation)
  | ({ type: 'constant-units'; id: number } & ConstantUnits)
  /** A training image for each of `indices`. */
  | {
      type: 'nearest-images';
      id: number;
      indices: number[];
      pixels: Uint8Array;
      labels: Uint8Array;
      /** Root mean square difference in grey levels: 0 for the same image. */
      distances: Float32Array;
      /** The training images that were searched; `ofRun`: those that the run was trained on, and no others. */
      compared: { count: number; ofRun: boolean };
    }
  | ({ type: 'filter-examples'; id: number } & FilterExamples)
  /** The current model after an edit or its undoing. */
  | { type: 'edited'; id: number; report: EditReport }
  /** No edit can be undone any more. `steps`: those at which the run was trained on with edits. */
  | { type: 'edits-settled'; steps: number[] }
  /** The list of finished runs; without an `id` after a run was added to it. */
  | { type: 'runs'; id: number | null; runs: FinishedRuns; refused: readonly RefusedRunFile[] }
  /** Null for each run that is not in the list or damaged. */
  | { type: 'run-files'; id: number; files: readonly (RunFile | null)[] }
  | { type: 'exported'; id: number; name: string; bytes: Uint8Array<ArrayBuffer> }
  | { type: 'speed-progress'; progress: SpeedProgress }
  | { type: 'speed-tested'; id: number; test: SpeedTest }
  /** The request with this id can't be answered. `no-step`: no step was trained alone, or it lacks what is requested. */
  | { type: 'refused'; id: number; reason: 'no-model' | 'no-data' | 'no-step' | 'busy' }
  /** The engine, or anything else, failed on a request; `message` in its own words. */
  | { type: 'request-failed'; id: number; message: string }
  | { type: 'failure'; failure: Failure }
  | SweepEvent;
