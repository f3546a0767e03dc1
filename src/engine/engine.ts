// The interface of every engine: a LeNet with its optimizer on some device.

import type { Activations } from '../contract/activations.ts';
import type { EngineName, Optimizer } from '../contract/config.ts';
import type { ComputeDevice } from '../contract/device.ts';
import type { ModelConfig } from '../contract/model.ts';

/** What an engine is created for. Any change needs another engine. */
export interface EngineSpec {
  model: ModelConfig;
  optimizer: Optimizer;
  weightDecay: number;
  labelSmoothing: number;
  /** Largest batch of `train`. */
  maxBatch: number;
  /** Most threads of an engine that has threads; 0 or undefined: as many as the cores and the batch allow. */
  threads?: number;
}

/** Adam's and SGD's constants, PyTorch's defaults. */
export const ADAM_BETA1 = 0.9;
export const ADAM_BETA2 = 0.999;
export const ADAM_EPSILON = 1e-8;
export const SGD_MOMENTUM = 0.9;

/** A model's parameters and the optimizer's moments, in the flat layout of contract/model.ts. */
export interface ModelState {
  /** Optimizer updates so far (Adam's t). */
  step: number;
  parameters: Float32Array;
  /** First moment (adam, adamw) or momentum buffer (sgd). */
  moment1: Float32Array;
  /** Second moment; stays zero for sgd. */
  moment2: Float32Array;
}

/** Some training steps. Step s takes samples[s * batch … (s + 1) * batch); the last step may be shorter. */
export interface Chunk {
  /** Sample words (contract/sample.ts). */
  samples: Uint32Array;
  batch: number;
  /** One learning rate for each step; its length is the number of steps. */
  learningRates: Float32Array;
}

/** For each step, before its update: mean loss (with label smoothing) and number of correct predictions. */
export interface ChunkResult {
  losses: Float32Array;
  correct: Uint32Array;
}

/** Scores without label smoothing. */
export interface Evaluation {
  /** Sum of the samples' cross-entropies, in nats. */
  lossSum: number;
  correct: number;
  /** For each sample: the most probable class (the first of equals) and its probability. */
  predicted: Uint8Array;
  confidence: Float32Array;
}

export interface Engine {
  readonly name: EngineName;
  readonly device: ComputeDevice;
  /**
   * Takes the dataset: `images` [count, 28, 28] uint8, scaled by 1/255 when a sample word reads them, and `labels`
   * [count].
   */
  upload(images: Uint8Array, labels: Uint8Array): Promise<void>;
  /** Enqueues all steps and resolves after one readback. Rejects with `DeviceLostError` when the device was lost. */
  train(chunk: Chunk): Promise<ChunkResult>;
  evaluate(samples: Uint32Array): Promise<Evaluation>;
  /** Probabilities [count, 10] of `images` [count, 28, 28] uint8, which need not be in the dataset. */
  predict(images: Uint8Array): Promise<Float32Array>;
  /** The outputs of every layer for `image` [28, 28] uint8, which need not be in the dataset. */
  activations(image: Uint8Array): Promise<Activations>;
  read(): Promise<ModelState>;
  write(state: ModelState): Promise<void>;
  /** Frees all memory. Calls on the engine reject afterwards. */
  dispose(): void;
}

/** The device was lost. Work enqueued since the last readback is invalid. */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';
}
