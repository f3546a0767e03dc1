// A pool of networks on the GPU. Those of one architecture, optimizer and batch size are a population; all share the
// datasets.

import type { ComputeDevice } from '../../contract/device.ts';
import { messageOf } from '../../base/errors.ts';
import { DeviceLostError, type EngineSpec } from '../engine.ts';
import { openBackend, type GpuBackend } from '../gpu/backend.ts';
import { NoDeviceError, type EnginePool, type PoolEngine } from '../pool.ts';
import { GpuDatasets } from './datasets.ts';
import { GpuMemory, MemoryBudget, POOL_BYTES } from './memory.ts';
import { Network } from './network.ts';
import type { PlanName } from './plans.ts';
import { createPopulation, type Population } from './population.ts';

/** As many as keep a large GPU busy: with batches of 32 images, 1024 workgroups. */
const SIDE_BY_SIDE = 32;

/** After the GPU process crashed, a browser may refuse adapters for a while. */
const OPEN_TRIES = 4;
const OPEN_PAUSE_MILLISECONDS = 700;
const DISPOSED = 'this pool has been disposed of';

/** Waits between two tries. */
type Pause = (milliseconds: number) => Promise<void>;

const pause: Pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Throws `WebgpuUnavailableError` where there is no device. `planName`: by default that of `planFor`. */
export async function createWebgpuPool(planName?: PlanName, wait = pause): Promise<EnginePool> {
  return new WebgpuPool(await openShared(planName), planName, wait);
}

class WebgpuPool implements EnginePool {
  readonly device: ComputeDevice;
  readonly sideBySide = SIDE_BY_SIDE;
  readonly parallel = SIDE_BY_SIDE;
  readonly #planName: PlanName | undefined;
  readonly #wait: Pause;
  /** Null after a device could not be opened. */
  #shared: Promise<SharedDevice> | null;
  #disposed = false;

  constructor(shared: SharedDevice, planName: PlanName | undefined, wait: Pause) {
    this.device = { kind: 'gpu', adapter: shared.backend.status.adapter };
    this.#shared = Promise.resolve(shared);
    this.#planName = planName;
    this.#wait = wait;
  }

  async create(spec: EngineSpec): Promise<PoolEngine> {
    const shared = await this.#intact();
    try {
      return await shared.create(spec);
    } catch (error) {
      if (!(error instanceof DeviceLostError)) throw error;
    }
    // The device was lost meanwhile.
    const another = await this.#intact();
    return another.create(spec);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#shared?.then(
      (shared) => shared.close(),
      () => {},
    );
  }

  /** The device of the pool, or a new one after its loss; all networks that wait share it. Rejects with `NoDeviceError`. */
  async #intact(): Promise<SharedDevice> {
    for (;;) {
      if (this.#disposed) throw new Error(DISPOSED);
      const opening = (this.#shared ??= this.#reopen());
      const shared = await opening.catch((error: unknown) => {
        if (this.#shared === opening) this.#shared = null;
        throw error;
      });
      if (this.#disposed) throw new Error(DISPOSED);
      if (shared.backend.intact) return shared;
      shared.close();
      if (this.#shared === opening) this.#shared = null;
    }
  }

  async #reopen(): Promise<SharedDevice> {
    for (let tries = 1; ; tries++) {
      if (this.#disposed) throw new Error(DISPOSED);
      try {
        return await openShared(this.#planName);
      } catch (error) {
        if (tries === OPEN_TRIES) throw new NoDeviceError(messageOf(error), { cause: error });
        await this.#wait(OPEN_PAUSE_MILLISECONDS);
      }
    }
  }
}

async function openShared(planName: PlanName | undefined): Promise<SharedDevice> {
  return new SharedDevice(await openBackend(), planName);
}

/** A device with the populations on it. */
class SharedDevice {
  readonly backend: GpuBackend;
  readonly #planName: PlanName | undefined;
  readonly #budget = new MemoryBudget(POOL_BYTES);
  /** Of the datasets. */
  readonly #memory: GpuMemory;
  readonly #datasets: GpuDatasets;
  readonly #populations = new Map<string, Promise<Population>>();
  readonly #open = new Set<Population>();
  #closed = false;

  constructor(backend: GpuBackend, planName: PlanName | undefined) {
    this.backend = backend;
    this.#planName = planName;
    this.#memory = new GpuMemory(backend.device, this.#budget, 'datasets');
    this.#datasets = new GpuDatasets(backend.device, this.#memory);
  }

  /** Rejects with `DeviceLostError` where the device is lost meanwhile. */
  async create(spec: EngineSpec): Promise<PoolEngine> {
    try {
      return await this.#create(spec);
    } catch (error) {
      if (error instanceof RangeError || error instanceof DeviceLostError) throw error;
      const cause = await this.backend.causeOf(error);
      if (cause instanceof DeviceLostError || this.backend.intact) throw cause;
      throw new DeviceLostError(messageOf(cause));
    }
  }

  async #create(spec: EngineSpec): Promise<PoolEngine> {
    const { model, optimizer, maxBatch } = spec;
    const { c1, c3, f5, f6, activation, pooling, dense, classes } = model;
    const key = JSON.stringify([c1, c3, f5, f6, activation, pooling, dense, classes, optimizer, maxBatch]);
    for (;;) {
      const population = await this.#population(key, spec);
      // Its last network may have left meanwhile.
      if (population.closed && !this.#closed) continue;
      const closeEmpty = () => {
        if (population.size > 0 || population.closed) return;
        this.#populations.delete(key);
        this.#open.delete(population);
        population.close();
      };
      try {
        const member = await population.join();
        return new Network(spec, population, member, this.#datasets, closeEmpty);
      } catch (error) {
        // The other networks may have left meanwhile.
        closeEmpty();
        throw error;
      }
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    const idle = [...this.#open].every((population) => population.idle);
    for (const population of this.#open) population.close();
    this.#memory.freeAll();
    this.backend.release(idle && this.#populations.size === this.#open.size);
  }

  async #population(key: string, spec: EngineSpec): Promise<Population> {
    let creating = this.#populations.get(key);
    if (!creating) {
      creating = createPopulation(spec, this.backend, this.#budget, this.#planName);
      this.#populations.set(key, creating);
      creating.then(
        (population) => (this.#closed ? population.close() : this.#open.add(population)),
        () => this.#populations.delete(key),
      );
    }
    return creating;
  }
}
