// What is asked and answered of a network's inside: one picture through one model of the run. Types only.

import type { Activations } from './activations.ts';
import type { ModelConfig } from './model.ts';

export type InspectedImage =
  /** By its place in the test set, 0 … 9,999. */
  | { kind: 'test'; index: number }
  /** 784 pixels, 0 (empty) … 255 (ink). */
  | { kind: 'pixels'; pixels: Uint8Array };

export interface InspectionRequest {
  image: InspectedImage;
  /** The model at the end of that epoch (0: before training), or null for the one at hand. */
  epoch: number | null;
  /** Whether `occlusion` is wanted: it costs 170 predictions. */
  occlusion: boolean;
}

/** How much the predicted class's probability falls without each patch of the picture; below zero where it rises. */
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
  /** Whose end's model this is; null for the model at hand. Where the epoch asked for is kept no more, one before it. */
  epoch: number | null;
  /** Updates made to that model. */
  step: number;
  /** Epochs that can be asked for. */
  epochs: readonly number[];
  /** [28, 28] */
  pixels: Uint8Array;
  /** Of a test picture. */
  label: number | null;
  activations: Activations;
  /** [10] */
  probabilities: Float32Array;
  /** In the flat layout of model.ts. */
  parameters: Float32Array;
  occlusion: OcclusionMap | null;
}
