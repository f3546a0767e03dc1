// The answers to commands that ask the worker for something.

import type { WeightsRefusal } from '../contract/weights-refusal.ts';

/** Test images with their labels, in the order of the request. */
export interface LabelledImages {
  indices: number[];
  /** [indices.length, 28, 28] */
  pixels: Uint8Array;
  labels: Uint8Array;
}

/** Whether a weight file was loaded, or why it was refused; `failed`: the code that reads it could not be fetched. */
export type LoadAnswer =
  | { loaded: true; assumed: boolean }
  | { loaded: false; refusal: WeightsRefusal | { reason: 'busy' | 'unread' | 'failed' } };

/** For each test image the most similar training image. */
export interface NearestImages extends LabelledImages {
  /** Root mean square difference in grey levels; 0 for the same image. */
  distances: Float32Array;
  /** The training images that were searched; `ofRun`: those that the run was trained on, and no others. */
  compared: { count: number; ofRun: boolean };
}
