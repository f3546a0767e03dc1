// A step's batch: what the network received and answered, and how much each image and each layer took part in the step.

import type { LayerStep, ParameterLayer, StepExplanation } from '../contract/explanation.ts';
import { IMAGE_PIXELS, parameterLayout } from '../contract/model.ts';
import type { EngineSpec } from '../engine/engine.ts';
import type { Floats } from '../engine/reference/floats.ts';
import { argmax } from '../engine/reference/softmax-cross-entropy.ts';
import type { Dataset } from '../engine/reference/trainer.ts';
import { addPass, emptySums, type GradientSums } from './explain-gradients.ts';
import { holdSample, type HeldSample } from './held-sample.ts';
import type { RecordedStep } from './recorded-step.ts';
import { SamplePass } from './sample-pass.ts';

const LAYERS: readonly ParameterLayer[] = ['c1', 'c3', 'f5', 'f6', 'f7'];

export interface ExplainedStep {
  explanation: StepExplanation;
  /** One for each image. */
  samples: HeldSample[];
  /** Of the batch. */
  mean: GradientSums;
}

/** Computes one image between two yields: forward and backward, and forward once more for the loss after the step. */
export function* explainStep(
  { before, samples, learningRate, after }: RecordedStep,
  spec: EngineSpec,
  dataset: Dataset,
): Generator<void, ExplainedStep> {
  const count = samples.length;
  const pass = new SamplePass(spec, before.parameters, dataset);
  const passAfter = new SamplePass(spec, after.parameters, dataset);
  const { network } = pass;
  const held: HeldSample[] = [];
  const mean = emptySums(spec);
  const pixels = new Uint8Array(count * IMAGE_PIXELS);
  const labels = new Uint8Array(count);
  const predicted = new Uint8Array(count);
  const confidence = new Float32Array(count);
  const lossBefore = new Float32Array(count);
  const lossAfter = new Float32Array(count);
  const gradientNorms = new Float32Array(count);
  const meanGradient = new Float64Array(before.parameters.length);
  const share = 1 / count;
  for (let i = 0; i < count; i++) {
    const { label, loss } = addPass(mean, pass, samples[i]!, share);
    held.push(holdSample(network));
    pixels.set(pass.image(), i * IMAGE_PIXELS);
    labels[i] = label;
    predicted[i] = argmax(network.values.logits);
    confidence[i] = network.probabilities[predicted[i]!]!;
    lossBefore[i] = loss;
    lossAfter[i] = passAfter.forward(samples[i]!).loss;
    gradientNorms[i] = addTo(meanGradient, network.gradients, share);
    yield;
  }
  const update = Float64Array.from(after.parameters, (value, p) => value - before.parameters[p]!);
  const explanation: StepExplanation = {
    model: spec.model,
    step: after.step,
    learningRate,
    count,
    pixels,
    labels,
    predicted,
    confidence,
    lossBefore,
    lossAfter,
    gradientNorms,
    layers: LAYERS.map((layer) => layerStep(layer, spec, meanGradient, update)),
    largestUpdate: argmax(update.map(Math.abs)),
  };
  return { explanation, samples: held, mean };
}

function layerStep(
  layer: ParameterLayer,
  { model }: EngineSpec,
  gradient: Float64Array,
  update: Float64Array,
): LayerStep {
  const { tensors } = parameterLayout(model);
  const weight = tensors.find(({ name }) => name === `${layer}.weight`)!;
  const bias = tensors.find(({ name }) => name === `${layer}.bias`)!;
  const [start, end] = [weight.offset, bias.offset + bias.size];
  return {
    layer,
    gradientNorm: norm(gradient.subarray(start, end)),
    updateNorm: norm(update.subarray(start, end)),
  };
}

/** Adds `share` of the values to `sums`; returns the values' norm. */
function addTo(sums: Float64Array, values: Floats, share: number): number {
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    squares += value * value;
    sums[i]! += share * value;
  }
  return Math.sqrt(squares);
}

function norm(values: Floats): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!;
  return Math.sqrt(sum);
}
