import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NoRoomError } from '../pool.ts';
import { GpuMemory, MemoryBudget } from './memory.ts';

const [STORAGE, MAP_READ] = [1, 2];
const MEGABYTE = 1 << 20;

afterEach(() => vi.unstubAllGlobals());

beforeEach(() => {
  vi.stubGlobal('GPUBufferUsage', { STORAGE, MAP_READ, COPY_SRC: 4, COPY_DST: 8 });
});

/** A device without a GPU. Allocations fail where its buffers would have more than `bytes` together. */
function device(bytes: number, limits: Partial<GPUSupportedLimits> = {}) {
  const held = new Set<{ label: string; size: number }>();
  const sum = () => [...held].reduce((all, { size }) => all + size, 0);
  let failed = false;
  const scopes: string[] = [];
  const fake = {
    limits: {
      maxBufferSize: 256 * MEGABYTE,
      maxStorageBufferBindingSize: 128 * MEGABYTE,
      maxComputeWorkgroupsPerDimension: 65535,
      ...limits,
    },
    createBuffer: ({ label, size }: { label: string; size: number }) => {
      const buffer = { label, size, destroy: () => held.delete(buffer) };
      held.add(buffer);
      failed ||= sum() > bytes;
      return buffer;
    },
    pushErrorScope: (filter: string) => scopes.push(filter),
    popErrorScope: async () => {
      if (scopes.pop() !== 'out-of-memory' || !failed) return null;
      failed = false;
      return { message: 'none left' };
    },
    createCommandEncoder: () => ({ copyBufferToBuffer: () => {}, finish: () => {} }),
    queue: { submit: () => {} },
  };
  return { device: fake as unknown as GPUDevice, held, bytes: sum };
}

/** A memory whose members have `megabytes` each. */
async function memoryOf(gpu: GPUDevice, megabytes: number, budget?: MemoryBudget): Promise<GpuMemory> {
  const memory = new GpuMemory(gpu, budget);
  memory.declare('values', (megabytes * MEGABYTE) / 4, STORAGE, 'dropped');
  await memory.add();
  return memory;
}

test('nothing is allocated before the first member, then twice as much when there is no part left', async () => {
  const gpu = device(Infinity);
  const memory = await memoryOf(gpu.device, 1);
  const sizes: number[] = [gpu.bytes() / MEGABYTE];
  for (const members of [1, 2, 3, 4, 5]) {
    await memory.growTo(members);
    sizes.push(gpu.bytes() / MEGABYTE);
  }
  expect(sizes).toEqual([0, 1, 2, 4, 4, 8]);
});

test.each([
  ['a buffer of one member is too large for a binding', 129, Infinity],
  ['one member needs more than all networks may', 100, 150],
])('refuses for good where %s', async (_, megabytes, most) => {
  const gpu = device(Infinity);
  const memory = await memoryOf(gpu.device, megabytes, new MemoryBudget(most * MEGABYTE));
  const refusal = await memory.growTo(1).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(RangeError);
  expect(refusal).not.toBeInstanceOf(NoRoomError);
  expect(gpu.held.size).toBe(0);
});

test('takes as many parts as are needed where twice as many do not fit', async () => {
  // Of ten: four, and six beside them.
  const gpu = device(10 * MEGABYTE);
  const memory = await memoryOf(gpu.device, 1);
  await memory.growTo(4);
  await memory.growTo(5);
  expect(gpu.bytes()).toBe(5 * MEGABYTE);
  await expect(memory.growTo(6)).rejects.toThrow(
    'the GPU has no memory for more than 5 networks of this kind',
  );
  expect(gpu.bytes()).toBe(5 * MEGABYTE);
});

test('the networks of a budget have its memory together, but for that of a dataset', async () => {
  const gpu = device(Infinity);
  const budget = new MemoryBudget(164 * MEGABYTE);
  const one = await memoryOf(gpu.device, 60, budget);
  const other = await memoryOf(gpu.device, 50, budget);
  await one.growTo(1);
  await expect(other.growTo(1)).rejects.toBeInstanceOf(NoRoomError);
  const datasets = new GpuMemory(gpu.device, budget, 'datasets');
  const dataset = await datasets.allocate('dataset', 110 * MEGABYTE, STORAGE);
  one.freeAll();
  // A dataset larger than what was left for it leaves less.
  await other.growTo(1);
  await expect(other.growTo(2)).rejects.toBeInstanceOf(NoRoomError);
  datasets.free(dataset);
  other.freeAll();
  expect(gpu.held.size).toBe(0);
  expect(budget.left).toBe(100 * MEGABYTE);
});

test('buffers that are added later have parts for all members, or are dropped', async () => {
  const gpu = device(12 * MEGABYTE);
  const memory = await memoryOf(gpu.device, 1);
  await memory.growTo(4);
  memory.declare('large', (4 * MEGABYTE) / 4, STORAGE, 'dropped');
  await expect(memory.add()).rejects.toBeInstanceOf(NoRoomError);
  const small = memory.declare('small', MEGABYTE / 4, STORAGE, 'dropped');
  await memory.add();
  expect(small.buffer.size).toBe(4 * MEGABYTE);
  expect(gpu.bytes()).toBe(8 * MEGABYTE);
});

test('a buffer that a readback uses stays until it is given back', async () => {
  const gpu = device(Infinity);
  const memory = new GpuMemory(gpu.device);
  const staging = memory.declare('staging', 1, MAP_READ, 'dropped');
  await memory.add();
  await memory.growTo(1);
  const lent = memory.lend(staging);
  await memory.growTo(2);
  expect(staging.buffer).not.toBe(lent);
  expect(gpu.held).toContain(lent);
  memory.giveBack(staging, lent);
  expect([...gpu.held]).toEqual([staging.buffer]);
});

test('a dataset whose allocation fails is refused', async () => {
  const gpu = device(MEGABYTE);
  const memory = new GpuMemory(gpu.device);
  await expect(memory.allocate('dataset', 2 * MEGABYTE, STORAGE)).rejects.toThrow('none left');
  const larger = memory.allocate('dataset', 128 * MEGABYTE + 4, STORAGE);
  await expect(larger).rejects.toThrow('the GPU allows buffers of 134217728 bytes, not 134217732');
  expect(gpu.held.size).toBe(0);
});
