// The engine on a device of WebGPU's compatibility mode with its least limits: 128 threads and 16 kB in a workgroup.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { testActivations, testParityWithReference } from '../testing/engine-suite.fixture.ts';
import { SPEC } from '../testing/inputs.ts';
import { createWebgpuEngine } from './webgpu-engine.ts';

/** Devices that were opened in a test. */
let devices: GPUDevice[] = [];

beforeEach(() => {
  devices = [];
  const { requestAdapter } = GPU.prototype;
  const { requestDevice } = GPUAdapter.prototype;
  vi.spyOn(GPU.prototype, 'requestAdapter').mockImplementation(function (this: GPU) {
    return requestAdapter.call(this, { featureLevel: 'compatibility' });
  });
  vi.spyOn(GPUAdapter.prototype, 'requestDevice').mockImplementation(async function (this: GPUAdapter) {
    const device = await requestDevice.call(this);
    devices.push(device);
    return device;
  });
});
afterEach(() => vi.restoreAllMocks());

test('the device has the least limits', async () => {
  const engine = await createWebgpuEngine(SPEC);
  expect(devices).toHaveLength(1);
  expect(devices[0]!.limits.maxComputeInvocationsPerWorkgroup).toBe(128);
  expect(devices[0]!.limits.maxComputeWorkgroupStorageSize).toBe(16_384);
  engine.dispose();
});

testParityWithReference(createWebgpuEngine, 300);
testActivations(createWebgpuEngine, true);
