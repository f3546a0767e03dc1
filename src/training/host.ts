// What a session is given from outside: the page's end, the engines, the data, storage and the other tabs.

import type { EngineName, RunConfig } from '../contract/config.ts';
import type { DeviceReport, EngineTrial } from '../contract/device.ts';
import type { WorkerEvent } from '../contract/messages.ts';
import type { SpeedProgress, SpeedTest } from '../contract/speed.ts';
import type { SweepEngine } from '../contract/sweep.ts';
import type { WeightsRefusal } from '../contract/weights-refusal.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { Loaded, LoadOptions, ShardNeeds } from '../dataset/fetch-shards.ts';
import type { Engine, EngineSpec } from '../engine/engine.ts';
import type { EnginePool } from '../engine/pool.ts';
import type { WriteRun } from '../export/exported-run.ts';
import type { CreateLoops } from '../engine/layer-loops.ts';
import type { FinishedRunsStore } from '../storage/finished-runs-store.ts';
import type { OwnDataStore } from '../storage/own-data-store.ts';
import type { RunStore } from '../storage/run-store.ts';
import type { SweepStore } from '../storage/sweep-store.ts';
import type { Sleep } from './run/sleep.ts';
import type { CreateTabLock } from './tabs.ts';

/** Verdicts on engines, some of them of earlier visits. */
export interface EngineVerdicts {
  /** After a failure of an engine at run time: what is known of it no longer counts. */
  distrust(name: EngineName): void;
  /** Compares an engine with the reference, unless that was done since. */
  prove(name: EngineName, spec: EngineSpec): Promise<EngineTrial>;
}

export interface SessionHost {
  emit(event: WorkerEvent, transfer?: ArrayBuffer[]): void;
  /** Memory for so many bytes of images, the same for every dataset; allocated for each by default. */
  reserveImages?: (bytes: number) => Uint8Array | undefined;
  /** Adds to `dataset` what it lacks of `needed`. */
  loadDataset(
    dataset: Dataset,
    needed: ShardNeeds,
    signal: AbortSignal,
    watch: Pick<LoadOptions, 'onProgress' | 'onShard'>,
  ): Promise<Loaded>;
  /** Which engines work here, and the one that `requested` gets. Never rejects. */
  chooseEngine(requested: RunConfig['engine'], spec: EngineSpec): Promise<DeviceReport>;
  createEngine(name: EngineName, spec: EngineSpec): Promise<Engine>;
  /**
   * For the members of a sweep: so many threads, or for 0 one for each core; on the GPU, networks that agree with the reference
   * for each of `specs`. Rejects where they can't be had.
   */
  createPool(threads: number, engine: SweepEngine, specs: readonly EngineSpec[]): Promise<EnginePool>;
  /** Times every engine that works here; null once `proceeds` is false. */
  testSpeed(
    spec: EngineSpec,
    watch: { onProgress: (progress: SpeedProgress) => void; proceeds: () => boolean },
  ): Promise<SpeedTest | null>;
  /** Absent where `chooseEngine` remembers nothing. */
  verdicts?: EngineVerdicts;
  /** Loops that take a step apart faster than the reference's own, which are used where it is absent or rejects, or where there is no memory. */
  loadLayerLoops?: () => Promise<CreateLoops>;
  /** The code that writes a run for other programs. Rejects with CodeLoadError. */
  loadExports(): Promise<WriteRun>;
  /**
   * The safetensors file in a file of another format (weights/file-kind.ts), or why there is none. Rejects where its code could
   * not be fetched. Where it is absent, only safetensors files are read.
   */
  readModelFile?: (bytes: Uint8Array) => Promise<{ bytes: Uint8Array } | { refusal: WeightsRefusal }>;
  runs: RunStore;
  sweeps: SweepStore;
  ownData: OwnDataStore;
  finishedRuns: FinishedRunsStore;
  tabLock: CreateTabLock;
  /** Milliseconds; `performance.now` by default. */
  now?: () => number;
  /** Waits of a limited speed; a timer by default. */
  sleep?: Sleep;
}
