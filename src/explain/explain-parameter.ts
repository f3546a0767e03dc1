// One parameter in one step: the gradient of each image of the batch, and the terms of the update.

import type { ParameterExplanation } from '../contract/explanation.ts';
import { placeOf } from '../contract/parameter-place.ts';
import type { EngineSpec } from '../engine/engine.ts';
import type { ExplainedStep } from './explain-step.ts';
import { parameterGradient } from './held-sample.ts';
import type { RecordedStep } from './recorded-step.ts';
import { updateTerms } from './update-terms.ts';

/** `index` is one of the model's flat parameters. */
export function explainParameter(
  { before, learningRate, after }: RecordedStep,
  { explanation, samples }: ExplainedStep,
  spec: EngineSpec,
  index: number,
): Omit<ParameterExplanation, 'history'> {
  const place = placeOf(spec.model, index)!;
  const gradients = samples.map((sample) => parameterGradient(sample, place));
  const mean = gradients.reduce((sum, gradient) => sum + gradient, 0) / samples.length;
  return {
    model: spec.model,
    index,
    pixels: explanation.pixels,
    labels: explanation.labels,
    gradients: Float64Array.from(gradients),
    terms: updateTerms(spec, before, index, mean, learningRate),
    engineAfter: after.parameters[index]!,
  };
}
