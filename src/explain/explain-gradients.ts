// The outputs of every layer and the gradients of the loss with respect to them, of one image by its place in the batch.

import { ACTIVATION_LAYERS, createActivations, type Activations } from '../contract/activations.ts';
import type { GradientsExplanation } from '../contract/explanation.ts';
import type { EngineSpec } from '../engine/engine.ts';
import type { Dataset } from '../engine/reference/trainer.ts';
import type { RecordedStep } from './recorded-step.ts';
import { SamplePass } from './sample-pass.ts';

export function explainGradients(
  { before, samples }: RecordedStep,
  spec: EngineSpec,
  dataset: Dataset,
  image: number,
): GradientsExplanation {
  const { model } = spec;
  const empty = (): Activations => createActivations(model, (_, size) => new Float32Array(size));
  const activations = empty();
  const gradients = empty();
  const pass = new SamplePass(spec, before.parameters, dataset);
  pass.backward(samples[image]!, (layer, gradient) => gradients[layer].set(gradient));
  for (const layer of ACTIVATION_LAYERS) activations[layer].set(pass.network.values[layer]);
  return { model, image, activations, gradients };
}
