// The one interface of every engine: a LeNet with its optimizer, on some device. No engine knows runs, epochs or files.

import type { Activations } from '../contract/activations.ts';
import type { EngineName, Optimizer } from '../contract/config.ts';
import type { ComputeDevice } from '../contract/device.ts';
import type { ModelConfig } from '../contract/model.ts';

/** What an engine is made for. A change of any of it needs another engine. */
export interface EngineSpec {
  model: ModelConfig;
  optimizer: Optimizer;
  weightDecay: number;
  labelSmoothing: number;
  /** Largest batch that `train` will be given. */
  maxBatch: number;
  /** For engines with threads: how many at most; 0, or left out, for as many as pay off. */
  threads?: number;
}

/**
 * The dataset's pictures in a shared memory where the wasm engine computes as well, so that it needs no copy of them.
 * One engine at a time; the next one takes the memory over.
 */
export interface ImageMemory {
  readonly memory: WebAssembly.Memory;
  /** From PICTURES_FIRST on. */
  readonly images: Uint8Array;
  /** A thread that was lost may still write there: for pictures alone from now on. */
  spoiled: boolean;
}

export const IMAGES_OFFSET = 65_536;
/** The memory's bound in 64 KiB, as tools/build-wasm.ts declares it: 200 MB. */
export const MAXIMUM_PAGES = 3051;

/** Adam's and SGD's constants, PyTorch's defaults. */
export const ADAM_BETA1 = 0.9;
export const ADAM_BETA2 = 0.999;
export const ADAM_EPSILON = 1e-8;
export const SGD_MOMENTUM = 0.9;

/** Everything an engine holds of a model, in the flat layout of contract/model.ts. */
export interface ModelState {
  /** Optimizer updates made so far (Adam's t). */
  step: number;
  parameters: Float32Array;
  /** First moment (adam, adamw) or momentum buffer (sgd). */
  moment1: Float32Array;
  /** Second moment; stays zero for sgd. */
  moment2: Float32Array;
}

/** Some training steps: step s has samples[s * batch … (s + 1) * batch), of which only the last step may be short. */
export interface Chunk {
  /** Sample words (contract/sample.ts). */
  samples: Uint32Array;
  batch: number;
  /** One learning rate a step; its length is the number of steps. */
  learningRates: Float32Array;
}

/** Of each step, before its update: mean loss (with label smoothing) and number of right predictions. */
export interface ChunkResult {
  losses: Float32Array;
  correct: Uint32Array;
}

/** Scores without label smoothing. */
export interface Evaluation {
  /** Sum of the cross-entropies, in nats. */
  lossSum: number;
  correct: number;
  /** Per sample: the most probable class (the first of equals) and its probability. */
  predicted: Uint8Array;
  confidence: Float32Array;
}

export interface Engine {
  readonly name: EngineName;
  readonly device: ComputeDevice;
  /** Takes the dataset once. `images` [count, 28, 28] uint8, `labels` [count]; read through sample words, scaled by 1/255. */
  upload(images: Uint8Array, labels: Uint8Array): Promise<void>;
  /** Enqueues all steps and resolves after one readback from a live device. Rejects with `DeviceLostError` otherwise. */
  train(chunk: Chunk): Promise<ChunkResult>;
  evaluate(samples: Uint32Array): Promise<Evaluation>;
  /** Probabilities [count, 10] of pictures that are not in the dataset; `images` [count, 28, 28] uint8. */
  predict(images: Uint8Array): Promise<Float32Array>;
  /** What every layer gives for one picture [28, 28] uint8 that is not in the dataset. Changes nothing. */
  activations(image: Uint8Array): Promise<Activations>;
  read(): Promise<ModelState>;
  write(state: ModelState): Promise<void>;
  /** Frees everything; the engine can't be used after. */
  dispose(): void;
}

/** The device went away: what was enqueued since the last readback is not to be trusted. */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';
}
