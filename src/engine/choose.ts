// Chooses the engine of a run: each candidate is compared with the reference, those that compete are timed, and the fastest
// correct one is chosen. Engines are loaded by import(), so the page loads only those that are tried.

import { messageOf } from '../base/errors.ts';
import { CodeLoadError, loadCode } from '../base/load-code.ts';
import type { EngineName, RunConfig } from '../contract/config.ts';
import type { DeviceReport, EngineTrial, WebgpuStatus } from '../contract/device.ts';
import type { SweepEngine } from '../contract/sweep.ts';
import type { Engine, EngineSpec } from './engine.ts';
import type { EnginePool } from './pool.ts';
import { findFault, createProof, timeSteps, type Proof } from './self-check.ts';
import { NO_MEMORY, type TrialMemory } from './trial-memory.ts';
import type { ImageMemory } from './wasm/image-memory.ts';

/**
 * A GPU engine is chosen even when it takes up to this factor longer than the fastest one, because it leaves the CPU
 * free.
 */
const NEAR_TIE = 1.25;
/** The order of the trials. The last one is the reference, which runs everywhere. */
const CANDIDATES = ['wasm', 'webgpu', 'tfjs', 'reference'] as const satisfies readonly EngineName[];
/** Engines that are tried only where none of these is proven: they are slower on every machine (docs/benchmarks.md). */
const SUBSTITUTE_FOR: Partial<Record<EngineName, readonly EngineName[]>> = {
  tfjs: ['webgpu'],
  reference: ['wasm', 'webgpu', 'tfjs'],
};

/** Creates engines and probes devices; tests pass their own. */
export interface EngineSource {
  probe(): Promise<WebgpuStatus>;
  createEngine(name: EngineName, spec: EngineSpec): Promise<Engine>;
  /** Resolves with the milliseconds of a step of `batch`. */
  timeSteps(engine: Engine, proof: Proof, batch: number): Promise<number>;
}

/** The state of WebGPU in this browser. Rejects only with CodeLoadError. */
export async function probe(): Promise<WebgpuStatus> {
  const { probeWebgpu } = await loadCode(() => import('./gpu/adapter.ts'));
  return probeWebgpu(globalThis);
}

/** Loads engine `name` and creates one for `spec`. Rejects with the browser's reason where its device is missing. */
export async function createEngine(
  name: EngineName,
  spec: EngineSpec,
  imageMemory: ImageMemory | null = null,
): Promise<Engine> {
  switch (name) {
    case 'tfjs': {
      const { createTfjsEngine } = await loadCode(() => import('./tfjs/tfjs-engine.ts'));
      return createTfjsEngine(spec);
    }
    case 'webgpu': {
      const { createWebgpuEngine } = await loadCode(() => import('./webgpu/webgpu-engine.ts'));
      return createWebgpuEngine(spec);
    }
    case 'wasm': {
      const { createWasmEngine } = await loadCode(() => import('./wasm/wasm-engine.ts'));
      return createWasmEngine(spec, { imageMemory, ...(spec.threads && { threads: spec.threads }) });
    }
    case 'reference': {
      const { createReferenceEngine } = await loadCode(() => import('./reference/reference-engine.ts'));
      return createReferenceEngine(spec);
    }
    default:
      return name satisfies never;
  }
}

/**
 * A pool of `threads` threads, or of networks on the GPU, two of which agree side by side with the reference for each of `specs`.
 * Rejects where it can't start or its results are wrong, and with CodeLoadError.
 */
export async function createPool(
  threads: number,
  engine: SweepEngine,
  specs: readonly EngineSpec[],
): Promise<EnginePool> {
  if (engine === 'wasm') {
    const wasm = await loadCode(() => import('./wasm/pool.ts'));
    return wasm.createPool(threads);
  }
  const { createWebgpuPool } = await loadCode(() => import('./webgpu/pool.ts'));
  const pool = await createWebgpuPool();
  try {
    for (const spec of specs) await provePair(pool, spec);
    return pool;
  } catch (error) {
    pool.dispose();
    throw error;
  }
}

