// The work of a run in multiply-adds, from which its time follows by a measured speed.

import { runCounts, type RunConfig } from './config.ts';
import type { ModelConfig } from './model.ts';

type Widths = Pick<ModelConfig, 'c1' | 'c3' | 'f5' | 'f6' | 'classes'>;

/** Multiply-adds of the forward pass of one image: c1 on its own, and the other layers together. */
function layerWork({ c1, c3, f5, f6, classes }: Widths): { first: number; others: number } {
  const first = c1 * 25 * 28 * 28;
  const others = c3 * c1 * 25 * 10 * 10 + c3 * 25 * f5 + f5 * f6 + f6 * classes;
  return { first, others };
}

/** Multiply-adds of one training image: forward, and backward to the weights and, except in c1, to the inputs. */
export function trainingWork(widths: Widths): number {
  const { first, others } = layerWork(widths);
  return 2 * first + 3 * others;
}

/** Multiply-adds of a whole run: training, the validations and the test on `testCount` images. */
export function runWork(config: RunConfig, testCount: number): number {
  const { first, others } = layerWork(config);
  const { trainCount, validationCount } = runCounts(config);
  const scored = config.epochs * validationCount + testCount;
  return config.epochs * trainCount * trainingWork(config) + scored * (first + others);
}
