// Is there a GPU here, which one, and can a device be had of it? Knows WebGPU alone: tfjs is not loaded to answer.

import { messageOf } from '../../base/errors.ts';
import type { WebgpuStatus } from '../../contract/messages.ts';

/** The part of a worker's or page's global scope that is asked; a test hands in its own. */
export interface GpuScope {
  readonly isSecureContext: boolean;
  readonly navigator: { readonly gpu?: Pick<GPU, 'requestAdapter'> };
}

type NoWebgpu = Extract<WebgpuStatus, { state: 'none' }>;
export type FoundWebgpu = Exclude<WebgpuStatus, NoWebgpu>;

/** A device of our own, with what its adapter says of itself. */
export interface OpenedDevice {
  device: GPUDevice;
  info: GPUAdapterInfo;
  status: FoundWebgpu;
}

/** A browser may be without WebGPU for several reasons, each of which a person can be told. */
class WebgpuUnavailableError extends Error {
  override readonly name = 'WebgpuUnavailableError';
  readonly status: NoWebgpu;

  constructor(status: NoWebgpu) {
    super(status.detail ? `${status.reason}: ${status.detail}` : status.reason);
    this.status = status;
  }
}

const SOFTWARE_NAMES = /swiftshader|llvmpipe|lavapipe|softpipe|microsoft basic render|\bwarp\b/i;
const VENDORS: Readonly<Record<string, string>> = {
  amd: 'AMD',
  apple: 'Apple',
  arm: 'Arm',
  google: 'Google',
  'img-tec': 'Imagination',
  intel: 'Intel',
  nvidia: 'NVIDIA',
  qualcomm: 'Qualcomm',
  samsung: 'Samsung',
};
const ARCHITECTURES: Readonly<Record<string, string>> = { swiftshader: 'SwiftShader' };
/** What the tfjs kernels may use beyond the limits that every device has; a device has only what it is asked for. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** The adapter in words: its description where the browser gives one, else vendor and architecture. */
export function adapterName(info: Partial<GPUAdapterInfo>): string {
  const description = info.description || info.device;
  if (description) return description;
  const { vendor = '', architecture = '' } = info;
  const words = [VENDORS[vendor] ?? vendor, ARCHITECTURES[architecture] ?? architecture];
  return words.filter(Boolean).join(' ') || 'GPU';
}

/** Whether the adapter runs on the CPU: it says so, or it has the name of a software rasterizer. */
export function isSoftware(info: Partial<GPUAdapterInfo>): boolean {
  const names = [info.vendor, info.architecture, info.device, info.description].join(' ');
  return info.isFallbackAdapter === true || SOFTWARE_NAMES.test(names);
}

async function findAdapter(scope: GpuScope): Promise<GPUAdapter | NoWebgpu> {
  if (!scope.isSecureContext) return { state: 'none', reason: 'insecure-context' };
  const { gpu } = scope.navigator;
  if (!gpu) return { state: 'none', reason: 'no-api' };
  try {
    // The first request of a fresh browser has come back empty-handed (Chromium 156 on Linux), and the next one not.
    const adapter =
      (await gpu.requestAdapter({ powerPreference: 'high-performance' })) ?? (await gpu.requestAdapter());
    return adapter ?? { state: 'none', reason: 'no-adapter' };
  } catch (error) {
    return { state: 'none', reason: 'no-adapter', detail: messageOf(error) };
  }
}

/** A new device of the best adapter. Throws `WebgpuUnavailableError` where there is none. */
export async function openDevice(scope: GpuScope): Promise<OpenedDevice> {
  const adapter = await findAdapter(scope);
  if ('state' in adapter) throw new WebgpuUnavailableError(adapter);
  const { info } = adapter;
  const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]]));
  try {
    const device = await adapter.requestDevice({ requiredLimits });
    const state = isSoftware(info) ? 'software' : 'hardware';
    return { device, info, status: { state, adapter: adapterName(info) } };
  } catch (error) {
    throw new WebgpuUnavailableError({ state: 'none', reason: 'no-device', detail: messageOf(error) });
  }
}

/** What WebGPU offers here; never rejects. A device is opened and given back: an adapter alone promises none. */
export async function probeWebgpu(scope: GpuScope): Promise<WebgpuStatus> {
  try {
    const { device, status } = await openDevice(scope);
    device.destroy();
    return status;
  } catch (error) {
    if (error instanceof WebgpuUnavailableError) return error.status;
    throw error;
  }
}
