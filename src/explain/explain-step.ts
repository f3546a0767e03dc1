// A step's batch: what the network received and answered, and how much each image and each layer took part in the step.

import type { GradientsExplanation, ParameterLayer, StepExplanation } from '../contract/explanation.ts';
import { IMAGE_PIXELS, parameterLayout, type ModelConfig } from '../contract/model.ts';
import type { EngineSpec } from '../engine/engine.ts';
import type { LayerLoops } from '../engine/layer-loops.ts';
import { plainLoops } from '../engine/reference/plain-loops.ts';
import { argmax } from '../engine/reference/softmax-cross-entropy.ts';
import type { Dataset } from '../engine/reference/trainer.ts';
import { DenseSquares } from './dense-squares.ts';
import { createHeldSample, holdSample, type HeldSample } from './held-sample.ts';
import { LayerSums } from './layer-sums.ts';
import { NetworkPass } from './network-pass.ts';
import { parametersOf } from './parameters.ts';
import type { RecordedStep } from './recorded-step.ts';
import { StepNetwork } from './step-network.ts';

const LAYERS: readonly ParameterLayer[] = ['c1', 'c3', 'f5', 'f6', 'f7'];
const DENSE_LAYERS = ['f5', 'f6', 'f7'] as const;

export interface ExplainedStep {
  explanation: StepExplanation;
  /** One for each image, in arrays of the loops. */
  samples: HeldSample[];
  /** Of the batch. */
  mean: Pick<GradientsExplanation, 'activations' | 'gradients'>;
}

/**
 * Computes one image between two yields: all forward and backward, then all forward once more for the losses after the
 * step. So the weights of only one of the two networks need to stay in the processor's cache. Uses the reference's loops where
 * `offered` get no memory.
 */
export function* explainStep(
  { before, samples, learningRate, after }: RecordedStep,
  spec: EngineSpec,
  dataset: Dataset,
  offered: LayerLoops = plainLoops,
): Generator<void, ExplainedStep> {
  const count = samples.length;
  const { model } = spec;
  const arrays = createStepArrays(model, count, offered);
  const { loops, network, parametersBefore, activations, gradients, convolutionSums, held } = arrays;
  const denseSquares = {
    f5: new DenseSquares(loops),
    f6: new DenseSquares(loops),
    f7: new DenseSquares(loops),
  };
  const pass = new NetworkPass<StepNetwork, Float64Array>(spec, dataset, network);
  const pixels = new Uint8Array(count * IMAGE_PIXELS);
  const labels = new Uint8Array(count);
  const predicted = new Uint8Array(count);
  const confidence = new Float32Array(count);
  const lossBefore = new Float32Array(count);
  const lossAfter = new Float32Array(count);
  const gradientNorms = new Float32Array(count);
  parametersBefore.set(before.parameters);
  network.parameters.set(parametersBefore);
  for (let i = 0; i < count; i++) {
    const { label, loss } = pass.backward(samples[i]!, (layer, gradient) => gradients.add(layer, gradient));
    activations.addAll(network.values);
    const sample = held[i]!;
    holdSample(network, sample);
    pass.copyImage(pixels, i * IMAGE_PIXELS);
    labels[i] = label;
    predicted[i] = argmax(network.values.logits);
    confidence[i] = network.probabilities[predicted[i]!]!;
    lossBefore[i] = loss;
    let square = loops.dot(network.gradients, network.gradients);
    for (const layer of DENSE_LAYERS) square += denseSquares[layer].add(sample[layer]);
    gradientNorms[i] = Math.sqrt(square);
    loops.addScaled(convolutionSums, network.gradients, 1 / count);
    yield;
  }
  network.parameters.set(after.parameters);
  for (let i = 0; i < count; i++) {
    lossAfter[i] = pass.forward(samples[i]!).loss;
    yield;
  }
  const update = network.parameters;
  loops.addScaled(update, parametersBefore, -1);
  const squares = (values: Float64Array) => loops.dot(values, values);
  const gradientNorm = (layer: ParameterLayer): number =>
    layer === 'c1' || layer === 'c3'
      ? Math.sqrt(squares(convolutionSums.subarray(...rangeOf(layer, model))))
      : Math.sqrt(Math.max(0, denseSquares[layer].sum)) / count;
  const explanation: StepExplanation = {
    model,
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
    layers: LAYERS.map((layer) => ({
      layer,
      gradientNorm: gradientNorm(layer),
      updateNorm: Math.sqrt(squares(update.subarray(...rangeOf(layer, model)))),
    })),
    largestUpdate: largest(update),
  };
  const mean = { activations: activations.mean(count), gradients: gradients.mean(count) };
  return { explanation, samples: held, mean };
}

function createStepArrays(model: ModelConfig, count: number, offered: LayerLoops) {
  const createWith = (loops: LayerLoops) =>
    loops.createArrays((create) => ({
      loops,
      network: new StepNetwork(model, loops, create),
      parametersBefore: create(parameterLayout(model).size),
      activations: new LayerSums(model, loops, create),
      gradients: new LayerSums(model, loops, create),
      // The weights of f5 follow those of the convolutions.
      convolutionSums: create(parametersOf(model, 'f5').weight).fill(0),
      held: Array.from({ length: count }, () => createHeldSample(model, create)),
    }));
  try {
    return createWith(offered);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return createWith(plainLoops);
  }
}

/** The layer's weights and biases in the flat parameters: start and end. */
function rangeOf(layer: ParameterLayer, model: ModelConfig): [start: number, end: number] {
  const { tensors } = parameterLayout(model);
  const weight = tensors.find(({ name }) => name === `${layer}.weight`)!;
  const bias = tensors.find(({ name }) => name === `${layer}.bias`)!;
  return [weight.offset, bias.offset + bias.size];
}

/** Index of the largest absolute value, the first of equals. */
function largest(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (Math.abs(values[i]!) > Math.abs(values[best]!)) best = i;
  return best;
}
