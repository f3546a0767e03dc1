// The layers' gradients against the gradients of the biases, which are sums of them through the activation.

import { describe, expect, test } from 'vitest';
import { activationShapes, type ActivationLayer } from '../contract/activations.ts';
import {
  ACTIVATIONS,
  parameterLayout,
  POOLINGS,
  type Activation,
  type ModelConfig,
} from '../contract/model.ts';
import { freshState } from '../engine/fresh-state.ts';
import { initialParameters } from '../recipe/initial-parameters.ts';
import { explainGradients } from './explain-gradients.ts';
import { explainStep } from './explain-step.ts';
import type { RecordedStep } from './recorded-step.ts';
import { completed, DATASET, explained } from './recorded-step.fixture.ts';

/** The activation's derivative at its output. */
const SLOPES: Record<Activation, (output: number) => number> = {
  sigmoid: (output) => output * (1 - output),
  tanh: (output) => 1 - output * output,
  relu: (output) => (output > 0 ? 1 : 0),
};
const LAYERS = ['c1', 'c3', 'f5', 'f6', 'logits'] as const;
const SAMPLES = Uint32Array.of(3, 4, 5, 6, 7).map((index) => (index | (16 << 21) | (16 << 26)) >>> 0);

function fixture(model: ModelConfig) {
  const spec = { model, optimizer: 'adam', weightDecay: 0, labelSmoothing: 0.1, maxBatch: 8 } as const;
  const state = freshState(initialParameters(model, 'pytorch', 2));
  const step: RecordedStep = { before: state, samples: SAMPLES, learningRate: 1, after: state };
  return { spec, step };
}

const combinations = ACTIVATIONS.flatMap((activation) =>
  POOLINGS.flatMap((pooling) => [false, true].map((dense) => ({ activation, pooling, dense }))),
);

describe.each(combinations)('$activation, $pooling, dense $dense', ({ activation, pooling, dense }) => {
  const model = { c1: 3, c3: 4, f5: 8, f6: 7, activation, pooling, dense, classes: 10 };
  const { spec, step } = fixture(model);
  const shapes = activationShapes(model);

  test('through the activation they add up to the gradients of the biases', () => {
    const { activations, gradients } = explainGradients(step, spec, DATASET, 2);
    const slope = (layer: ActivationLayer, output: number) => {
      const follows = layer === 'c1' || layer === 'c3' || (dense && layer !== 'logits');
      return follows ? SLOPES[activation](output) : 1;
    };
    for (const layer of LAYERS) {
      const name = layer === 'logits' ? 'f7.bias' : (`${layer}.bias` as const);
      const { offset, size } = parameterLayout(model).tensors.find((tensor) => tensor.name === name)!;
      const indices = Array.from({ length: size }, (_, i) => offset + i);
      const [, height = 1, width = 1] = shapes[layer];
      explained(step, spec, indices).forEach(({ gradients: own }, unit) => {
        let sum = 0;
        for (let i = unit * height * width; i < (unit + 1) * height * width; i++) {
          sum += gradients[layer][i]! * slope(layer, activations[layer][i]!);
        }
        expect(sum).toBeCloseTo(own[2]!, 6);
      });
    }
  });

  test('a pooled value’s gradient is shared by its four inputs', () => {
    const { gradients } = explainGradients(step, spec, DATASET, 0);
    for (const [inputs, pooled] of [
      ['c1', 's2'],
      ['c3', 's4'],
    ] as const) {
      const [channels = 0, side = 0] = shapes[pooled];
      for (let i = 0; i < channels * side * side; i++) {
        const corner = 4 * side * Math.floor(i / side) + 2 * (i % side);
        const four = [0, 1, 2 * side, 2 * side + 1].map((offset) => gradients[inputs][corner + offset]!);
        expect(four.reduce((sum, value) => sum + value, 0)).toBeCloseTo(gradients[pooled][i]!, 6);
      }
    }
  });

  test('the mean of the batch is that of its images', () => {
    const each = Array.from(SAMPLES, (_, image) => explainGradients(step, spec, DATASET, image));
    const { mean } = completed(explainStep(step, spec, DATASET));
    for (const layer of ['c1', 's4', 'f6'] as const) {
      for (const kind of ['activations', 'gradients'] as const) {
        mean[kind][layer].forEach((value, i) => {
          const sum = each.reduce((total, one) => total + one[kind][layer][i]!, 0);
          expect(value).toBeCloseTo(sum / SAMPLES.length, 5);
        });
      }
    }
  });
});
