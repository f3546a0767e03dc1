// What can train here, and which engine a run gets. Engines come by import(): nothing of them is loaded to choose.

import type { EngineName, RunConfig } from '../contract/config.ts';
import type { DeviceReport, WebgpuStatus } from '../contract/messages.ts';
import type { Engine, EngineSpec } from './engine.ts';

const REFERENCE_DEVICE = 'CPU, one thread';

/** What WebGPU offers here. Never rejects. */
export async function probe(): Promise<WebgpuStatus> {
  const { probeWebgpu } = await import('./tfjs/adapter.ts');
  return probeWebgpu(globalThis);
}

/** The engine that `requested` gets where WebGPU is `webgpu`, and why. */
export function reportFor(requested: RunConfig['engine'], webgpu: WebgpuStatus): DeviceReport {
  const reference = { webgpu, chosen: 'reference', device: REFERENCE_DEVICE } as const;
  if (requested === 'reference') return { ...reference, reason: 'requested' };
  if (webgpu.state === 'none') {
    return { ...reference, reason: requested === 'auto' ? 'no-webgpu' : 'requested-missing' };
  }
  const tfjs = { webgpu, chosen: 'tfjs', device: webgpu.adapter } as const;
  if (requested === 'tfjs') return { ...tfjs, reason: 'requested' };
  // A software adapter is slower than plain loops: a step of 32 takes about a second on SwiftShader.
  return webgpu.state === 'hardware'
    ? { ...tfjs, reason: 'hardware-gpu' }
    : { ...reference, reason: 'software-gpu' };
}

/** What is here and what `requested` gets. Never rejects. */
export async function chooseEngine(requested: RunConfig['engine']): Promise<DeviceReport> {
  return reportFor(requested, await probe());
}

/** Loads the engine `name` and makes one for `spec`. Rejects with the browser's reason where its device is missing. */
export async function createEngine(name: EngineName, spec: EngineSpec): Promise<Engine> {
  switch (name) {
    case 'tfjs': {
      const { createTfjsEngine } = await import('./tfjs/tfjs-engine.ts');
      return createTfjsEngine(spec);
    }
    case 'reference': {
      const { createReferenceEngine } = await import('./reference/reference-engine.ts');
      return createReferenceEngine(spec);
    }
    default:
      return name satisfies never;
  }
}
