// The interface of a pool: threads that each train whole networks, so that no network waits for another.

import type { Engine, EngineSpec } from './engine.ts';

/**
 * A network on one thread of a pool. When its thread has stopped, its calls reject with `DeviceLostError`; those of
 * networks on other threads continue.
 */
export interface PoolEngine extends Engine {
  /** Computing of this network alone so far: the calls of others that it waited for are not counted. */
  readonly busyMilliseconds: number;
}

export interface EnginePool {
  readonly threads: number;
  /**
   * Creates a network on the thread with the fewest networks, or on a new thread if one has stopped. Its dataset must be
   * complete: where memory can't be shared, each thread copies it once.
   */
  create(spec: EngineSpec): Promise<PoolEngine>;
  /** Ends all threads. */
  dispose(): void;
}
