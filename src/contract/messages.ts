// The two message types between page and worker. Types only.

import type { SavedRunReport } from './checkpoint.ts';
import type { EngineName, RunConfig } from './config.ts';
import type { ComputeDevice } from './device.ts';
import type { Inspection, InspectionRequest } from './inspection.ts';
import type {
  EpochMetrics,
  LearningRateMark,
  RestoredRun,
  RunPlan,
  StepsReport,
  TestResult,
} from './metrics.ts';
import type { WeightsRefusal } from './weights-refusal.ts';

/** Page to worker. Requests with an `id` are answered by an event with the same `id`. */
export type WorkerCommand =
  /** The configuration in force while no run is on: its data is fetched and its engine looked for, in the background. */
  | { type: 'configure'; config: RunConfig }
  /** A run from the start; `onward` from the weights at hand instead of fresh ones, where they fit. */
  | { type: 'start'; config: RunConfig; fineTune?: boolean }
  /** A weight file's bytes: its model takes the place of the one at hand, or is refused. */
  | { type: 'load'; id: number; name: string; bytes: Uint8Array; config: RunConfig }
  /** The kept run goes on, or is shown again when it is done; on `engine`, or on the one it had. */
  | { type: 'continue'; engine: EngineName | null }
  /** The run of another tab goes on here. */
  | { type: 'take-over' }
  /** The kept run is not wanted. */
  | { type: 'forget' }
  /** The page may go away: keep the run now. */
  | { type: 'save' }
  /** Answered by `pong` at once: a worker that does not is stuck. */
  | { type: 'ping' }
  | { type: 'pause' }
  | { type: 'resume' }
  /** Ends the run early: the best weights are restored and scored. */
  | { type: 'stop' }
  /** Forgets the run and its model. */
  | { type: 'reset' }
  | { type: 'set-learning-rate'; value: number }
  /**
   * 784 pixels, 0 (empty) … 255 (ink); `lines`: of a drawing, as much before it was filled. `fresh`: a person just drew it,
   * and waits; otherwise it is asked about again because the model moved.
   */
  | { type: 'predict'; id: number; pixels: Uint8Array; lines?: Uint8Array | null; fresh?: boolean }
  /** Test pictures by their place in the test set, 0 … 9,999. */
  | { type: 'images'; id: number; indices: number[] }
  /** The network's inside for one picture. */
  | ({ type: 'inspect'; id: number } & InspectionRequest)
  /** For test pictures by their place: the training picture, of those that are here, that looks most like it. */
  | { type: 'nearest-images'; id: number; indices: number[] }
  /** The best weights as a safetensors file. */
  | { type: 'export'; id: number };

export type RunPhase =
  | 'idle'
  /** Data and engine are being made ready for a run. */
  | 'preparing'
  | 'training'
  | 'validating'
  | 'paused'
  | 'testing'
  | 'finished'
  | 'failed';

export type WebgpuStatus =
  | { state: 'hardware' | 'software'; adapter: string }
  | { state: 'none'; reason: 'insecure-context' | 'no-api' | 'no-adapter' | 'no-device'; detail?: string };

/** How one engine did when it had to prove itself. */
export interface EngineTrial {
  engine: EngineName;
  /** Null where it could not be made. */
  device: ComputeDevice | null;
  verdict:
    | 'proven'
    /** It computes something else than the reference. */
    | 'wrong'
    /** It could not start, or broke. */
    | 'failed'
    /** Its code could not be fetched. It is tried again when the worker is asked again. */
    | 'not-loaded'
    /** What it needs is not here. */
    | 'missing'
    /** It would run on an emulated GPU, which is slower than plain code: not tried. */
    | 'emulated';
  /** For a step of the configuration's batch; null unless proven. */
  millisecondsPerStep: number | null;
  /** What was wrong, or what the engine said. */
  detail?: string;
}

/** What can train here, and which engine the configuration gets. */
export interface DeviceReport {
  webgpu: WebgpuStatus;
  chosen: EngineName;
  /** The chosen engine's. */
  device: ComputeDevice;
  reason:
    | 'fastest'
    /** The GPU is about as fast as the fastest, and leaves the CPU alone. */
    | 'gpu-near-tie'
    /** The person asked for this engine, and it is proven. */
    | 'requested'
    /** The person asked for another engine, which its trial refused. */
    | 'requested-refused';
  trials: readonly EngineTrial[];
}

export type DataStatus =
  | { state: 'idle' }
  | { state: 'loading'; received: number; total: number; secondsLeft: number | null }
  | { state: 'ready'; total: number; fromCache: boolean };

