// The gradients compared with central differences of the loss, in double precision, for every activation, pooling and
// dense activation.

import { describe, expect, test } from 'vitest';
import { randomStream } from '../../base/random.ts';
import { ACTIVATIONS, parameterLayout, POOLINGS } from '../../contract/model.ts';
import { initialParameters } from '../../recipe/initial-parameters.ts';
import { loadGolden } from '../testing/load.ts';
import { relativeError } from '../testing/measure.ts';
import { FINITE_DIFFERENCES } from '../tolerances.ts';
import { doublePrecision } from './floats.ts';
import { Trainer } from './trainer.ts';

const STEP = 1e-5;
const CHECKS = 24;
const BATCH = 3;

const combinations = ACTIVATIONS.flatMap((activation) =>
  POOLINGS.flatMap((pooling) => [false, true].map((dense) => ({ activation, pooling, dense }))),
);

describe('gradients are the slopes of the loss', async () => {
  const { images, labels, samples } = await loadGolden('tanh-max');

  test.each(combinations)('$activation, $pooling, dense $dense', ({ activation, pooling, dense }) => {
    const model = { c1: 2, c3: 3, f5: 7, f6: 5, activation, pooling, dense, classes: 10 };
    const spec = { model, optimizer: 'sgd', weightDecay: 0, labelSmoothing: 0.1, maxBatch: BATCH } as const;
    const trainer = new Trainer(spec, doublePrecision);
    const { parameters, gradients } = trainer.network;
    const random = randomStream(1, `${activation} ${pooling} ${dense}`);
    const { tensors } = parameterLayout(model);
    // Three times PyTorch's, so that the activations are not all but linear.
    parameters.set(initialParameters(model, 'pytorch', 1).map((value) => 3 * value));
    const loss = () => trainer.accumulate({ images, labels }, samples, 0, BATCH).loss;
    loss();
    const found = gradients.slice();
    const errors = tensors.map(({ name, offset, size }) => {
      const places = Array.from({ length: CHECKS }, () => offset + random.below(size));
      const slopes = places.map((place) => {
        const value = parameters[place]!;
        parameters[place] = value + STEP;
        const above = loss();
        parameters[place] = value - STEP;
        const below = loss();
        parameters[place] = value;
        return (above - below) / (2 * STEP);
      });
      return {
        what: name,
        error: relativeError(
          places.map((place) => found[place]!),
          slopes,
        ),
      };
    });
    expect(errors.filter(({ error }) => !(error <= FINITE_DIFFERENCES.value))).toEqual([]);
  });
});
