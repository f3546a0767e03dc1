// TypeScript's view of the compiled kernels: the exports of kernels/index.ts.

import { OPTIMIZERS } from '../../contract/config.ts';
import { ACTIVATIONS, POOLINGS } from '../../contract/model.ts';
import type { EngineSpec } from '../engine.ts';

type Address = WebAssembly.Global<'i32'>;

/** Activations, poolings and optimizers are numbers: their indices in the lists of contract/. */
export interface Kernels {
  configure(
    c1: number,
    c3: number,
    f5: number,
    f6: number,
    classes: number,
    activation: number,
    pooling: number,
    dense: number,
    optimizer: number,
    weightDecay: number,
    labelSmoothing: number,
    maxBatch: number,
    threads: number,
    thread: number,
    first: number,
    engine: number,
  ): void;
  fillByteValues(): void;
  /** 0 (false) when a helper thread was lost; so is `evaluate`'s result. */
  train(count: number, batch: number, steps: number, images: number, labels: number): number;
  evaluate(count: number, images: number, labels: number): number;
  predict(count: number): void;
  forwardOne(): void;
  help(seen: number): void;
  quit(): void;
  currentJob(): number;
  takeOver(): void;
  abandon(): void;
  lostHelper(): number;

  // Limits of one call.
  MAX_STEPS: Address;
  MAX_SAMPLES: Address;
  MAX_IMAGES: Address;

  // Addresses in bytes; f5Weight to f7Bias are offsets in elements inside parameters, moment1 and moment2.
  words: Address;
  stepTable: Address;
  losses: Address;
  confidences: Address;
  predictions: Address;
  correctFlags: Address;
  probabilities: Address;
  predictImages: Address;
  // Outputs of the layers in the last forward pass, one lane of four for each sample.
  c1Output: Address;
  s2Output: Address;
  c3Output: Address;
  s4Output: Address;
  f5Output: Address;
  f6Output: Address;
  logits: Address;
  parameters: Address;
  moment1: Address;
  moment2: Address;
  end: Address;
  parameterCount: Address;
  f5Weight: Address;
  f5Bias: Address;
  f6Weight: Address;
  f6Bias: Address;
  f7Weight: Address;
  f7Bias: Address;
  f5Width: Address;
  f6Width: Address;
  f7Width: Address;

  // For tests.
  activate(address: number, count: number): void;
  exponentials(address: number, count: number): void;
  logarithm(x: number): number;
}

/** The message that starts a helper thread. */
export interface HelperStart {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  /** Arguments of `configure`, with the helper's own number. */
  configuration: Parameters<Kernels['configure']>;
  /** Number of the last job before this helper's first. */
  seen: number;
}

export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}

/** First byte after the control words and tables, where the arrays may begin. */
export const FIRST_BYTE = 2048;

/**
 * The arguments of `configure` for thread `thread` of `threads`, arrays from byte `first` on, and engine number
 * `engine`.
 */
export function configurationOf(
  spec: EngineSpec,
  threads: number,
  thread: number,
  first: number,
  engine: number,
): Parameters<Kernels['configure']> {
  const { c1, c3, f5, f6, classes, activation, pooling, dense } = spec.model;
  return [
    c1,
    c3,
    f5,
    f6,
    classes,
    ACTIVATIONS.indexOf(activation),
    POOLINGS.indexOf(pooling),
    dense ? 1 : 0,
    OPTIMIZERS.indexOf(spec.optimizer),
    spec.weightDecay,
    spec.labelSmoothing,
    spec.maxBatch,
    threads,
    thread,
    first,
    engine,
  ];
}
