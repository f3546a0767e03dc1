// Requests for the inside of the network, one image through one model of the run, and their answers.

import type { Activations } from './activations.ts';
import type { ModelConfig } from './model.ts';
import type { Sample } from './sample.ts';

export type InspectedImage =
  /** By its index in the test set, 0 … 9,999. */
  | { kind: 'test'; index: number }
  /** By its index in a sample word, flipped and shifted as in the word: `{ kind: 'train', ...decodeSample(word) }`. */
  | ({ kind: 'train'; index: number } & Partial<Omit<Sample, 'index'>>)
  /** 784 pixels, 0 (empty) … 255 (ink). */
  | { kind: 'pixels'; pixels: Uint8Array };

export interface InspectionRequest {
  image: InspectedImage;
  /** The model after this step (0: before training), or null for the current one. Without a run it is that of step 0. */
  step: number | null;
  /** Whether to compute `occlusion`, which takes 170 predictions. */
  occlusion: boolean;
  /** More images [n, 28, 28] to predict with the same weights. */
  others?: Uint8Array;
}

/** How much the predicted class's probability drops when a patch of the image is covered; negative where it rises. */
export interface OcclusionMap {
  predicted: number;
  /** [side, side]; patch (row, column) covers `patch` pixels down and right from (row * stride, column * stride). */
  probabilityDrops: Float32Array;
  side: number;
  patch: number;
  stride: number;
}

export interface Inspection {
  model: ModelConfig;
  /** Whether it is the current model; otherwise it is a snapshot. */
  current: boolean;
  /** Steps that the model was trained for; fewer than the requested ones where that step has no snapshot. */
  step: number;
  /** Steps that have a snapshot, ascending. */
  steps: readonly number[];
  /** [28, 28] */
  pixels: Uint8Array;
  /** Null for pixels. */
  label: number | null;
  activations: Activations;
  /** [10] */
  probabilities: Float32Array;
  /** In the flat layout of model.ts. */
  parameters: Float32Array;
  occlusion: OcclusionMap | null;
  /** [n, 10]: the probabilities of `others`; null without them. */
  otherProbabilities: Float32Array | null;
}

/** The layers with units that learn what to respond to, in the order of the network. */
export const HIDDEN_LAYERS = ['c1', 'c3', 'f5', 'f6'] as const;
export type HiddenLayer = (typeof HIDDEN_LAYERS)[number];

/** Units, or maps of a convolution, that give the same output for every one of some test images. */
export interface ConstantUnits {
  /** The number of test images. */
  images: number;
  /** `constant`: the numbers of such units or maps, ascending; `units`: how many the layer has. */
  layers: readonly { layer: HiddenLayer; constant: readonly number[]; units: number }[];
}
