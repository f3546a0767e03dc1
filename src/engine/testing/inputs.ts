// Synthetic images and small networks for tests that the golden cases do not cover.

import { randomStream } from '../../base/random.ts';
import { parameterLayout, type ModelConfig } from '../../contract/model.ts';
import { encodeSample } from '../../contract/sample.ts';
import { initialParameters } from '../../recipe/initial-parameters.ts';
import type { Chunk, Engine, EngineSpec, ModelState } from '../engine.ts';
import { freshState } from '../fresh-state.ts';
import { relativeError, tensorErrors } from './measure.ts';
import type { ParityRecord } from './parity.ts';
import { SINGLE_PRECISION } from '../tolerances.ts';

export const COUNT = 12;
/** Widths divisible by four, like the preset "modern": tfjs has vec4 kernels for them, which no golden case uses. */
export const SPEC: EngineSpec = {
  model: { c1: 8, c3: 12, f5: 16, f6: 12, activation: 'relu', pooling: 'max', dense: true, classes: 10 },
  optimizer: 'sgd',
  weightDecay: 0,
  labelSmoothing: 0.05,
  maxBatch: 4,
};
/** Widths and choices that no golden case has together. */
export const ODD_WIDTHS = [
  { c1: 5, c3: 7, f5: 13, f6: 9, activation: 'tanh', pooling: 'max', dense: true, classes: 10 },
  { c1: 1, c3: 1, f5: 1, f6: 1, activation: 'tanh', pooling: 'max', dense: true, classes: 10 },
  { c1: 3, c3: 6, f5: 30, f6: 11, activation: 'relu', pooling: 'average', dense: false, classes: 10 },
  { c1: 8, c3: 9, f5: 15, f6: 400, activation: 'tanh', pooling: 'average', dense: true, classes: 10 },
] satisfies ModelConfig[];
/** With the first of the odd widths, so that one network of them needs no further kernels. */
export const ODD_SPEC: EngineSpec = {
  model: ODD_WIDTHS[0]!,
  optimizer: 'sgd',
  weightDecay: 0,
  labelSmoothing: 0.1,
  maxBatch: 4,
};
const random = randomStream(7, 'engine test');
export const IMAGES = Uint8Array.from({ length: COUNT * 784 }, () =>
  random.unit() < 0.4 ? 0 : random.below(256),
);
export const LABELS = Uint8Array.from({ length: COUNT }, () => random.below(10));
export const SAMPLES = Uint32Array.from({ length: COUNT }, (_, index) =>
  encodeSample({ index, flip: index % 2 === 1, shiftX: (index % 5) - 2, shiftY: (index % 3) - 1 }),
);
/** Three steps, the last one of a single image. */
export const CHUNK: Chunk = {
  samples: SAMPLES.subarray(0, 9),
  batch: 4,
  learningRates: Float32Array.of(1e-2, 2e-2, 1e-2),
};

export function startState(spec: EngineSpec): ModelState {
  return freshState(initialParameters(spec.model, 'pytorch', 7));
}

/**
 * A state whose c1 outputs its bias everywhere: all values of a pooling window are equal, though their inputs differ.
 */
export function tiedState(spec: EngineSpec): ModelState {
  const state = startState(spec);
  const [weight] = parameterLayout(spec.model).tensors;
  state.parameters.fill(0, 0, weight!.size);
  state.parameters.fill(0.5, weight!.size, weight!.size + spec.model.c1);
  return state;
}

export async function started(engine: Engine, state: ModelState): Promise<Engine> {
  await engine.upload(IMAGES, LABELS);
  await engine.write(state);
  return engine;
}

/**
 * The differences of two engines after training on the same chunk; both have the same spec, with SGD. Disposes of both.
 */
export async function compareTraining(
  engines: readonly [Engine, Engine],
  state: ModelState,
  chunk: Chunk,
  { model }: EngineSpec,
): Promise<ParityRecord[]> {
  const [engine, reference] = [await started(engines[0], state), await started(engines[1], state)];
  const results = [await engine.train(chunk), await reference.train(chunk)] as const;
  const states = [await engine.read(), await reference.read()] as const;
  engine.dispose();
  reference.dispose();
  const { loss, exact, gradient } = SINGLE_PRECISION;
  const moments = tensorErrors('momentum', model, states[0].moment1, states[1].moment1);
  return [
    { what: 'losses', error: relativeError(results[0].losses, results[1].losses), tolerance: loss.value },
    { what: 'correct', error: relativeError(results[0].correct, results[1].correct), tolerance: exact.value },
    ...moments.map(({ what, error }) => ({ what, error, tolerance: gradient.value })),
  ];
}
