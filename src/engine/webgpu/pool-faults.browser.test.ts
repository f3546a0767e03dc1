// Networks of a pool on WebGPU's software adapter where memory is short, the device is lost, or calls end early.

import { afterEach, expect, test, vi } from 'vitest';
import { DeviceLostError, type EngineSpec } from '../engine.ts';
import { NoDeviceError, NoRoomError, type EnginePool } from '../pool.ts';
import { CHUNK, IMAGES, SPEC, started, startState } from '../testing/inputs.ts';
import { POOL_BYTES } from './memory.ts';
import { createWebgpuPool } from './pool.ts';

const LARGE: EngineSpec = { ...SPEC, model: { ...SPEC.model, c1: 32, c3: 64 }, maxBatch: 512 };
const ADAM: EngineSpec = { ...SPEC, optimizer: 'adam' };

let pool: EnginePool | null = null;

async function openPool(wait?: (milliseconds: number) => Promise<void>): Promise<EnginePool> {
  return (pool = await createWebgpuPool(undefined, wait));
}

afterEach(() => {
  vi.restoreAllMocks();
  pool?.dispose();
});

/** Notes the buffers that exist, and the most bytes that they had together. */
function heldBuffers(): { held: Set<GPUBuffer>; peak: { bytes: number } } {
  const { createBuffer } = GPUDevice.prototype;
  const { destroy } = GPUBuffer.prototype;
  const held = new Set<GPUBuffer>();
  const peak = { bytes: 0 };
  vi.spyOn(GPUDevice.prototype, 'createBuffer').mockImplementation(function (this: GPUDevice, descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    held.add(buffer);
    const bytes = [...held].reduce((sum, { size }) => sum + size, 0);
    peak.bytes = Math.max(peak.bytes, bytes);
    return buffer;
  });
  vi.spyOn(GPUBuffer.prototype, 'destroy').mockImplementation(function (this: GPUBuffer) {
    held.delete(this);
    return destroy.call(this);
  });
  return { held, peak };
}

/** Every allocation fails; `meanwhile` is called before its failure is known. */
function failAllocations(meanwhile = () => {}): void {
  const { popErrorScope } = GPUDevice.prototype;
  vi.spyOn(GPUDevice.prototype, 'popErrorScope').mockImplementation(async function (this: GPUDevice) {
    await popErrorScope.call(this);
    meanwhile();
    return new GPUOutOfMemoryError('none left');
  });
}

async function startedNetwork(spec: EngineSpec) {
  return started(await pool!.create(spec), startState(spec));
}

test('the first network of its kind is refused where its allocation fails, and the others train on', async () => {
  await openPool();
  const network = await startedNetwork(SPEC);
  const { held } = heldBuffers();
  failAllocations();
  await expect(pool!.create(ADAM)).rejects.toBeInstanceOf(NoRoomError);
  expect(held.size).toBe(0);
  vi.restoreAllMocks();
  await network.train(CHUNK);
  await (await startedNetwork(ADAM)).train(CHUNK);
});

test('a kind whose last network leaves while another waits for memory frees its memory after the refusal', async () => {
  const { held } = heldBuffers();
  await openPool();
  const network = await pool!.create(SPEC);
  failAllocations(() => network.dispose());
  await expect(pool!.create(SPEC)).rejects.toBeInstanceOf(NoRoomError);
  expect(held.size).toBe(0);
});

test('networks of several kinds have one limit of memory together', async () => {
  const { held, peak } = heldBuffers();
  await openPool();
  const kinds = [LARGE, { ...LARGE, model: { ...LARGE.model, f6: LARGE.model.f6 + 1 } }];
  const networks = await Promise.all(kinds.map((spec) => pool!.create(spec)));
  const results = await Promise.allSettled([...kinds, ...kinds, ...kinds].map((spec) => pool!.create(spec)));
  const refusals = results.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
  expect(refusals.length).toBeGreaterThan(0);
  for (const refusal of refusals) expect(refusal).toBeInstanceOf(NoRoomError);
  expect(peak.bytes).toBeLessThanOrEqual(POOL_BYTES);
  for (const one of results) if (one.status === 'fulfilled') networks.push(one.value);
  for (const network of networks) network.dispose();
  expect(held.size).toBe(0);
  await pool!.create(kinds[0]!);
});

test('calls that wait when the last network of a kind is disposed of reject, and the others train on', async () => {
  await openPool();
  const [network, other] = [await startedNetwork(SPEC), await startedNetwork(ADAM)];
  const image = IMAGES.subarray(0, 784);
  await network.activations(image);
  const calls = [
    network.activations(image),
    network.predict(IMAGES),
    network.activations(image),
    network.read(),
  ];
  network.dispose();
  for (const end of await Promise.allSettled(calls)) expect(end.status).toBe('rejected');
  await other.train(CHUNK);
});

test('a call that can not be enqueued rejects, and the next ones do not wait for it', async () => {
  await openPool();
  const [network, other] = [await startedNetwork(SPEC), await startedNetwork(SPEC)];
  vi.spyOn(GPUDevice.prototype, 'createCommandEncoder').mockImplementationOnce(() => {
    throw new Error('no encoder');
  });
  await expect(network.train(CHUNK)).rejects.toThrow('no encoder');
  await Promise.all([network.train(CHUNK), other.train(CHUNK)]);
});

test('a network whose device is lost while it is created is created on a new one', async () => {
  await openPool();
  const compile = vi.spyOn(GPUDevice.prototype, 'createComputePipelineAsync');
  compile.mockImplementationOnce(function (this: GPUDevice) {
    this.destroy();
    return Promise.reject(new Error('the compiler is gone'));
  });
  const spec = { ...SPEC, model: { ...SPEC.model, f6: 77 } };
  await (await startedNetwork(spec)).train(CHUNK);
  expect(new Set(compile.mock.contexts).size).toBe(2);
});

test('where no new device can be opened, creation is tried a few times and rejects with its own error', async () => {
  const encoders = vi.spyOn(GPUDevice.prototype, 'createCommandEncoder');
  const waits: number[] = [];
  await openPool(async (milliseconds) => void waits.push(milliseconds));
  const network = await startedNetwork(SPEC);
  const device = encoders.mock.contexts.at(-1) as GPUDevice;
  device.destroy();
  await expect(network.train(CHUNK)).rejects.toBeInstanceOf(DeviceLostError);
  const adapters = vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
  const ends = await Promise.allSettled([SPEC, SPEC, ADAM].map((spec) => pool!.create(spec)));
  const refused = { status: 'rejected', reason: expect.any(NoDeviceError) };
  expect(ends).toMatchObject([refused, refused, refused]);
  expect(waits).toEqual([700, 700, 700]);
  adapters.mockRestore();
  await (await startedNetwork(SPEC)).train(CHUNK);
});

// Last, because its device may get the smaller limit, and the next pool its device.
test('a network whose buffers the device does not allow is refused for good, and the others train on', async () => {
  const limit = vi.spyOn(GPUSupportedLimits.prototype, 'maxStorageBufferBindingSize', 'get');
  limit.mockReturnValue(128 << 20);
  await openPool();
  const network = await startedNetwork(SPEC);
  const refusal = await pool!.create(LARGE).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(RangeError);
  expect(refusal).not.toBeInstanceOf(NoRoomError);
  expect((refusal as Error).message).toBe('this network needs a larger buffer than the GPU allows');
  expect((await network.train(CHUNK)).losses).toHaveLength(CHUNK.learningRates.length);
});
