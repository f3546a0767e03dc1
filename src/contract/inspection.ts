// Requests for the inside of the network, one image through one model of the run, and their answers.

import type { Activations } from './activations.ts';
import type { ModelConfig } from './model.ts';

export type InspectedImage =
  /** By its index in the test set, 0 … 9,999. */
  | { kind: 'test'; index: number }
  /** 784 pixels, 0 (empty) … 255 (ink). */
  | { kind: 'pixels'; pixels: Uint8Array };

export interface InspectionRequest {
  image: InspectedImage;
  /** The model at the end of this epoch (0: before training), or null for the current one. */
  epoch: number | null;
  /** Whether to compute `occlusion`, which takes 170 predictions. */
  occlusion: boolean;
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
  /** The epoch at whose end the model was this; null for the current one. An earlier one if the snapshot is gone. */
  epoch: number | null;
  /** Steps that the model was trained for. */
  step: number;
  /** Epochs that have a snapshot. */
  epochs: readonly number[];
  /** [28, 28] */
  pixels: Uint8Array;
  /** Null unless a test image was requested. */
  label: number | null;
  activations: Activations;
  /** [10] */
  probabilities: Float32Array;
  /** In the flat layout of model.ts. */
  parameters: Float32Array;
  occlusion: OcclusionMap | null;
}

/** The layers with units that learn what to respond to, in the order of the network. */
export const HIDDEN_LAYERS = ['c1', 'c3', 'f5', 'f6'] as const;
export type HiddenLayer = (typeof HIDDEN_LAYERS)[number];

/** Units, or maps of a convolution, that give the same output for every one of some test images. */
export interface ConstantUnits {
  /** The number of test images. */
  images: number;
  layers: readonly { layer: HiddenLayer; constant: number; units: number }[];
}
