// Chooses the engine of a run: each candidate is compared with the reference and timed, and the fastest correct one is
// chosen. Engines are loaded by import(), so the page loads only those that are tried.

import { messageOf } from '../base/errors.ts';
import { CodeLoadError, loadCode } from '../base/load-code.ts';
import type { EngineName, RunConfig } from '../contract/config.ts';
import type { DeviceReport, EngineTrial, WebgpuStatus } from '../contract/messages.ts';
import type { Engine, EngineSpec } from './engine.ts';
import { findFault, createProof, timeSteps, type Proof } from './self-check.ts';
import type { ImageMemory } from './wasm/image-memory.ts';

/**
 * A GPU engine is chosen even when it takes up to this factor longer than the fastest one, because it leaves the CPU
 * free.
 */
const NEAR_TIE = 1.25;
/** The order of the trials. The last one is the reference, which runs everywhere. */
const CANDIDATES = ['wasm', 'webgpu', 'tfjs', 'reference'] as const satisfies readonly EngineName[];

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
 * Creates the function that chooses the engine for `requested` and `spec`. An engine is tried once for a specification;
 * the same arguments give the same answer. Rejects with CodeLoadError if no engine's code could be fetched.
 */
export function createChooser(source: EngineSource = { probe, createEngine, timeSteps }) {
  const trials = new Map<string, Promise<EngineTrial>>();
  let webgpu: Promise<WebgpuStatus> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const tryOnce = (name: EngineName, spec: EngineSpec): Promise<EngineTrial> => {
    const key = JSON.stringify([name, spec]);
    const earlier = trials.get(key);
    if (earlier) return earlier;
    // One trial at a time, because they would disturb each other's timing.
    const trial = last.then(() => tryEngine(name, spec, source));
    last = trial;
    trials.set(key, trial);
    void trial.then(({ verdict }) => verdict === 'not-loaded' && trials.delete(key));
    return trial;
  };

  return async (requested: RunConfig['engine'], spec: EngineSpec): Promise<DeviceReport> => {
    const probing = (webgpu ??= source.probe());
    const status = await probing.catch((error: unknown) => {
      webgpu = null;
      throw error;
    });
    if (requested !== 'auto') {
      const trial =
        status.state === 'none' && onGpu(requested) ? missing(requested) : await tryOnce(requested, spec);
      if (trial.verdict === 'proven') return report(status, trial, 'requested', [trial]);
    }
    const all: EngineTrial[] = [];
    for (const name of CANDIDATES) {
      if (onGpu(name) && status.state === 'none') all.push(missing(name));
      else if (onGpu(name) && status.state === 'software' && requested !== name)
        all.push(emulated(name, status.adapter));
      else all.push(await tryOnce(name, spec));
    }
    return choose(status, requested, all);
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
    .toSorted((a, b) => a.millisecondsPerStep! - b.millisecondsPerStep!);
  const fastest = proven[0];
  if (!fastest) {
    const details = trials.map(({ engine, detail = '' }) => `${engine}: ${detail}`).join('; ');
    const missing = trials.some(({ verdict }) => verdict === 'not-loaded');
    throw missing ? new CodeLoadError(details) : new Error(`no engine works here (${details})`);
  }
  const gpu = webgpu.state === 'hardware' ? proven.find(({ engine }) => onGpu(engine)) : undefined;
  const tied = gpu && gpu !== fastest && gpu.millisecondsPerStep! <= NEAR_TIE * fastest.millisecondsPerStep!;
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

const onGpu = (name: EngineName) => name === 'webgpu' || name === 'tfjs';

const missing = (engine: EngineName): EngineTrial => ({
  engine,
  device: null,
  verdict: 'missing',
  millisecondsPerStep: null,
});

const emulated = (engine: EngineName, adapter: string): EngineTrial => ({
  engine,
  device: { kind: 'gpu', adapter },
  verdict: 'emulated',
  millisecondsPerStep: null,
});

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

/** Compares one engine with the reference, times it and disposes of it. */
async function tryEngine(name: EngineName, spec: EngineSpec, source: EngineSource): Promise<EngineTrial> {
  let engine: Engine | null = null;
  try {
    const proof = await proofFor(spec);
    engine = await source.createEngine(name, spec);
    const { device } = engine;
    const fault = await findFault(engine, proof);
    if (fault !== null)
      return { engine: name, device, verdict: 'wrong', millisecondsPerStep: null, detail: fault };
    const millisecondsPerStep = await source.timeSteps(engine, proof, spec.maxBatch);
    return { engine: name, device, verdict: 'proven', millisecondsPerStep };
  } catch (error) {
    const detail = messageOf(error);
    const verdict = error instanceof CodeLoadError ? 'not-loaded' : 'failed';
    return { engine: name, device: null, verdict, millisecondsPerStep: null, detail };
  } finally {
    engine?.dispose();
  }
}