async function provePair(pool: EnginePool, spec: EngineSpec): Promise<void> {
  const proof = await proofFor(spec);
  const networks = await Promise.all([pool.create(spec), pool.create(spec)]);
  const faults = await Promise.all(networks.map((network) => findFault(network, proof)));
  for (const network of networks) network.dispose();
  const fault = faults.find((one) => one !== null);
  if (!fault) return;
  const { model, optimizer, maxBatch } = spec;
  const { c1, c3, f5, f6, activation, pooling, dense } = model;
  const kind = [c1, c3, f5, f6, activation, pooling, dense, optimizer, maxBatch].join(', ');
  throw new Error(`networks side by side (${kind}): ${fault}`);
}

export interface Chooser {
  /**
   * The engine for `requested` and `spec`. An engine is tried once for a specification; the same arguments give the same
   * answer. Rejects with CodeLoadError if no engine's code could be fetched.
   */
  choose(requested: RunConfig['engine'], spec: EngineSpec): Promise<DeviceReport>;
  /** After a failure of an engine at run time: its trials so far, in earlier visits too, no longer count. */
  distrust(name: EngineName): void;
  /** The trial of one engine. Rejects with CodeLoadError if WebGPU's code could not be fetched. */
  prove(name: EngineName, spec: EngineSpec): Promise<EngineTrial>;
}

/** `memory`: trials of earlier visits. */
export function createChooser(
  source: EngineSource = { probe, createEngine, timeSteps },
  memory: TrialMemory = NO_MEMORY,
): Chooser {
  const trials = new Map<string, { name: EngineName; trial: Promise<EngineTrial> }>();
  let webgpu: Promise<WebgpuStatus> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const probeOnce = () => {
    const probing = (webgpu ??= source.probe());
    probing.catch(() => (webgpu = null));
    return probing;
  };

  /** The trial of this visit or of an earlier one, `timed` if it has to be. */
  const tryOnce = (name: EngineName, spec: EngineSpec, timed: boolean): Promise<EngineTrial> => {
    const key = JSON.stringify([name, spec, timed]);
    const earlier = trials.get(key);
    if (earlier) return earlier.trial;
    const recallOrTry = async () => {
      const status = await probeOnce();
      const remembered = await memory.recall(name, spec, status);
      if (remembered && (!timed || remembered.millisecondsPerStep !== null)) return remembered;
      const trial = await tryEngine(name, spec, timed, source);
      memory.remember(trial, spec, status);
      return trial;
    };
    // One trial at a time, because they would disturb each other's timing.
    const trial = last.then(recallOrTry);
    last = trial.catch(() => {});
    trials.set(key, { name, trial });
    const forget = () => trials.delete(key);
    void trial.then(({ verdict }) => verdict === 'not-loaded' && forget(), forget);
    return trial;
  };

  return {
    async choose(requested, spec) {
      const status = await probeOnce();
      let refused: EngineTrial | null = null;
      if (requested !== 'auto') {
        const absent = status.state === 'none' && onGpu(requested);
        const trial = absent ? missing(requested) : await tryOnce(requested, spec, false);
        if (trial.verdict === 'proven') return report(status, trial, 'requested', [trial]);
        refused = trial;
      }
      const all: EngineTrial[] = [];
      const isProven = (name: EngineName) =>
        all.some(({ engine, verdict }) => engine === name && verdict === 'proven');
      for (const name of CANDIDATES) {
        if (refused?.engine === name) all.push(refused);
        else if (onGpu(name) && status.state === 'none') all.push(missing(name));
        else if (onGpu(name) && status.state === 'software') all.push(emulated(name, status.adapter));
        else if (SUBSTITUTE_FOR[name]?.some(isProven)) all.push(notNeeded(name));
        // Without a GPU no other engine competes with the one on the CPU.
        else all.push(await tryOnce(name, spec, status.state === 'hardware'));
      }
      return choose(status, requested, all);
    },
    distrust(name) {
      memory.forget(name);
      for (const [key, earlier] of trials) if (earlier.name === name) trials.delete(key);
    },
    prove: (name, spec) => tryOnce(name, spec, false),
  };
}

