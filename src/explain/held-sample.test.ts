// The gradient of every parameter from what is held, against the network's own.

import { expect, test } from 'vitest';
import { freshState } from '../engine/fresh-state.ts';
import { encodeSample } from '../contract/sample.ts';
import { parameterLayout } from '../contract/model.ts';
import { placeOf } from '../contract/parameter-place.ts';
import { relativeError } from '../engine/testing/measure.ts';
import { SINGLE_PRECISION } from '../engine/tolerances.ts';
import { initialParameters } from '../recipe/initial-parameters.ts';
import { createHeldSample, holdSample, parameterGradient } from './held-sample.ts';
import { DATASET } from './recorded-step.fixture.ts';
import { SamplePass } from './sample-pass.ts';

test.each([
  { activation: 'relu', pooling: 'max', dense: true },
  { activation: 'sigmoid', pooling: 'average', dense: false },
] as const)('$activation, $pooling', ({ activation, pooling, dense }) => {
  const model = { c1: 3, c3: 5, f5: 9, f6: 7, activation, pooling, dense, classes: 10 };
  const spec = { model, optimizer: 'adam', weightDecay: 0, labelSmoothing: 0.1, maxBatch: 8 } as const;
  const { parameters } = freshState(initialParameters(model, 'he', 4));
  const pass = new SamplePass(spec, parameters, DATASET);
  pass.backward(encodeSample({ index: 9, flip: true, shiftX: 2, shiftY: -1 }));
  const held = createHeldSample(model, (length) => new Float64Array(length));
  holdSample(pass.network, held);
  const errors = parameterLayout(model).tensors.map(({ name, offset, size }) => {
    const found = Array.from({ length: size }, (_, i) =>
      parameterGradient(held, placeOf(model, offset + i)!),
    );
    const own = pass.network.gradients.subarray(offset, offset + size);
    return { name, error: relativeError(found, own) };
  });
  expect(errors.filter(({ error }) => !(error <= SINGLE_PRECISION.gradient.value))).toEqual([]);
});
