// The tests of engines on a GPU device: the choice of the engine by name, the loss of the device, and memory.

import { describe, expect, test, vi } from 'vitest';
import type { EngineName } from '../../contract/config.ts';
import { createChooser, createEngine } from '../choose.ts';
import { DeviceLostError, type Engine } from '../engine.ts';
import { CHUNK, SPEC, started, startState } from './inputs.ts';

/** The device on which `engine` runs. */
async function deviceOf(engine: Engine): Promise<GPUDevice> {
  const encoders = vi.spyOn(GPUDevice.prototype, 'createCommandEncoder');
  await engine.train(CHUNK);
  const device = encoders.mock.contexts[0] as GPUDevice;
  encoders.mockRestore();
  return device;
}

export function testGpuEngine(name: Extract<EngineName, 'tfjs' | 'webgpu'>): void {
  const create = async () => started(await createEngine(name, SPEC), startState(SPEC));

  test('requested by name, it agrees with the reference and is chosen', async () => {
    expect(await createChooser().choose(name, SPEC)).toMatchObject({
      chosen: name,
      device: { kind: 'gpu', adapter: 'Google SwiftShader' },
      reason: 'requested',
    });
  });

  describe('after the loss of its device in a chunk', () => {
    test('calls reject, and the next engine gets a new device', async () => {
      const engine = await create();
      const device = await deviceOf(engine);
      const training = engine.train(CHUNK);
      setTimeout(() => device.destroy());
      await expect(training).rejects.toBeInstanceOf(DeviceLostError);
      await expect(engine.train(CHUNK)).rejects.toBeInstanceOf(DeviceLostError);
      await expect(engine.read()).rejects.toBeInstanceOf(DeviceLostError);
      engine.dispose();
      const next = await create();
      expect((await next.train(CHUNK)).losses.every(Number.isFinite)).toBe(true);
      next.dispose();
    });
  });

  test('disposed of in a chunk, it rejects the chunk, and the next engine starts from its own state', async () => {
    const engine = await create();
    const training = engine.train(CHUNK);
    setTimeout(() => engine.dispose());
    await expect(training).rejects.toBeInstanceOf(DeviceLostError);
    const next = await create();
    expect((await next.read()).step).toBe(0);
    next.dispose();
  });
}