/** Chooses the fastest proven engine, or a GPU engine that is nearly as fast. */
function choose(
  webgpu: WebgpuStatus,
  requested: RunConfig['engine'],
  trials: readonly EngineTrial[],
): DeviceReport {
  const proven = trials
    .filter(({ verdict }) => verdict === 'proven')
    .toSorted((a, b) => millisecondsOf(a) - millisecondsOf(b));
  const fastest = proven[0];
  if (!fastest) {
    const details = trials.map(({ engine, detail = '' }) => `${engine}: ${detail}`).join('; ');
    const missing = trials.some(({ verdict }) => verdict === 'not-loaded');
    throw missing ? new CodeLoadError(details) : new Error(`no engine works here (${details})`);
  }
  const gpu = webgpu.state === 'hardware' ? proven.find(({ engine }) => onGpu(engine)) : undefined;
  const tied = gpu && gpu !== fastest && millisecondsOf(gpu) <= NEAR_TIE * millisecondsOf(fastest);
  const reason = requested !== 'auto' ? 'requested-refused' : tied ? 'gpu-near-tie' : 'fastest';
  return report(webgpu, tied ? gpu : fastest, reason, trials);
}

function report(
  webgpu: WebgpuStatus,
  { engine, device }: EngineTrial,
  reason: DeviceReport['reason'],
  trials: readonly EngineTrial[],
): DeviceReport {
  return { webgpu, chosen: engine, device: device!, reason, trials };
}

/** An engine that was not timed is the only one, or was requested. */
const millisecondsOf = ({ millisecondsPerStep }: EngineTrial) => millisecondsPerStep ?? Infinity;

const onGpu = (name: EngineName) => name === 'webgpu' || name === 'tfjs';

const untried = (
  engine: EngineName,
  verdict: EngineTrial['verdict'],
  device: EngineTrial['device'] = null,
) => ({ engine, device, verdict, millisecondsPerStep: null });
const missing = (engine: EngineName) => untried(engine, 'missing');
const notNeeded = (engine: EngineName) => untried(engine, 'not-needed');
const emulated = (engine: EngineName, adapter: string) =>
  untried(engine, 'emulated', { kind: 'gpu', adapter });

const proofs = new Map<string, Promise<Proof>>();

/** The comparison with the reference for `spec`, computed once. Rejects with CodeLoadError. */
export function proofFor(spec: EngineSpec): Promise<Proof> {
  const key = JSON.stringify(spec);
  let proof = proofs.get(key);
  if (!proof) {
    proof = loadCode(() => import('./reference/reference-engine.ts')).then(({ createReferenceEngine }) =>
      createProof(spec, createReferenceEngine),
    );
    proofs.set(key, proof);
    proof.catch(() => proofs.delete(key));
  }
  return proof;
}

/** Compares one engine with the reference, times it if it is to be `timed`, and disposes of it. */
async function tryEngine(
  name: EngineName,
  spec: EngineSpec,
  timed: boolean,
  source: EngineSource,
): Promise<EngineTrial> {
  const proving = proofFor(spec);
  // Handled below; meanwhile the engine starts.
  proving.catch(() => {});
  let engine: Engine | null = null;
  try {
    engine = await source.createEngine(name, spec);
    const proof = await proving;
    const { device } = engine;
    const detail = await findFault(engine, proof);
    if (detail !== null) return { engine: name, device, verdict: 'wrong', millisecondsPerStep: null, detail };
    const millisecondsPerStep = timed ? await source.timeSteps(engine, proof, spec.maxBatch) : null;
    return { engine: name, device, verdict: 'proven', millisecondsPerStep };
  } catch (error) {
    const detail = messageOf(error);
    const verdict = error instanceof CodeLoadError ? 'not-loaded' : 'failed';
    return { engine: name, device: null, verdict, millisecondsPerStep: null, detail };
  } finally {
    engine?.dispose();
  }
}
