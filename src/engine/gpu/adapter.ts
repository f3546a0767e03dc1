// Finds the GPU adapter, names it and opens devices. It works without tfjs, so a probe does not load it.

import { messageOf } from '../../base/errors.ts';
import type { WebgpuStatus } from '../../contract/device.ts';

/** The part of the global scope that is used; tests pass their own. */
export interface GpuScope {
  readonly isSecureContext: boolean;
  readonly navigator: { readonly gpu?: Pick<GPU, 'requestAdapter'> };
}

type NoWebgpu = Extract<WebgpuStatus, { state: 'none' }>;
export type FoundWebgpu = Exclude<WebgpuStatus, NoWebgpu>;

/** A device with its adapter's information. */
export interface OpenedDevice {
  device: GPUDevice;
  info: GPUAdapterInfo;
  status: FoundWebgpu;
}

/** WebGPU is missing, with the reason. */
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
/**
 * Limits that the kernels may use beyond WebGPU's defaults. A device has only the limits that its creation requests.
 */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** Name of the adapter: its description where the browser gives one, otherwise vendor and architecture. */
export function adapterName(info: Partial<GPUAdapterInfo>): string {
  const description = info.description || info.device;
  if (description) return description;
  const { vendor = '', architecture = '' } = info;
  const words = [VENDORS[vendor] ?? vendor, ARCHITECTURES[architecture] ?? architecture];
  return words.filter(Boolean).join(' ') || 'GPU';
}

/** Whether the adapter runs on the CPU: it is a fallback adapter or has the name of a software rasterizer. */
export function isSoftware(info: Partial<GPUAdapterInfo>): boolean {
  const names = [info.vendor, info.architecture, info.device, info.description].join(' ');
  return info.isFallbackAdapter === true || SOFTWARE_NAMES.test(names);
}

/**
 * What is requested, until there is an adapter. In a freshly started browser the first request may give null where the
 * second succeeds (Chromium 156 on Linux). Older GPUs have WebGPU in its compatibility mode only, with smaller limits.
 */
const REQUESTS: readonly GPURequestAdapterOptions[] = [
  { powerPreference: 'high-performance' },
  {},
  { featureLevel: 'compatibility' },
];

async function findAdapter(scope: GpuScope): Promise<GPUAdapter | NoWebgpu> {
  if (!scope.isSecureContext) return { state: 'none', reason: 'insecure-context' };
  const { gpu } = scope.navigator;
  if (!gpu) return { state: 'none', reason: 'no-api' };
  try {
    for (const request of REQUESTS) {
      const adapter = await gpu.requestAdapter(request);
      if (adapter) return adapter;
    }
    return { state: 'none', reason: 'no-adapter' };
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

/**
 * The state of WebGPU. Opens a device and destroys it, because an adapter may still give none. Rejects on other faults.
 */
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
