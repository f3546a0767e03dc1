// The messages of sweeps between page and worker: what a sweep shows, its commands and its events. Types only.

import type { ConfusionCounts } from '../base/confusion.ts';
import type { RunConfig } from './config.ts';
import type { ComputeDevice } from './device.ts';
import type { LearningRateSearch } from './learning-rate-search.ts';
import type { PlanRefusal, SweepEngine, SweepPlan } from './sweep.ts';

export type SweepPhase =
  /** Data and networks are prepared. */
  | 'preparing'
  | 'training'
  | 'paused'
  /** Every member has ended. */
  | 'ended'
  /** In storage, and not under way: it can be resumed. */
  | 'saved';

export type MemberStatus =
  /** Members train side by side, but not all of a large sweep at once. */
  | { state: 'waiting' }
  | { state: 'training' }
  /** Its best weights are tested: it can be opened. */
  | { state: 'done' }
  /** The person ended it. */
  | { state: 'dropped' }
  /** It was stopped before its first step. */
  | { state: 'not-trained' }
  /** As a run does: see `Failure`. Its last epochs stay. */
  | { state: 'diverged'; symptom: 'not-finite' | 'frozen' | 'zero'; step: number; epoch: number }
  | {
      state: 'failed';
      /** Its thread stopped, or the GPU was lost, again and again; `memory`: there is not enough for its network. */
      reason: 'thread' | 'gpu' | 'memory' | 'unexpected';
      message: string;
    };

export interface MemberEpoch {
  /** From 1. */
  epoch: number;
  trainLoss: number;
  trainAccuracy: number;
  validationLoss: number;
  validationAccuracy: number;
}

export interface MemberState {
  index: number;
  status: MemberStatus;
  /** Steps done. */
  step: number;
  totalSteps: number;
  /** The curve of the training loss: means of `stepsPerPoint` steps each; the last one may be of fewer. */
  losses: Float32Array;
  stepsPerPoint: number;
  epochs: readonly MemberEpoch[];
  /** The epoch with the best validation accuracy so far. */
  best: { epoch: number; validationAccuracy: number } | null;
  /** Result of the best weights on the test set. */
  test: { accuracy: number; loss: number } | null;
  /** Its computing. On threads, members beside it are not counted; on a GPU they share its steps. */
  seconds: number;
}

export interface SweepProgress {
  phase: SweepPhase;
  /** Progress of the synthetic images, while they are generated. */
  synthetic: { done: number; total: number; secondsLeft: number } | null;
  /** From the measured speed; null before there is one. */
  secondsLeft: number | null;
  /** Training images a second, of all members together. */
  imagesPerSecond: number | null;
  /** Why the newest state is not in storage; null where it is. */
  notSaved: { reason: 'full' | 'unavailable' | 'failed'; detail: string } | null;
}

export interface SweepState extends SweepProgress {
  /** Another one for each sweep that is started. */
  id: string;
  plan: SweepPlan;
  /** What trains members; null if the sweep is not in progress. */
  device: ComputeDevice | null;
  /** Why threads train it and not the requested engine; null where they don't, and where only a choice in this visit says why. */
  engineRefusal: EngineRefusal | null;
  /** In the order of `membersOf`. */
  members: readonly MemberState[];
}

/** Why threads train a sweep whose base requests another engine. */
export type EngineRefusal =
  /** It trains no sweeps. */
  | { reason: 'no-sweeps' }
  /** More kinds of networks than may share a GPU. */
  | { reason: 'kinds'; kinds: number; limit: number }
  /** The browser has no WebGPU. */
  | { reason: 'no-webgpu' }
  /** It could not start, or its results differ from the reference's. `detail`: in the engine's words. */
  | { reason: 'failed'; detail: string | null }
  /** Members were trained on threads before. */
  | { reason: 'begun' };

/** Why a command was not carried out. Nothing changed. */
export type SweepRefusal =
  | PlanRefusal
  /** A run, a sweep or a search is under way. */
  | { reason: 'busy' }
  | { reason: 'other-tab' }
  /** Storage holds no sweep. */
  | { reason: 'nothing-saved' }
  /** Storage can't be read now. */
  | { reason: 'unreadable'; detail: string }
  /** Storage holds one that is not complete, or not valid. */
  | { reason: 'damaged'; detail: string }
  /** It could not be deleted from storage. */
  | { reason: 'not-deleted'; detail: string }
  /** It is on other data than the page shows. */
  | { reason: 'other-data'; data: string }
  /** The member has not been tested. */
  | { reason: 'not-done' }
  /** WebAssembly or the GPU is missing, or its networks can't start. */
  | { reason: 'no-engine'; engine: SweepEngine; message: string };

/** Page to worker. */
export type SweepCommand =
  /** Replaces the sweep before it, in storage too. */
  | { type: 'start-sweep'; plan: SweepPlan }
  /** Sends the sweep of this visit, or the one in storage: `sweep`. */
  | { type: 'show-sweep' }
  | { type: 'pause-sweep' }
  /** Resumes a paused sweep, or the one in storage. */
  | { type: 'resume-sweep' }
  /** Each member that has begun ends early: its best weights are tested. */
  | { type: 'stop-sweep' }
  /** The member ends now and is not tested. */
  | { type: 'drop-member'; member: number }
  /** A tested member becomes the run that every view shows: `restored`. It is saved and listed as a run. */
  | { type: 'open-member'; member: number }
  /** Ends the sweep and deletes it, from storage too. */
  | { type: 'clear-sweep' }
  /** Answered by `learning-rate-found`. Refused (`busy`) during a run or a sweep, and ended by one. */
  | { type: 'find-learning-rate'; id: number; config: RunConfig }
  /** The mean of the probabilities of these tested members, on the test set (`vote`) or for a drawing (`drawing-vote`). */
  | { type: 'vote'; id: number; members: readonly number[]; drawing: VotedDrawing | null };

/** [28, 28] each: the drawing as the network gets it, and before it was filled. */
export interface VotedDrawing {
  pixels: Uint8Array;
  lines: Uint8Array | null;
}

export interface Vote {
  members: readonly number[];
  /** On the test set. */
  accuracy: number;
  /** Mean of the members' own accuracies. */
  meanAccuracy: number;
  /** [classes, classes]: rows true classes, columns predicted ones. */
  confusion: ConfusionCounts;
  /** For each test image, in dataset order: the predicted class and its mean probability. */
  predicted: Uint8Array;
  confidence: Float32Array;
}

/** Probabilities of the classes for a drawing. */
export interface DrawingVote {
  /** Their mean. */
  mean: Float32Array;
  members: readonly { member: number; probabilities: Float32Array }[];
}

/** Worker to page. */
export type SweepEvent =
  /** Everything of a sweep; null where there is none. */
  | { type: 'sweep'; state: SweepState | null }
  /** At most four times a second: the members that have changed. */
  | { type: 'sweep-progress'; progress: SweepProgress; changed: readonly MemberState[] }
  | { type: 'sweep-refused'; refusal: SweepRefusal }
  | { type: 'learning-rate-found'; id: number; search: LearningRateSearch }
  | { type: 'vote'; id: number; vote: Vote }
  | { type: 'drawing-vote'; id: number; vote: DrawingVote };
