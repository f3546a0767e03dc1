// The tfjs engine in a real browser on WebGPU's software adapter: the tests of every engine and of every GPU engine,
// the states of WebGPU, and tfjs's memory.

import { memory } from '@tensorflow/tfjs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createChooser, createEngine, probe } from '../choose.ts';
import { DeviceLostError } from '../engine.ts';
import {
  testActivations,
  testInterface,
  testParityWithPyTorch,
  testParityWithReference,
  testSameBits,
} from '../testing/engine-suite.fixture.ts';
import { testGpuEngine } from '../testing/gpu-suite.fixture.ts';
import { CHUNK, SPEC, started, startState } from '../testing/inputs.ts';
import { createTfjsEngine } from './tfjs-engine.ts';

afterEach(() => vi.restoreAllMocks());

describe('WebGPU', () => {
  // The first test: after it a released device exists, and engines request no adapter.
  test('a null adapter is reported', async () => {
    vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
    const report = await createChooser().choose('tfjs', SPEC);
    expect(report).toMatchObject({
      webgpu: { state: 'none', reason: 'no-adapter' },
      reason: 'requested-refused',
    });
    expect(report.trials).toContainEqual(expect.objectContaining({ engine: 'tfjs', verdict: 'missing' }));
    await expect(createEngine('tfjs', SPEC)).rejects.toMatchObject({
      name: 'WebgpuUnavailableError',
      status: { state: 'none', reason: 'no-adapter' },
    });
  });

  test('the software adapter is recognised, named and not chosen automatically', async () => {
    expect(await probe()).toEqual({ state: 'software', adapter: 'Google SwiftShader' });
    const report = await createChooser().choose('auto', SPEC);
    expect(report.chosen).not.toBe('tfjs');
    expect(report.trials).toContainEqual(
      expect.objectContaining({
        engine: 'tfjs',
        verdict: 'emulated',
        device: { kind: 'gpu', adapter: 'Google SwiftShader' },
      }),
    );
  });
});

testParityWithPyTorch(createTfjsEngine);
testActivations(createTfjsEngine);
testParityWithReference(createTfjsEngine, 130);
testSameBits(createTfjsEngine, 10);
testInterface(createTfjsEngine);

test('memory does not grow from chunk to chunk, and dispose frees all of it', async () => {
  const state = startState(SPEC);
  const before = memory().numTensors;
  const engine = await started(await createTfjsEngine(SPEC), state);
  const used: { tensors: number; bytes: number }[] = [];
  for (let run = 0; run < 3; run++) {
    await engine.write(state);
    await engine.train(CHUNK);
    await engine.read();
    const { numTensors, numBytes } = memory();
    used.push({ tensors: numTensors, bytes: numBytes });
  }
  expect(used[1]).toEqual(used[0]);
  expect(used[2]).toEqual(used[0]);
  engine.dispose();
  expect(memory().numTensors).toBe(before);
  expect((memory() as { numBytesAllocatedInGPU?: number }).numBytesAllocatedInGPU).toBe(0);
});

// From here on, tests lose the device and its compiled kernels.
test('a chunk whose device is lost frees its tensors', async () => {
  const devices = vi.spyOn(GPUDevice.prototype, 'createCommandEncoder');
  const engine = await started(await createTfjsEngine(SPEC), startState(SPEC));
  await engine.train(CHUNK);
  const before = memory().numTensors;
  const training = engine.train(CHUNK);
  setTimeout(() => (devices.mock.contexts[0] as GPUDevice).destroy());
  await expect(training).rejects.toBeInstanceOf(DeviceLostError);
  expect(memory().numTensors).toBe(before);
  engine.dispose();
});

testGpuEngine('tfjs');
