// The compiled kernels as TypeScript sees them: what kernels/index.ts exports. No arithmetic is here.

import { OPTIMIZERS } from '../../contract/config.ts';
import { ACTIVATIONS, POOLINGS } from '../../contract/model.ts';
import type { EngineSpec } from '../engine.ts';

type Address = WebAssembly.Global<'i32'>;

/** Numbers of activations, poolings and optimizers in `configure` are their places in contract/. */
export interface Kernels {
  configure(
    c1: number,
    c3: number,
    f5: number,
    f6: number,
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
  /** Like `evaluate` 0, false, when a helper thread was lost. */
  train(count: number, batch: number, steps: number, images: number, labels: number): number;
  evaluate(count: number, images: number, labels: number): number;
  predict(count: number): void;
  forwardOne(): void;
  help(seen: number): void;
  quit(): void;
  currentJob(): number;
  takeOver(): void;
  giveUp(): void;
  lostHelper(): number;

  // Limits of one call.
  MAX_STEPS: Address;
  MAX_SAMPLES: Address;
  MAX_PICTURES: Address;

  // Places in memory, in bytes; of the layers in elements inside parameters, moment1 and moment2.
  words: Address;
  stepTable: Address;
  losses: Address;
  confidences: Address;
  predictions: Address;
  hits: Address;
  probabilities: Address;
  pictures: Address;
  // One lane of four for each sample: what the layers gave last.
  maps1: Address;
  pooled1: Address;
  maps3: Address;
  pooled3: Address;
  hidden5: Address;
  hidden6: Address;
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
  width5: Address;
  width6: Address;
  width7: Address;

  // For the tests.
  activate(address: number, count: number): void;
  exponentials(address: number, count: number): void;
  logarithm(x: number): number;
}

export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}

/** First byte after the control words and tables: where arrays may lie. */
export const FIRST_BYTE = 2048;

/** The arguments of `configure` for thread `thread` of `threads`, with arrays from `first` on, for engine number `engine`. */
export function configurationOf(
  spec: EngineSpec,
  threads: number,
  thread: number,
  first: number,
  engine: number,
): Parameters<Kernels['configure']> {
  const { c1, c3, f5, f6, activation, pooling, dense } = spec.model;
  return [
    c1,
    c3,
    f5,
    f6,
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
