// On which engine the members of a plan train.

import type { EngineName, RunConfig } from './config.ts';
import type { EngineRefusal } from './sweep-state.ts';
import type { SweepEngine, SweepMember, SweepPlan } from './sweep.ts';

/** Kinds that may share a GPU. Only networks of one kind share their steps; on threads each has a core of its own. */
const GPU_KINDS = 4;

/** Networks of one kind share their steps on a GPU: those of one architecture, optimizer and batch size. */
export function kindOf(config: RunConfig): string {
  const { c1, c3, f5, f6, activation, pooling, dense, classes, optimizer, batch } = config;
  return JSON.stringify([c1, c3, f5, f6, activation, pooling, dense, classes, optimizer, batch]);
}

/** `chosen`: the engine of a run of the base. */
export function sweepEngineOf(members: readonly SweepMember[], chosen: EngineName | null): SweepEngine {
  return chosen === 'webgpu' && !tooManyKinds(members) ? 'webgpu' : 'wasm';
}

/** Why no GPU can train the members of a plan; null if one may. `requested`: the engine of the base. */
export function gpuRefusal(
  members: readonly SweepMember[],
  requested: Exclude<RunConfig['engine'], 'wasm'>,
): EngineRefusal | null {
  if (requested === 'auto' || requested === 'webgpu') return tooManyKinds(members);
  return { reason: 'no-sweeps' };
}

/** Why threads train a plan whose base requests another engine, as far as it follows from the plan alone. */
export function planRefusal(
  { base, engine }: SweepPlan,
  members: readonly SweepMember[],
): EngineRefusal | null {
  if (engine === 'webgpu' || base.engine === 'auto' || base.engine === 'wasm') return null;
  return gpuRefusal(members, base.engine);
}

function tooManyKinds(members: readonly SweepMember[]): EngineRefusal | null {
  const kinds = new Set(members.map(({ config }) => kindOf(config))).size;
  return kinds > GPU_KINDS ? { reason: 'kinds', kinds, limit: GPU_KINDS } : null;
}
