// What a session is given from outside: the page's end, the engines, the data, storage and the other tabs.

import type { EngineName, RunConfig } from '../contract/config.ts';
import type { DeviceReport, WorkerEvent } from '../contract/messages.ts';
import type { Engine, EngineSpec } from '../engine/engine.ts';
import type { RunStore } from '../storage/run-store.ts';
import type { LoadDataset } from './dataset-loader.ts';
import type { Sleep } from './run/sleep.ts';
import type { CreateTabLock } from './tabs.ts';

export interface SessionHost {
  emit(event: WorkerEvent, transfer?: ArrayBuffer[]): void;
  /** Memory for the dataset's images; allocated by default. */
  images?: Uint8Array | undefined;
  loadDataset: LoadDataset;
  /** Which engines work here, and the one that `requested` gets. Never rejects. */
  chooseEngine(requested: RunConfig['engine'], spec: EngineSpec): Promise<DeviceReport>;
  createEngine(name: EngineName, spec: EngineSpec): Promise<Engine>;
  runs: RunStore;
  tabLock: CreateTabLock;
  /** Milliseconds; `performance.now` by default. */
  now?: () => number;
  /** Waits of a limited speed; a timer by default. */
  sleep?: Sleep;
}
