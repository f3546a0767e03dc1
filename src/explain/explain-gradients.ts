// The gradients of the loss with respect to every layer's outputs, for one image of a batch or their mean.

import { ACTIVATION_LAYERS } from '../contract/activations.ts';
import type { GradientsExplanation } from '../contract/explanation.ts';
import type { EngineSpec } from '../engine/engine.ts';
import type { Floats } from '../engine/reference/floats.ts';
import type { Dataset } from '../engine/reference/trainer.ts';
import type { RecordedStep } from './recorded-step.ts';
import { emptyActivations, SamplePass } from './sample-pass.ts';

/** `image` is a place in the batch, or null for the mean over all of it. Computes one image between two yields. */
export function* explainGradients(
  { before, samples }: RecordedStep,
  spec: EngineSpec,
  dataset: Dataset,
  image: number | null,
): Generator<void, GradientsExplanation> {
  const words = image === null ? samples : samples.subarray(image, image + 1);
  const pass = new SamplePass(spec, before.parameters, dataset);
  const activations = emptyActivations(spec);
  const gradients = emptyActivations(spec);
  const share = 1 / words.length;
  for (const word of words) {
    pass.backward(word, (layer, gradient) => addScaled(gradients[layer], gradient, share));
    for (const layer of ACTIVATION_LAYERS) addScaled(activations[layer], pass.network.values[layer], share);
    yield;
  }
  return { model: spec.model, image, activations, gradients };
}

function addScaled(target: Float32Array, values: Floats, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * values[i]!;
}
