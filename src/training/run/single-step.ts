// The record of one training step that was made alone: what it started from, what it read and what it left.

import type { ModelState } from '../../engine/engine.ts';

export interface SingleStep {
  /** Neither state may be changed: others hold it too. */
  before: ModelState;
  /** The sample words of its batch. */
  samples: Uint32Array;
  learningRate: number;
  after: ModelState;
}
