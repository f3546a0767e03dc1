// Every state of WebGPU, on fake navigators. A real adapter is in tfjs/tfjs-engine.browser.test.ts.

import { describe, expect, test } from 'vitest';
import { adapterName, isSoftware, openDevice, probeWebgpu, type GpuScope } from './adapter.ts';

const NVIDIA = {
  vendor: 'nvidia',
  architecture: 'ampere',
  device: '',
  description: '',
  isFallbackAdapter: false,
};
const SWIFTSHADER = { ...NVIDIA, vendor: 'google', architecture: 'swiftshader' };

interface Fake {
  info?: Partial<GPUAdapterInfo>;
  adapter?: null;
  refuse?: 'adapter' | 'device';
  secure?: boolean;
  /** Whether there is an adapter in compatibility mode only. */
  compatibility?: boolean;
}

function scope({
  info = NVIDIA,
  adapter,
  refuse,
  secure = true,
  compatibility = false,
}: Fake): GpuScope & { requests: unknown[]; destroyed: number } {
  const fake = {
    isSecureContext: secure,
    requests: [] as unknown[],
    destroyed: 0,
    navigator: {} as GpuScope['navigator'],
  };
  const device = { destroy: () => void fake.destroyed++ } as unknown as GPUDevice;
  const requestDevice = async (descriptor: unknown) => {
    if (refuse === 'device') throw new Error('no more devices');
    fake.requests.push(descriptor);
    return device;
  };
  const limits = { maxBufferSize: 1 << 30 };
  const requestAdapter = async (options: GPURequestAdapterOptions = {}) => {
    if (refuse === 'adapter') throw new Error('blocked');
    fake.requests.push(options);
    const given = adapter !== null && (!compatibility || options.featureLevel === 'compatibility');
    return !given ? null : ({ info, limits, requestDevice } as unknown as GPUAdapter);
  };
  fake.navigator = { gpu: { requestAdapter } };
  return fake;
}

describe('the probe reports', () => {
  test('an insecure context, even where the API exists', async () => {
    const status = await probeWebgpu(scope({ secure: false }));
    expect(status).toEqual({ state: 'none', reason: 'insecure-context' });
  });

  test('a browser without the API', async () => {
    const status = await probeWebgpu({ isSecureContext: true, navigator: {} });
    expect(status).toEqual({ state: 'none', reason: 'no-api' });
  });

  test('a null adapter and a rejected request', async () => {
    expect(await probeWebgpu(scope({ adapter: null }))).toEqual({ state: 'none', reason: 'no-adapter' });
    expect(await probeWebgpu(scope({ refuse: 'adapter' }))).toEqual({
      state: 'none',
      reason: 'no-adapter',
      detail: 'blocked',
    });
  });

  test('an adapter that gives no device', async () => {
    const status = await probeWebgpu(scope({ refuse: 'device' }));
    expect(status).toEqual({ state: 'none', reason: 'no-device', detail: 'no more devices' });
  });

  test('a hardware adapter, requested with high performance and its limits, and destroys the device', async () => {
    const fake = scope({});
    expect(await probeWebgpu(fake)).toEqual({ state: 'hardware', adapter: 'NVIDIA ampere' });
    expect(fake.requests).toMatchObject([
      { powerPreference: 'high-performance' },
      { requiredLimits: { maxBufferSize: 1 << 30 } },
    ]);
    expect(fake.destroyed).toBe(1);
  });

  test('an adapter that has only the compatibility mode, requested last', async () => {
    const fake = scope({ compatibility: true });
    expect(await probeWebgpu(fake)).toEqual({ state: 'hardware', adapter: 'NVIDIA ampere' });
    expect(fake.requests).toHaveLength(4);
    expect(fake.requests[2]).toEqual({ featureLevel: 'compatibility' });
  });

  test('a software adapter', async () => {
    expect(await probeWebgpu(scope({ info: SWIFTSHADER }))).toEqual({
      state: 'software',
      adapter: 'Google SwiftShader',
    });
  });
});

test.each([
  [{ ...NVIDIA, isFallbackAdapter: true }, true],
  [{ description: 'llvmpipe (LLVM 15.0.6, 256 bits)' }, true],
  [{ vendor: 'microsoft', description: 'Microsoft Basic Render Driver' }, true],
  [{ vendor: 'microsoft', architecture: 'warp' }, true],
  [SWIFTSHADER, true],
  [NVIDIA, false],
  [{ vendor: 'qualcomm', architecture: 'adreno-7xx' }, false],
  [{}, false],
])('software by the fallback flag or by name: %o', (info, software) => {
  expect(isSoftware(info)).toBe(software);
});

test('an adapter has a readable name from any of the browser’s fields', () => {
  expect(adapterName({ ...NVIDIA, description: 'NVIDIA GeForce RTX 3060' })).toBe('NVIDIA GeForce RTX 3060');
  expect(adapterName({ vendor: 'apple', architecture: 'metal-3' })).toBe('Apple metal-3');
  expect(adapterName({ vendor: 'newcomer' })).toBe('newcomer');
  expect(adapterName({})).toBe('GPU');
});

test('opening without a device throws the status', async () => {
  await expect(openDevice(scope({ adapter: null }))).rejects.toMatchObject({
    name: 'WebgpuUnavailableError',
    status: { state: 'none', reason: 'no-adapter' },
  });
});
