// What an engine computes on, and what can train here. The page puts it into words.

import type { EngineName } from './config.ts';

export type ComputeDevice = { kind: 'cpu'; threads: number } | { kind: 'gpu'; adapter: string };

/** For files: in English whatever the language of the page. */
export function deviceText(device: ComputeDevice): string {
  return device.kind === 'gpu' ? device.adapter : `CPU, threads: ${device.threads}`;
}

export type WebgpuStatus =
  | { state: 'hardware' | 'software'; adapter: string }
  | { state: 'none'; reason: 'insecure-context' | 'no-api' | 'no-adapter' | 'no-device'; detail?: string };

/** The outcome of an engine's trial: is it correct, and how fast? */
export interface EngineTrial {
  engine: EngineName;
  /** Null if the engine could not be created. */
  device: ComputeDevice | null;
  verdict:
    | 'proven'
    /** Its results differ from the reference's. */
    | 'wrong'
    /** It could not start, or reported an error. */
    | 'failed'
    /** Its code could not be fetched; it is tried again the next time. */
    | 'not-loaded'
    /** The browser lacks what it needs. */
    | 'missing'
    /** Not tried: it would run on an emulated GPU, which is slower than plain code. */
    | 'emulated'
    /** Not tried: it is only for the case that faster engines fail. */
    | 'not-needed';
  /** For a step of the configuration's batch; null unless proven, and where no other engine is compared with it. */
  millisecondsPerStep: number | null;
  /** When it was tried, in milliseconds since 1970, if that was in an earlier visit. */
  rememberedFrom?: number;
  /** The difference from the reference, or the error message. */
  detail?: string;
}

/** What can train here, and which engine is chosen for the configuration. */
export interface DeviceReport {
  webgpu: WebgpuStatus;
  chosen: EngineName;
  /** The chosen engine's. */
  device: ComputeDevice;
  reason:
    | 'fastest'
    /** The GPU is nearly as fast as the fastest engine, and leaves the CPU free. */
    | 'gpu-near-tie'
    /** The person chose this engine, and it is proven. */
    | 'requested'
    /** The person chose another engine, which failed its trial. */
    | 'requested-refused';
  trials: readonly EngineTrial[];
}
