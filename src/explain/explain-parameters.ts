// Single parameters in one step: the gradient of each image of the batch, and the terms of the update.

import type { ParameterExplanation } from '../contract/explanation.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import type { EngineSpec } from '../engine/engine.ts';
import type { Dataset } from '../engine/reference/trainer.ts';
import type { RecordedStep } from './recorded-step.ts';
import { SamplePass } from './sample-pass.ts';
import { updateTerms } from './update-terms.ts';

/** `indices` are places in the flat parameters. Computes one image between two yields. */
export function* explainParameters(
  { before, samples, learningRate, after }: RecordedStep,
  spec: EngineSpec,
  dataset: Dataset,
  indices: readonly number[],
): Generator<void, Omit<ParameterExplanation, 'history'>[]> {
  const pass = new SamplePass(spec, before.parameters, dataset);
  const pixels = new Uint8Array(samples.length * IMAGE_PIXELS);
  const labels = new Uint8Array(samples.length);
  const gradients = indices.map(() => new Float64Array(samples.length));
  for (let i = 0; i < samples.length; i++) {
    labels[i] = pass.backward(samples[i]!).label;
    pixels.set(pass.image(), i * IMAGE_PIXELS);
    indices.forEach((index, k) => (gradients[k]![i] = pass.network.gradients[index]!));
    yield;
  }
  return indices.map((index, k) => {
    const mean = gradients[k]!.reduce((sum, gradient) => sum + gradient, 0) / samples.length;
    return {
      model: spec.model,
      index,
      pixels,
      labels,
      gradients: Float32Array.from(gradients[k]!),
      terms: updateTerms(spec, before, index, mean, learningRate),
      engineAfter: after.parameters[index]!,
    };
  });
}
