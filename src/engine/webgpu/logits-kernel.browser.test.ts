// What tfjs gets of the engine: its parameters as a tensor, and its forward pass as a kernel among tfjs's own.

import {
  engine as tfjs,
  getBackend,
  getKernel,
  mul,
  reshape,
  softmax,
  sum,
  tensor,
  type Tensor,
} from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { CHUNK, COUNT, IMAGES, SPEC, started, startState } from '../testing/inputs.ts';
import { relativeError } from '../testing/measure.ts';
import { SINGLE_PRECISION } from '../testing/tolerances.ts';
import { createReferenceEngine } from '../reference/reference-engine.ts';
import { LOGITS_KERNEL } from './logits-kernel.ts';
import { createWebgpuEngine } from './webgpu-engine.ts';

const STATE = startState(SPEC);
const WORDS = new Int32Array(IMAGES.buffer);

/** As `started`, which forgets what this engine has beyond others. */
async function startedOwn() {
  const engine = await createWebgpuEngine(SPEC);
  await started(engine, STATE);
  return engine;
}

const packed = () => tensor(WORDS, [COUNT, 196], 'int32');
const logits = (images: Tensor, parameters: Tensor) =>
  tfjs().runKernel<Tensor>(LOGITS_KERNEL, { images, parameters });

test('the parameters are a tensor without a copy', async () => {
  const engine = await startedOwn();
  await engine.train(CHUNK);
  const shared = await engine.parameterTensor();
  const { parameters } = await engine.read();
  expect(Array.from(await shared.data())).toEqual(Array.from(parameters));
  const total = parameters.reduce((all, value) => all + value, 0);
  expect((await sum(shared).data())[0]).toBeCloseTo(total, 3);
  shared.dispose();
  engine.dispose();
});

test('the forward pass takes tensors that tfjs has just enqueued, and gives it one', async () => {
  const engine = await startedOwn();
  const half = mul(await engine.parameterTensor(), 0.5);
  const found = await softmax(logits(packed(), half)).data();
  const reference = createReferenceEngine(SPEC);
  await reference.write({ ...STATE, parameters: STATE.parameters.map((value) => value / 2) });
  const expected = await reference.predict(IMAGES);
  expect(relativeError(found, expected)).toBeLessThan(SINGLE_PRECISION.probabilities.value);
  // Not the engine's own parameters by mistake.
  expect(relativeError(await engine.predict(IMAGES), expected)).toBeGreaterThan(0.01);
  engine.dispose();
});

test('in the midst of training and scoring it changes neither', async () => {
  const engine = await startedOwn();
  const shared = await engine.parameterTensor();
  const alone = { result: await engine.train(CHUNK), scores: await engine.evaluate(CHUNK.samples) };
  const state = await engine.read();
  await engine.write(STATE);
  const training = engine.train(CHUNK);
  logits(packed(), shared);
  const result = await training;
  const scoring = engine.evaluate(CHUNK.samples);
  logits(packed(), shared);
  expect({ result, scores: await scoring }).toEqual(alone);
  expect(await engine.read()).toEqual(state);
  engine.dispose();
});

test('wrong tensors are refused in words', async () => {
  const engine = await startedOwn();
  const parameters = await engine.parameterTensor();
  const floats = tensor(new Float32Array(784), [4, 196]);
  expect(() => logits(floats, parameters)).toThrow('images are float32 [4, 196], not int32 [1 to 8192, 196]');
  expect(() => logits(packed(), reshape(parameters, [1, -1]))).toThrow('parameters are float32 [1, ');
  expect(() => tfjs().runKernel(LOGITS_KERNEL, { images: packed() })).toThrow('wants a tensor parameters');
  engine.dispose();
});

test('it goes with its engine, and the next one has its own', async () => {
  const first = await startedOwn();
  await first.parameterTensor();
  const name = getBackend();
  expect(getKernel(LOGITS_KERNEL, name)).toBeDefined();
  first.dispose();
  expect(getKernel(LOGITS_KERNEL, name)).toBeUndefined();
  const next = await startedOwn();
  const found = await softmax(logits(packed(), await next.parameterTensor())).data();
  expect(relativeError(found, await next.predict(IMAGES))).toBeLessThan(SINGLE_PRECISION.probabilities.value);
  next.dispose();
});
