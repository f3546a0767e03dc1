// The outputs of every layer and the gradients of the loss with respect to them.

import { createActivations, ACTIVATION_LAYERS, type Activations } from '../contract/activations.ts';
import type { GradientsExplanation } from '../contract/explanation.ts';
import type { EngineSpec } from '../engine/engine.ts';
import type { Floats } from '../engine/reference/floats.ts';
import type { Dataset } from '../engine/reference/trainer.ts';
import type { RecordedStep } from './recorded-step.ts';
import { SamplePass } from './sample-pass.ts';

/** Sums over the samples that went through `addPass`. */
export type GradientSums = Pick<GradientsExplanation, 'activations' | 'gradients'>;

export function emptySums({ model }: EngineSpec): GradientSums {
  const empty = (): Activations => createActivations(model, (_, size) => new Float32Array(size));
  return { activations: empty(), gradients: empty() };
}

/** Sends a sample forward and backward and adds `share` of its outputs and gradients. */
export function addPass(sums: GradientSums, pass: SamplePass, word: number, share: number) {
  const scored = pass.backward(word, (layer, gradient) => addScaled(sums.gradients[layer], gradient, share));
  for (const layer of ACTIVATION_LAYERS) {
    addScaled(sums.activations[layer], pass.network.values[layer], share);
  }
  return scored;
}

/** Those of one image, by its place in the batch. */
export function explainGradients(
  { before, samples }: RecordedStep,
  spec: EngineSpec,
  dataset: Dataset,
  image: number,
): GradientsExplanation {
  const sums = emptySums(spec);
  addPass(sums, new SamplePass(spec, before.parameters, dataset), samples[image]!, 1);
  return { model: spec.model, image, ...sums };
}

function addScaled(target: Float32Array, values: Floats, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * values[i]!;
}
