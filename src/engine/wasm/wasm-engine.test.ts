// The engine in Node: the tests of every engine on one and two threads, the same bits with any number of threads, and
// limits.

import { describe, expect, test } from 'vitest';
import { nodeHost } from '../../../tools/wasm-host.ts';
import type { ModelConfig } from '../../contract/model.ts';
import { plainSample } from '../../contract/sample.ts';
import type { EngineSpec } from '../engine.ts';
import { createReferenceEngine } from '../reference/reference-engine.ts';
import {
  testActivations,
  testInterface,
  testParityWithPyTorch,
  testParityWithReference,
} from '../testing/engine-suite.fixture.ts';
import { ODD_WIDTHS } from '../testing/inputs.ts';
import { relativeError, tensorErrors } from '../testing/measure.ts';
import { SINGLE_PRECISION } from '../tolerances.ts';
import {
  ARTICLE,
  SAME_BITS,
  chunkOf,
  prepared,
  specOf,
  startState,
  trainedBits,
} from './same-bits.fixture.ts';
import { createWasmEngine } from './wasm-engine.ts';

describe.each([1, 2])('with threads: %i', (threads) => {
  const create = (spec: EngineSpec) => createWasmEngine(spec, { threads, host: nodeHost });
  testParityWithPyTorch(create);
  testActivations(create);
  testParityWithReference(create, 300);
  testInterface(create);
});

test.each(ODD_WIDTHS)('odd widths and a short batch: $c1 $c3 $f5 $f6', async (model) => {
  const spec = specOf(model, { optimizer: 'sgd', labelSmoothing: 0.1, maxBatch: 10 });
  const reference = await prepared(createReferenceEngine(spec), model);
  const engine = await prepared(createWasmEngine(spec, { threads: 1, host: nodeHost }), model);
  const chunk = chunkOf(17, 10);
  const expected = await reference.train(chunk);
  const actual = await engine.train(chunk);
  const { loss, gradient } = SINGLE_PRECISION;
  expect(relativeError(actual.losses, expected.losses)).toBeLessThan(loss.value);
  expect([...actual.correct]).toEqual([...expected.correct]);
  const errors = tensorErrors(
    'momentum',
    model,
    (await engine.read()).moment1,
    (await reference.read()).moment1,
  );
  expect(errors.filter(({ error }) => !(error <= gradient.value))).toEqual([]);
  const words = chunk.samples.slice(0, 15);
  const score = await engine.evaluate(words);
  const expectedScore = await reference.evaluate(words);
  expect([...score.predicted]).toEqual([...expectedScore.predicted]);
  expect(relativeError(score.confidence, expectedScore.confidence)).toBeLessThan(
    SINGLE_PRECISION.probabilities.value,
  );
  engine.dispose();
});

test.each([
  { threads: 1, stepsPerChunk: 200 },
  { threads: 2, stepsPerChunk: 200 },
  { threads: 3, stepsPerChunk: 7 },
  { threads: 4, stepsPerChunk: 100 },
])('the same bits with $threads threads in chunks of $stepsPerChunk', async ({ threads, stepsPerChunk }) => {
  const engine = await prepared(createWasmEngine(specOf(ARTICLE), { threads, host: nodeHost }), ARTICLE);
  expect(engine.device).toEqual({ kind: 'cpu', threads });
  expect(await trainedBits(engine, stepsPerChunk)).toBe(SAME_BITS);
  engine.dispose();
});

test('a chunk longer than one call of the kernels', async () => {
  const model: ModelConfig = { ...ARTICLE, c1: 1, c3: 1, f5: 2, f6: 2 };
  const steps = 2050;
  const once = await prepared(createWasmEngine(specOf(model), { threads: 1, host: nodeHost }), model);
  const chunk = chunkOf(steps, 1);
  const { losses } = await once.train(chunk);
  expect(losses.every((loss) => loss > 0 && loss < 10)).toBe(true);
  expect((await once.read()).step).toBe(steps);
  const pieces = await prepared(createWasmEngine(specOf(model), { threads: 1, host: nodeHost }), model);
  for (const [first, end] of [
    [0, 1000],
    [1000, steps],
  ] as const) {
    await pieces.train({
      samples: chunk.samples.slice(first, end),
      batch: 1,
      learningRates: chunk.learningRates.slice(first, end),
    });
  }
  expect((await pieces.read()).parameters).toEqual((await once.read()).parameters);
});

test('the largest network with the whole dataset stays inside the memory bound', async () => {
  const model: ModelConfig = { ...ARTICLE, c1: 32, c3: 64, f5: 400, f6: 400, dense: true };
  const engine = await createWasmEngine(specOf(model, { maxBatch: 512 }), { threads: 16, host: nodeHost });
  try {
    await engine.upload(new Uint8Array(70_000 * 784), new Uint8Array(70_000));
    await engine.write(startState(model));
    const score = await engine.evaluate(Uint32Array.of(plainSample(69_999)));
    expect(score.lossSum).toBeGreaterThan(1);
  } finally {
    engine.dispose();
  }
});
