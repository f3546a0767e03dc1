// The pools of sweeps: on which engine a sweep trains, and its networks once the engine is proven on this machine.

import { untilAborted } from '../../base/abort.ts';
import { messageOf } from '../../base/errors.ts';
import type { RunConfig } from '../../contract/config.ts';
import type { SweepEngine, SweepMember, SweepPlan } from '../../contract/sweep.ts';
import { gpuRefusal, kindOf } from '../../contract/sweep-engine.ts';
import type { EngineRefusal } from '../../contract/sweep-state.ts';
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

interface OpenedPool {
  pool: EnginePool;
  engine: SweepEngine;
  /** Why `engine` is not the one that the plan's base requests. */
  refusal: EngineRefusal | null;
}

const onGpu = (pool: EnginePool): OpenedPool => ({ pool, engine: 'webgpu', refusal: null });

type Host = Pick<SessionHost, 'chooseEngine' | 'createPool' | 'verdicts'>;

/** Threads, once their kernels are proven for `config`. Rejects with NoPoolError. */
export async function createThreads(
  { verdicts, createPool }: Host,
  threads: number,
  config: RunConfig,
): Promise<EnginePool> {
  try {
    const trial = await verdicts?.prove('wasm', engineSpec({ ...config, threads: 1 }));
    if (trial && trial.verdict !== 'proven') throw new Error(trial.detail ?? trial.verdict);
    return await createPool(threads, 'wasm', []);
  } catch (error) {
    throw new NoPoolError('wasm', error);
  }
}

export class SweepPools {
  readonly #host: Host;
  /** Kinds of networks that were proven on the GPU in this visit. */
  readonly #proven = new Set<string>();

  constructor(host: Host) {
    this.#host = host;
  }

  /**
   * Rejects with NoPoolError, and as soon as `signal` aborts. `undecided`: where the GPU can't train these members, threads do.
   */
  async open(
    plan: SweepPlan,
    members: readonly SweepMember[],
    undecided: boolean,
    signal: AbortSignal,
  ): Promise<OpenedPool> {
    const opening = this.#open(plan, members, undecided);
    try {
      return await untilAborted(opening, signal);
    } catch (error) {
      if (signal.aborted) void opening.then(({ pool }) => pool.dispose()).catch(() => {});
      throw error;
    }
  }

  async #open(
    { base, engine }: SweepPlan,
    members: readonly SweepMember[],
    undecided: boolean,
  ): Promise<OpenedPool> {
    if (engine === 'webgpu') return onGpu(await this.#openGpu(members));
    const openThreads = async (refusal: EngineRefusal | null): Promise<OpenedPool> => {
      const pool = await createThreads(this.#host, base.threads, base);
      return { pool, engine: 'wasm', refusal: base.engine === 'auto' ? null : refusal };
    };
    if (base.engine === 'wasm') return openThreads(null);
    const refusal = gpuRefusal(members, base.engine);
    if (refusal) return openThreads(refusal);
    if (!undecided) return openThreads({ reason: 'begun' });
    const attempt = await this.#tryGpu(base, members);
    return attempt.pool ? onGpu(attempt.pool) : openThreads(attempt.refusal);
  }

  /**
   * Resolves with a pool on the GPU, or with why the GPU does not train these members. Rejects with CodeLoadError where no
   * engine's code loads.
   */
  async #tryGpu(
    base: RunConfig,
    members: readonly SweepMember[],
  ): Promise<{ pool: EnginePool } | { pool: null; refusal: EngineRefusal }> {
    const { chosen, webgpu, trials } = await this.#host.chooseEngine(base.engine, engineSpec(base));
    if (chosen !== 'webgpu') {
      if (webgpu.state === 'none') return { pool: null, refusal: { reason: 'no-webgpu' } };
      const trial = trials.find(({ engine }) => engine === 'webgpu');
      return { pool: null, refusal: { reason: 'failed', detail: trial?.detail ?? null } };
    }
    try {
      return { pool: await this.#openGpu(members) };
    } catch (error) {
      if (!(error instanceof NoPoolError)) throw error;
      return { pool: null, refusal: { reason: 'failed', detail: error.message } };
    }
  }

  /** Each kind of network is compared with the reference before the first sweep that trains it. */
  async #openGpu(members: readonly SweepMember[]): Promise<EnginePool> {
    const kinds = new Map(members.map(({ config }) => [kindOf(config), engineSpec(config)]));
    for (const kind of this.#proven) kinds.delete(kind);
    try {
      const pool = await this.#host.createPool(0, 'webgpu', [...kinds.values()]);
      for (const kind of kinds.keys()) this.#proven.add(kind);
      return pool;
    } catch (error) {
      throw new NoPoolError('webgpu', error);
    }
  }
}
