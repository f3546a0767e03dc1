// The entry of the worker: connects a session to the page, the dataset, the engines and the storage.

import type { WorkerCommand } from '../contract/messages.ts';
import { IMAGES_BYTES } from '../dataset/dataset.ts';
import { loadShards } from '../dataset/fetch-shards.ts';
import { createChooser, createEngine, createPool } from '../engine/choose.ts';
import { browserFinishedRunsStore } from '../storage/finished-runs-store.ts';
import { browserOwnDataStore } from '../storage/own-data-store.ts';
import { browserRunStore } from '../storage/run-store.ts';
import { browserShardCache } from '../storage/shard-cache.ts';
import { browserSweepStore } from '../storage/sweep-store.ts';
import { browserTabLock } from '../storage/tab-lock.ts';
import { testSpeed } from '../engine/speed-test.ts';
import { browserTrialStore } from '../storage/trial-store.ts';
import { createTrialMemory } from '../engine/trial-memory.ts';
import type { CreateLoops } from '../engine/layer-loops.ts';
import { createImageMemory } from '../engine/wasm/image-memory.ts';
import { createSession } from '../training/session.ts';
import type { WriteRun } from '../export/exported-run.ts';
import { loadCode } from '../base/load-code.ts';
import { rethrowRejections } from './rethrow-rejections.ts';

// A built worker is in assets/, beside data/; the development server has data/ at its root.
const baseUrl = new URL(import.meta.env.DEV ? '/data/' : '../data/', self.location.href).href;
const cache = browserShardCache();
const imageMemory = createImageMemory(IMAGES_BYTES);
// The name of this file in a build has the digest of all code that it loads, that of the engines too.
const place = JSON.stringify([
  import.meta.url,
  navigator.userAgent,
  navigator.hardwareConcurrency,
  self.crossOriginIsolated,
]);
// A development server's files keep their names.
const memory = import.meta.env.PROD ? createTrialMemory(browserTrialStore(), place) : undefined;
const chooser = createChooser(undefined, memory);

/** With the first request for the explanation of a step: no run needs this code. */
async function loadLayerLoops(): Promise<CreateLoops> {
  const [{ loadDoubleLoops }, { browserHost }] = await Promise.all([
    import('../engine/wasm/double-loops.ts'),
    import('../engine/wasm/host.ts'),
  ]);
  return loadDoubleLoops(browserHost);
}

/** When a run is exported for the first time. */
async function loadExports(): Promise<WriteRun> {
  return (await loadCode(() => import('../export/write-run.ts'))).writeRun;
}

/** When a weight file of another format than safetensors is opened. */
async function readModelFile(bytes: Uint8Array) {
  const { readModelFile } = await import('../export/read-model-file.ts');
  return readModelFile(bytes);
}

rethrowRejections(self);
const session = createSession({
  emit: (event, transfer = []) => self.postMessage(event, { transfer }),
  reserveImages: (bytes) => imageMemory?.reserve(bytes),
  loadDataset: (dataset, needed, signal, watch) =>
    loadShards({ dataset, baseUrl, needed, cache, signal, ...watch }),
  chooseEngine: chooser.choose,
  verdicts: chooser,
  createEngine: (name, spec) => createEngine(name, spec, imageMemory),
  createPool,
  testSpeed: (spec, watch) => testSpeed(spec, { ...watch, chooseEngine: chooser.choose, createEngine }),
  loadLayerLoops,
  loadExports,
  readModelFile,
  runs: browserRunStore(),
  sweeps: browserSweepStore(),
  ownData: browserOwnDataStore(),
  finishedRuns: browserFinishedRunsStore(),
  tabLock: browserTabLock,
});
self.addEventListener('message', ({ data }: MessageEvent<WorkerCommand>) => session.handle(data));
