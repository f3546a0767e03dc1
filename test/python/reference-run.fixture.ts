// A run on the reference's plain loops, in single or in double precision, as training/run/run.ts makes it.

import { runCounts, type RunConfig } from '../../src/contract/config.ts';
import type { LearningRateMark } from '../../src/contract/metrics.ts';
import type { CreateFloats, Floats } from '../../src/engine/reference/floats.ts';
import { Trainer, type Dataset } from '../../src/engine/reference/trainer.ts';
import { initialParameters } from '../../src/recipe/initial-parameters.ts';
import { learningRateFactor } from '../../src/recipe/schedule.ts';
import { epochOrder, trainingImages } from '../../src/recipe/split.ts';
import { engineSpec } from '../../src/training/engine-spec.ts';

/** Of every step of the run. */
export function learningRates(config: RunConfig, marks: readonly LearningRateMark[]): Float32Array {
  const { totalSteps } = runCounts(config);
  const rateAt = (step: number) => marks.findLast((mark) => mark.step <= step)?.value ?? config.lr;
  return Float32Array.from(
    { length: totalSteps },
    (_, step) => rateAt(step) * learningRateFactor(config, step, totalSteps),
  );
}

export interface ReferenceRun {
  parameters: Floats;
  losses: number[];
}

interface Wanted {
  dataset: Dataset;
  create: CreateFloats;
  marks?: readonly LearningRateMark[];
  /** Fewer than the run has. */
  steps?: number;
  initial?: Float32Array | null;
}

export function referenceRun(
  config: RunConfig,
  { dataset, create, marks = [], steps = Infinity, initial }: Wanted,
): ReferenceRun {
  const trainer = new Trainer(engineSpec(config), create);
  trainer.state.parameters.set(initial ?? initialParameters(config, config.init, config.seed));
  const train = trainingImages(config);
  const rates = learningRates(config, marks);
  const losses: number[] = [];
  for (let epoch = 1; epoch <= config.epochs; epoch++) {
    const order = epochOrder(config, train, epoch);
    for (let first = 0; first < order.length && losses.length < steps; first += config.batch) {
      const end = Math.min(first + config.batch, order.length);
      losses.push(trainer.step(dataset, order, first, end, rates[losses.length]!).loss);
    }
  }
  return { parameters: trainer.state.parameters, losses };
}

/** The largest difference of two arrays of one length. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} numbers`);
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    // NaN is no small difference.
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}
