// The engine that a configuration needs.

import type { RunConfig } from '../contract/config.ts';
import type { EngineSpec } from '../engine/engine.ts';

export function engineSpec(config: RunConfig): EngineSpec {
  const { c1, c3, f5, f6, activation, pooling, dense, classes } = config;
  const { optimizer, decay, smoothing, batch, threads } = config;
  return {
    model: { c1, c3, f5, f6, activation, pooling, dense, classes },
    optimizer,
    weightDecay: decay,
    labelSmoothing: smoothing,
    maxBatch: batch,
    threads,
  };
}
