// Sums of dense layers' gradients against the gradients themselves.

import { expect, test } from 'vitest';
import { randomStream } from '../base/random.ts';
import { denseBackward } from '../engine/reference/dense.ts';
import { relativeError } from '../engine/testing/measure.ts';
import { DOUBLE_PRECISION } from '../engine/tolerances.ts';
import { addedSquares, denseBackwardInput, sampleSquares } from './dense-gradients.ts';

const INPUTS = 11;
const random = randomStream(4, 'dense gradients');
const values = (length: number) => Float64Array.from({ length }, () => random.unit() - 0.5);
const SAMPLES = Array.from({ length: 6 }, () => ({ input: values(INPUTS), gradient: values(5) }));

/** All gradients of the weights and biases, summed over the samples. */
function allGradients(samples: typeof SAMPLES): number[] {
  const sum = (term: (sample: (typeof SAMPLES)[0]) => number) =>
    samples.reduce((total, sample) => total + term(sample), 0);
  return Array.from({ length: 5 }, (_, o) => [
    ...Array.from({ length: INPUTS }, (_i, i) => sum(({ input, gradient }) => input[i]! * gradient[o]!)),
    sum(({ gradient }) => gradient[o]!),
  ]).flat();
}

const squaresOf = (found: number[]) => found.reduce((total, value) => total + value * value, 0);
const nearly = (found: number, expected: number) =>
  expect(relativeError([found], [expected])).toBeLessThanOrEqual(DOUBLE_PRECISION.value);

test('the squares of one sample', () => {
  nearly(sampleSquares(SAMPLES[0]!), squaresOf(allGradients(SAMPLES.slice(0, 1))));
});

test('the squares of the sum over samples, which are added one by one', () => {
  const added = SAMPLES.map((_, i) => addedSquares(SAMPLES.slice(0, i + 1)));
  nearly(
    added.reduce((total, value) => total + value, 0),
    squaresOf(allGradients(SAMPLES)),
  );
});

test.each([
  ['an even number of outputs', [1, 2, 3, 4]],
  ['an odd number', [1, 2, 3, 4, 5]],
  ['some without a gradient', [0, 2, 0, 0, 5, 6]],
  ['none with one', [0, 0]],
])('the gradient of the input: %s', (_, outputGradient) => {
  const outputs = outputGradient.length;
  const shape = { inputs: INPUTS, outputs, weight: 2, bias: 2 + outputs * INPUTS };
  const parameters = values(2 + outputs * (INPUTS + 1));
  const gradient = Float64Array.from(outputGradient);
  const found = new Float64Array(INPUTS).fill(7);
  const expected = new Float64Array(INPUTS);
  denseBackwardInput(shape, parameters, gradient, found);
  denseBackward(shape, parameters, found, gradient, new Float64Array(parameters.length), expected);
  expect(relativeError(found, expected)).toBeLessThanOrEqual(DOUBLE_PRECISION.value);
});
