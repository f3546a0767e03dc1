// A network so small that the reference takes a step in a millisecond.

import { PRESETS } from '../contract/config.ts';
import type { EngineSpec } from './engine.ts';

export const SMALL_SPEC: EngineSpec = {
  model: { ...PRESETS.article, c1: 2, c3: 3, f5: 10, f6: 10 },
  optimizer: 'adam',
  weightDecay: 0,
  labelSmoothing: 0,
  maxBatch: 8,
  threads: 0,
};
