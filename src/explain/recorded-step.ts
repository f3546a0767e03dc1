// A training step as an engine made it.

import type { ModelState } from '../engine/engine.ts';

export interface RecordedStep {
  before: ModelState;
  /** Sample words of the batch, at least one. */
  samples: Uint32Array;
  learningRate: number;
  after: ModelState;
}
