// On which engine the members of a plan train.

import type { EngineName, RunConfig } from './config.ts';
import type { SweepEngine, SweepMember } from './sweep.ts';

/** Kinds that may share a GPU. Only networks of one kind share their steps; on threads each has a core of its own. */
const GPU_KINDS = 4;

/** Networks of one kind share their steps on a GPU: those of one architecture, optimizer and batch size. */
export function kindOf(config: RunConfig): string {
  const { c1, c3, f5, f6, activation, pooling, dense, classes, optimizer, batch } = config;
  return JSON.stringify([c1, c3, f5, f6, activation, pooling, dense, classes, optimizer, batch]);
}

/** `chosen`: the engine of a run of the base. */
export function sweepEngineOf(members: readonly SweepMember[], chosen: EngineName | null): SweepEngine {
  const kinds = new Set(members.map(({ config }) => kindOf(config)));
  return chosen === 'webgpu' && kinds.size <= GPU_KINDS ? 'webgpu' : 'wasm';
}
