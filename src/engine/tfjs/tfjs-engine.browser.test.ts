// The engine in a real browser, on WebGPU's software adapter: against the golden files, against the reference where
// those have no case, and through what may befall a device. Batches are small: a software step is slow.

import { backend, memory } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { plainSample } from '../../contract/sample.ts';
import { createChooser, createEngine, probe } from '../choose.ts';
import { DeviceLostError, type Chunk, type ModelState } from '../engine.ts';
import { goldenActivations, measureActivations, oddActivations } from '../testing/activations.ts';
import { GOLDEN_NAMES } from '../testing/golden.ts';
import { loadGolden } from '../testing/load.ts';
import {
  CHUNK,
  compareTraining,
  COUNT,
  SAMPLES,
  SPEC,
  started,
  startState,
  tiedState,
} from '../testing/inputs.ts';
import { relativeError } from '../testing/measure.ts';
import { measureParity, outside } from '../testing/parity.ts';
import { SINGLE_PRECISION } from '../tolerances.ts';
import { exactActivations } from '../reference/exact-activations.ts';
import { createReferenceEngine } from '../reference/reference-engine.ts';
import { createTfjsEngine } from './tfjs-engine.ts';

afterEach(() => vi.restoreAllMocks());

describe('what is here', () => {
  // First of all: later an engine's device is at hand, and no adapter is asked for.
  test('a null adapter is named', async () => {
    vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
    const report = await createChooser()('tfjs', SPEC);
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

  test('the software adapter is recognised and named, and left for who asks for it', async () => {
    expect(await probe()).toEqual({ state: 'software', adapter: 'Google SwiftShader' });
    const report = await createChooser()('auto', SPEC);
    expect(report.chosen).not.toBe('tfjs');
    expect(report.trials).toContainEqual(
      expect.objectContaining({
        engine: 'tfjs',
        verdict: 'emulated',
        device: { kind: 'gpu', adapter: 'Google SwiftShader' },
      }),
    );
  });

  test('asked for by name, it proves itself against the reference and is taken', async () => {
    expect(await createChooser()('tfjs', SPEC)).toMatchObject({
      chosen: 'tfjs',
      device: { kind: 'gpu', adapter: 'Google SwiftShader' },
      reason: 'requested',
    });
  });
});

describe('parity with PyTorch', () => {
  test.each(GOLDEN_NAMES)('%s', async (name) => {
    const records = await measureParity(createTfjsEngine, await loadGolden(name));
    expect(records.length).toBeGreaterThan(40);
    expect(outside(records)).toEqual([]);
  });
});

test('every layer of one picture is the reference’s', async () => {
  const cases = [
    ...(await Promise.all(GOLDEN_NAMES.map(loadGolden))).map(goldenActivations),
    ...oddActivations(),
  ];
  for (const one of cases) {
    const records = await measureActivations(createTfjsEngine, exactActivations, one);
    expect(records.length).toBeGreaterThan(15);
    expect(outside(records)).toEqual([]);
  }
});

describe('parity with the reference', () => {
  const compare = async (state: ModelState, chunk: Chunk) => {
    const engines = [await createTfjsEngine(SPEC), createReferenceEngine(SPEC)] as const;
    expect(outside(await compareTraining(engines, state, chunk, SPEC))).toEqual([]);
  };

  test('widths in fours, mirrored and moved pictures, a last batch of one', async () => {
    await compare(startState(SPEC), CHUNK);
  });

  test('where all values of a pooling window tie, the gradient goes to the first', async () => {
    const state = tiedState(SPEC);
    await compare(state, { ...CHUNK, samples: SAMPLES.subarray(0, 4), learningRates: Float32Array.of(1e-2) });
  });

  test('scores of more pictures than one batch', async () => {
    const state = startState(SPEC);
    const many = Uint32Array.from({ length: 130 }, (_, i) => plainSample((i * 7) % COUNT));
    const tfjs = await started(await createTfjsEngine(SPEC), state);
    const reference = await started(createReferenceEngine(SPEC), state);
    const [found, expected] = [await tfjs.evaluate(many), await reference.evaluate(many)];
    expect(found.predicted).toEqual(expected.predicted);
    expect(found.correct).toBe(expected.correct);
    expect(relativeError([found.lossSum], [expected.lossSum])).toBeLessThan(SINGLE_PRECISION.loss.value);
    expect(relativeError(found.confidence, expected.confidence)).toBeLessThan(
      SINGLE_PRECISION.probabilities.value,
    );
    tfjs.dispose();
    reference.dispose();
  });
});

describe('manners', () => {
  test('the same chunk gives the same bits, memory does not grow, and all of it is freed', async () => {
    const state = startState(SPEC);
    const before = memory().numTensors;
    const engine = await started(await createTfjsEngine(SPEC), state);
    const runs = [];
    const held: { tensors: number; bytes: number }[] = [];
    for (let run = 0; run < 3; run++) {
      await engine.write(state);
      runs.push({ result: await engine.train(CHUNK), state: await engine.read() });
      const { numTensors, numBytes } = memory();
      held.push({ tensors: numTensors, bytes: numBytes });
    }
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).toEqual(runs[0]);
    expect(held[1]).toEqual(held[0]);
    expect(held[2]).toEqual(held[0]);
    engine.dispose();
    expect(memory().numTensors).toBe(before);
    expect((memory() as { numBytesAllocatedInGPU?: number }).numBytesAllocatedInGPU).toBe(0);
  });

  test('a device lost in the middle of a chunk is told, and the next engine gets a new one', async () => {
    const state = startState(SPEC);
    const engine = await started(await createTfjsEngine(SPEC), state);
    await engine.train(CHUNK);
    const before = memory().numTensors;
    const { device } = backend() as WebGPUBackend;
    const training = engine.train(CHUNK);
    setTimeout(() => device.destroy());
    await expect(training).rejects.toBeInstanceOf(DeviceLostError);
    await expect(engine.train(CHUNK)).rejects.toBeInstanceOf(DeviceLostError);
    await expect(engine.read()).rejects.toBeInstanceOf(DeviceLostError);
    expect(memory().numTensors).toBe(before);
    engine.dispose();

    const next = await started(await createTfjsEngine(SPEC), state);
    expect((await next.train(CHUNK)).losses.every(Number.isFinite)).toBe(true);
    next.dispose();
  });

  test('an engine disposed of in the middle of a chunk leaves nothing behind', async () => {
    const engine = await started(await createTfjsEngine(SPEC), startState(SPEC));
    const training = engine.train(CHUNK);
    setTimeout(() => engine.dispose());
    await expect(training).rejects.toBeInstanceOf(DeviceLostError);
    const next = await started(await createTfjsEngine(SPEC), startState(SPEC));
    expect((await next.read()).step).toBe(0);
    next.dispose();
  });
});
