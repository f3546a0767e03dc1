// The engine in a real browser, on WebGPU's software adapter: against the golden files, against the reference where
// those have no case, and through what may befall a device. Batches are small: a software step is slow.

import { backend, memory } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { randomStream } from '../../base/random.ts';
import { parameterLayout } from '../../contract/model.ts';
import { encodeSample, plainSample } from '../../contract/sample.ts';
import { createChooser, createEngine, probe } from '../choose.ts';
import { DeviceLostError, type Chunk, type Engine, type EngineSpec, type ModelState } from '../engine.ts';
import { GOLDEN_NAMES } from '../golden/golden.ts';
import { loadGolden } from '../golden/load.ts';
import { relativeError, tensorErrors } from '../golden/measure.ts';
import { measureParity, outside } from '../golden/parity.ts';
import { SINGLE_PRECISION } from '../golden/tolerances.ts';
import { createReferenceEngine } from '../reference/reference-engine.ts';
import { createTfjsEngine } from './tfjs-engine.ts';

const COUNT = 12;
/** Widths in fours, as of the preset "modern": they take the vec4 kernels, which the golden cases do not. */
const SPEC: EngineSpec = {
  model: { c1: 8, c3: 12, f5: 16, f6: 12, activation: 'relu', pooling: 'max', dense: true },
  optimizer: 'sgd',
  weightDecay: 0,
  labelSmoothing: 0.05,
  maxBatch: 4,
};
const random = randomStream(7, 'engine test');
const IMAGES = Uint8Array.from({ length: COUNT * 784 }, () => (random.unit() < 0.4 ? 0 : random.below(256)));
const LABELS = Uint8Array.from({ length: COUNT }, () => random.below(10));
const SAMPLES = Uint32Array.from({ length: COUNT }, (_, index) =>
  encodeSample({ index, flip: index % 2 === 1, shiftX: (index % 5) - 2, shiftY: (index % 3) - 1 }),
);
const CHUNK: Chunk = {
  samples: SAMPLES.subarray(0, 9),
  batch: 4,
  learningRates: Float32Array.of(1e-2, 2e-2, 1e-2),
};

function startState(spec: EngineSpec): ModelState {
  const { tensors, size } = parameterLayout(spec.model);
  const parameters = new Float32Array(size);
  for (const { offset, size: own, fanIn } of tensors) {
    for (let i = offset; i < offset + own; i++) parameters[i] = (random.unit() * 2 - 1) / Math.sqrt(fanIn);
  }
  return { step: 0, parameters, moment1: new Float32Array(size), moment2: new Float32Array(size) };
}

async function started(engine: Engine, state: ModelState): Promise<Engine> {
  await engine.upload(IMAGES, LABELS);
  await engine.write(state);
  return engine;
}

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

describe('parity with the reference', () => {
  const compare = async (state: ModelState, chunk: Chunk) => {
    const tfjs = await started(await createTfjsEngine(SPEC), state);
    const reference = await started(createReferenceEngine(SPEC), state);
    const results = [await tfjs.train(chunk), await reference.train(chunk)] as const;
    const states = [await tfjs.read(), await reference.read()] as const;
    tfjs.dispose();
    reference.dispose();
    expect(relativeError(results[0].losses, results[1].losses)).toBeLessThan(SINGLE_PRECISION.loss.value);
    expect(results[0].correct).toEqual(results[1].correct);
    const errors = tensorErrors('momentum', SPEC.model, states[0].moment1, states[1].moment1);
    expect(errors.filter(({ error }) => !(error < SINGLE_PRECISION.gradient.value))).toEqual([]);
  };

  test('widths in fours, mirrored and moved pictures, a last batch of one', async () => {
    await compare(startState(SPEC), CHUNK);
  });

  test('where all values of a pooling window tie, the gradient goes to the first', async () => {
    const state = startState(SPEC);
    // Without weights c1 gives its bias everywhere: every window ties, over patches that differ.
    const [weight] = parameterLayout(SPEC.model).tensors;
    state.parameters.fill(0, 0, weight!.size);
    state.parameters.fill(0.5, weight!.size, weight!.size + SPEC.model.c1);
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
