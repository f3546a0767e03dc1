// One training step taken apart: its batch, the update of one parameter, and the gradients of the layers. Types only.

import type { Activations } from './activations.ts';
import type { ModelConfig, TensorName } from './model.ts';

/** The layers that have parameters. */
export type ParameterLayer = TensorName extends `${infer L}.${string}` ? L : never;

/** The numbers of a layer's step. */
export interface LayerStep {
  layer: ParameterLayer;
  /** L2 norms over the layer's weights and bias: of the batch's mean gradient, and of new minus old values. */
  gradientNorm: number;
  updateNorm: number;
}

/** A step and its batch. Losses are training losses, with label smoothing, in nats. */
export interface StepExplanation {
  model: ModelConfig;
  /** Updates of the model, this step included. */
  step: number;
  learningRate: number;
  /** Images of the batch. */
  count: number;
  /** [count, 28, 28]: mirrored and shifted, as the network received them. */
  pixels: Uint8Array;
  /** [count], and so are all below. */
  labels: Uint8Array;
  /** Before the step. */
  predicted: Uint8Array;
  /** Probability of the predicted class, before the step. */
  confidence: Float32Array;
  lossBefore: Float32Array;
  lossAfter: Float32Array;
  /** L2 norm of the gradient of each image's own loss, over all parameters. */
  gradientNorms: Float32Array;
  layers: readonly LayerStep[];
  /** Flat index of the parameter that changed most. */
  largestUpdate: number;
}

/** The terms of an update by SGD with momentum. `gradient` is the batch's mean plus `decayTerm`. */
export interface MomentumTerms {
  optimizer: 'sgd';
  /** Weight decay times the old value. */
  decayTerm: number;
  gradient: number;
  momentum: number;
  velocityBefore: number;
  /** momentum * velocityBefore + gradient. */
  velocity: number;
}

/** The terms of an update by Adam or AdamW. */
export interface AdamTerms {
  optimizer: 'adam' | 'adamw';
  /** Adam: weight decay times the old value. AdamW: 0. */
  decayTerm: number;
  /** The batch's mean plus `decayTerm`. */
  gradient: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  moment1Before: number;
  moment2Before: number;
  /** beta1 * moment1Before + (1 - beta1) * gradient. */
  moment1: number;
  /** beta2 * moment2Before + (1 - beta2) * gradient². */
  moment2: number;
  /** 1 - beta1^step and 1 - beta2^step. */
  correction1: number;
  correction2: number;
  /** moment1 / correction1 and moment2 / correction2. */
  corrected1: number;
  corrected2: number;
}

/** How the new value comes from the old one: after = before - decoupledDecay - change. */
export interface UpdateTerms {
  /** Updates of the model, this one included. */
  step: number;
  learningRate: number;
  weightDecay: number;
  before: number;
  /** Mean of the images' gradients. */
  meanGradient: number;
  rule: MomentumTerms | AdamTerms;
  /** AdamW: learning rate times weight decay times the old value. Otherwise 0. */
  decoupledDecay: number;
  /** SGD: learningRate * velocity. Adam: learningRate * corrected1 / (√corrected2 + epsilon). */
  change: number;
  after: number;
}

export interface ParameterExplanation {
  model: ModelConfig;
  /** Flat index. */
  index: number;
  /** The batch: [count, 28, 28] as the network received it, and [count]. */
  pixels: Uint8Array;
  labels: Uint8Array;
  /** [count]: each image's gradient of its own loss. */
  gradients: Float64Array;
  terms: UpdateTerms;
  /** The new value in the engine, computed in single precision. */
  engineAfter: number;
  /** Values over time, in the order of their steps; the last two are those around this step. */
  history: { steps: Uint32Array; values: Float32Array };
}

export interface GradientsExplanation {
  model: ModelConfig;
  /** Place in the batch; null for the mean of the batch. */
  image: number | null;
  /** Outputs of every layer before the step. */
  activations: Activations;
  /** Gradient of the loss with respect to each of them. */
  gradients: Activations;
}
