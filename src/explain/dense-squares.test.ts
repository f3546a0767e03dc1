// Sums of dense layers' squared gradients against the gradients themselves.

import { expect, test } from 'vitest';
import { randomStream } from '../base/random.ts';
import { plainLoops } from '../engine/reference/plain-loops.ts';
import { relativeError } from '../engine/testing/measure.ts';
import { DOUBLE_PRECISION } from '../engine/tolerances.ts';
import { DenseSquares } from './dense-squares.ts';

const INPUTS = 11;
const OUTPUTS = 5;
const random = randomStream(4, 'dense gradients');
const values = (length: number) => Float64Array.from({ length }, () => random.unit() - 0.5);
const SAMPLES = Array.from({ length: 6 }, () => ({ input: values(INPUTS), gradient: values(OUTPUTS) }));

/** All gradients of the weights and biases, summed over the samples. */
function allGradients(samples: typeof SAMPLES): number[] {
  const sum = (term: (sample: (typeof SAMPLES)[0]) => number) =>
    samples.reduce((total, sample) => total + term(sample), 0);
  return Array.from({ length: OUTPUTS }, (_, o) => [
    ...Array.from({ length: INPUTS }, (_i, i) => sum(({ input, gradient }) => input[i]! * gradient[o]!)),
    sum(({ gradient }) => gradient[o]!),
  ]).flat();
}

const squaresOf = (found: number[]) => found.reduce((total, value) => total + value * value, 0);

test('the squares of each sample, and of the sum over samples', () => {
  const squares = new DenseSquares(plainLoops);
  const own = SAMPLES.map((sample) => squares.add(sample));
  const expected = SAMPLES.map((sample) => squaresOf(allGradients([sample])));
  expect(relativeError(own, expected)).toBeLessThanOrEqual(DOUBLE_PRECISION.value);
  const all = squaresOf(allGradients(SAMPLES));
  expect(relativeError([squares.sum], [all])).toBeLessThanOrEqual(DOUBLE_PRECISION.value);
});
