// Requests for the training images, and the places in them, that a map of a convolution responds to most. Types only.

import type { ModelConfig } from './model.ts';

export interface FilterExamplesRequest {
  model: ModelConfig;
  /** In the flat layout of model.ts. */
  parameters: Float32Array;
  layer: 'c1' | 'c3';
  map: number;
  /** Of the training images [first, first + count) those that are loaded are searched. */
  first: number;
  count: number;
}

/** The largest value of the map for one image. */
export interface FilterExample {
  /** Of the training image. */
  index: number;
  /** Where in the map, row by row. */
  cell: number;
  value: number;
}

export interface FilterExamples {
  /** The largest first, at most 8. */
  examples: readonly FilterExample[];
  /** [examples.length, 28, 28] */
  pixels: Uint8Array;
  labels: Uint8Array;
  /** Images that were searched. */
  searched: number;
}