/** Whether what was trained would outlive this page. */
export type SavingStatus =
  | { state: 'saved'; step: number }
  | { state: 'not-saved'; step: number; reason: 'full' | 'unavailable'; detail: string };

/** Of the pictures that a run needs made. */
export interface SyntheticProgress {
  done: number;
  total: number;
  secondsLeft: number;
}

/** How the run of another tab stands. */
export interface OtherTabRun {
  epoch: number;
  epochs: number;
  step: number;
  totalSteps: number;
  /** On validation, of its last epoch. */
  accuracy: number | null;
}

/** A run that went on by itself after its engine or its worker was lost. */
export interface Recovery {
  lost: 'device' | 'engine' | 'worker';
  engine: EngineName;
  /** Steps done when it was lost, and those of the checkpoint that it went on from. */
  atStep: number;
  fromStep: number;
  /** Of this run. */
  times: number;
  message: string;
}

/** Why something did not happen; each has a sentence and a next step in the message catalogues. */
export type Failure =
  | {
      kind: 'data';
      file: string;
      reason: 'network' | 'http' | 'checksum' | 'manifest' | 'decode';
      status?: number;
    }
  | {
      kind: 'diverged';
      sign:
        | 'not-finite'
        /** The same loss for step after step of different pictures. */
        | 'frozen'
        /** A loss of exactly zero, step after step. */
        | 'zero';
      /** The step, from 1, that showed it. */
      step: number;
      epoch: number;
      learningRate: number;
      /** What the model was put back to. */
      restored: { from: 'best-epoch'; epoch: number } | { from: 'start' };
    }
  | {
      kind: 'engine';
      engine: EngineName;
      reason: 'unavailable' | 'lost' | 'error';
      message: string;
      /** Engines that may do better. */
      others: readonly EngineName[];
      /** Steps of the run that can go on, on this engine or on one of the others. */
      resumable?: { step: number };
    }
  /** A weight file's weights are finite, but the network's outputs overflow. */
  | { kind: 'weights'; name: string }
  /** The browser's lock between tabs failed: which tab may train is unknown. */
  | { kind: 'tabs'; message: string }
  /** The worker can't work on, and another one is needed. `resumable`: steps of the saved run. */
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
      resumable?: { step: number };
    };

/** Worker to page. */
export type WorkerEvent =
  | { type: 'device'; report: DeviceReport }
  | { type: 'data'; status: DataStatus }
  | { type: 'phase'; phase: RunPhase }
  | { type: 'started'; plan: RunPlan }
  /** Takes the place of everything that the page knew of a run. */
  | { type: 'restored'; run: RestoredRun }
  | { type: 'saved-run'; report: SavedRunReport }
  | { type: 'saving'; status: SavingStatus }
  | { type: 'recovered'; recovery: Recovery }
  /** Another tab trains; null once none does. */
  | { type: 'other-tab'; run: OtherTabRun | null }
  | { type: 'pong' }
  | { type: 'steps'; report: StepsReport }
  | { type: 'learning-rate'; mark: LearningRateMark }
  /** Pictures made for a run before its first step. */
  | { type: 'synthetic-progress'; progress: SyntheticProgress }
  /** Progress of a validation or of the final score, in pictures. */
  | { type: 'scoring'; done: number; total: number }
  | { type: 'epoch'; metrics: EpochMetrics }
  | { type: 'result'; result: TestResult }
  /** `probabilities` is null while the model has not learned anything. */
  | { type: 'prediction'; id: number; probabilities: Float32Array | null; step: number }
  | { type: 'images'; id: number; indices: number[]; pixels: Uint8Array; labels: Uint8Array }
  /** Whether a weight file was taken; its score follows as a result. */
  | { type: 'loaded'; id: number; refusal: WeightsRefusal | null; assumed: boolean }
  | ({ type: 'inspected'; id: number } & Inspection)
  /** Training pictures, one for each of `indices`; `compared` of them were looked at. */
  | {
      type: 'nearest-images';
      id: number;
      indices: number[];
      pixels: Uint8Array;
      labels: Uint8Array;
      /** Root mean square difference in grey levels: 0 for the same picture. */
      distances: Float32Array;
      compared: number;
    }
  | { type: 'exported'; id: number; name: string; bytes: Uint8Array<ArrayBuffer> }
  /** A request that can't be answered, by its id. */
  | { type: 'refused'; id: number; reason: 'no-model' | 'no-data' | 'busy' }
  /** The engine failed on a request; `message` in its own words. */
  | { type: 'request-failed'; id: number; message: string }
  | { type: 'failure'; failure: Failure };
