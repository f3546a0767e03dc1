// The pools of sweeps: on which engine a sweep trains, and its networks once the engine is proven on this machine.

import { messageOf } from '../../base/errors.ts';
import type { RunConfig } from '../../contract/config.ts';
import type { SweepEngine } from '../../contract/sweep.ts';
import type { EnginePool } from '../../engine/pool.ts';
import { engineSpec } from '../engine-spec.ts';
import type { SessionHost } from '../host.ts';

/** Thrown if no thread can train, or the GPU can't. */
export class NoPoolError extends Error {
  override readonly name = 'NoPoolError';
  readonly engine: SweepEngine;

  constructor(engine: SweepEngine, cause: unknown) {
    super(messageOf(cause), { cause });
    this.engine = engine;
  }
}

type Host = Pick<SessionHost, 'chooseEngine' | 'createPool' | 'verdicts'>;

/** Rejects with NoPoolError. */
export async function createProvenPool(
  { verdicts, createPool }: Host,
  threads: number,
  engine: SweepEngine,
  config: RunConfig,
): Promise<EnginePool> {
  const spec = engineSpec(engine === 'wasm' ? { ...config, threads: 1 } : config);
  try {
    const trial = await verdicts?.prove(engine, spec);
    if (trial && trial.verdict !== 'proven') throw new Error(trial.detail ?? trial.verdict);
    return await createPool(threads, engine, spec);
  } catch (error) {
    throw new NoPoolError(engine, error);
  }
}

/** The GPU where a run of `base` would train on our kernels there, and its networks can start; else the threads. */
export async function sweepEngineFor(host: Host, base: RunConfig): Promise<SweepEngine> {
  if (base.engine !== 'auto' && base.engine !== 'webgpu') return 'wasm';
  const { chosen } = await host.chooseEngine(base.engine, engineSpec(base));
  if (chosen !== 'webgpu') return 'wasm';
  try {
    (await createProvenPool(host, base.threads, 'webgpu', base)).dispose();
    return 'webgpu';
  } catch (error) {
    if (error instanceof NoPoolError) return 'wasm';
    throw error;
  }
}
