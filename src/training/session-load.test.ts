// Weights from a file: scored and fine-tuned, or refused without any change.

import { describe, expect, test } from 'vitest';
import { exportedRun } from '../export/exported-run.fixture.ts';
import { onnxFile } from '../export/onnx.ts';
import { readModelFile } from '../export/read-model-file.ts';
import { memoryRunStore } from '../storage/run-store.ts';
import { encodeSafetensors } from '../weights/safetensors.ts';
import type { SessionHost } from './host.ts';
import { config, dataset, openSession, weightsIn, type OpenSession } from './session.fixture.ts';

const finished = (session: OpenSession) => session.next('phase', ({ phase }) => phase === 'finished');

async function exported(session: OpenSession): Promise<Uint8Array> {
  session.send({ type: 'export', id: 1 });
  return (await session.next('exported')).bytes;
}

/** A session with a trained model, and its file. */
async function trained() {
  const session = openSession();
  session.send({ type: 'start', config });
  const { result } = await session.next('result');
  await finished(session);
  return { session, result, bytes: await exported(session) };
}

test('a weight file’s model is scored, predicts, is saved and can be fine-tuned', async () => {
  const { bytes, result: before } = await trained();
  const runs = memoryRunStore();
  const session = openSession({ runs });
  // The page shows another network than the file holds.
  session.send({ type: 'load', id: 5, name: 'mine.safetensors', bytes, config: { ...config, c1: 6 } });
  expect(await session.next('loaded')).toMatchObject({ id: 5, refusal: null, assumed: false });
  const { run } = await session.next('restored');
  expect(run.plan).toMatchObject({
    start: { kind: 'file', name: 'mine.safetensors' },
    config: { c1: config.c1 },
  });
  const { result } = await session.next('result');
  expect(result).toMatchObject({ correct: before.correct, bestEpoch: null, stoppedAtStep: null });
  expect(result.predicted).toEqual(before.predicted);
  await finished(session);

  session.send({ type: 'predict', id: 6, pixels: dataset.images.slice(0, 784) });
  expect((await session.next('prediction')).probabilities).toHaveLength(10);
  const second = weightsIn(await exported(session));
  expect(second.parameters).toEqual(weightsIn(bytes).parameters);
  expect(second.metadata).toMatchObject({ origin: 'file' });
  expect(second.metadata['link']).toBeUndefined();

  const later = openSession({ runs });
  later.send({ type: 'configure', config });
  expect((await later.next('restored')).run).toMatchObject({
    plan: { start: { kind: 'file' } },
    result: { correct: result.correct },
  });

  session.send({ type: 'start', config: { ...config, c1: 6, epochs: 1 }, fineTune: true });
  const { plan } = await session.next('started');
  expect(plan).toMatchObject({ start: { kind: 'fine-tune' }, config: { c1: config.c1 } });
  const { report } = await session.next('steps');
  // Fresh weights would have a loss of ln 10.
  expect(report.losses[0]).toBeLessThan(1);
  await finished(session);
});

test('a refused file changes nothing', async () => {
  const { session, bytes } = await trained();
  const count = session.events.length;
  session.send({ type: 'load', id: 7, name: 'cut.safetensors', bytes: bytes.slice(0, -4), config });
  const { refusal } = await session.next('loaded');
  expect(refusal).toMatchObject({ reason: 'not-safetensors' });
  expect(session.events.slice(count).map(({ type }) => type)).toEqual(['loaded']);
  expect(await exported(session)).toEqual(bytes);
});

test('a file is refused while a run is under way', async () => {
  const { bytes } = await trained();
  const session = openSession();
  session.send({ type: 'start', config });
  await session.next('steps');
  session.send({ type: 'load', id: 8, name: 'mine.safetensors', bytes, config });
  expect((await session.next('refused')).reason).toBe('busy');
  await session.next('result');
});

test('finite weights whose outputs overflow are refused, and the run saved before is offered', async () => {
  const { session, bytes, result } = await trained();
  const { parameters } = weightsIn(bytes);
  const overflowing = encodeSafetensors(config, new Float32Array(parameters.length).fill(3.4e38), {});
  session.send({ type: 'load', id: 9, name: 'huge.safetensors', bytes: overflowing, config });
  expect((await session.next('failure')).failure).toEqual({ kind: 'weights', name: 'huge.safetensors' });
  await session.next('phase', ({ phase }) => phase === 'idle');
  expect((await session.next('saved-run')).report).toMatchObject({
    state: 'saved',
    run: { testAccuracy: result.accuracy },
  });
  expect(session.events.filter(({ type }) => type === 'result')).toHaveLength(1);
  session.send({ type: 'export', id: 10 });
  expect((await session.next('refused')).reason).toBe('no-model');
  session.send({ type: 'resume-saved-run', engine: null });
  await finished(session);
  expect(weightsIn(await exported(session)).parameters).toEqual(parameters);
});

describe('a file of another format', () => {
  /** A session that has no model yet, and the parameters of `bytes` as an ONNX file. */
  async function withOnnx(host: Partial<SessionHost> = {}) {
    const { bytes, result } = await trained();
    const { parameters } = weightsIn(bytes);
    const onnx = onnxFile(exportedRun(config, parameters));
    return { session: openSession({ readModelFile, ...host }), onnx, parameters, result };
  }

  test('is scored like the safetensors file', async () => {
    const { session, onnx, parameters, result: before } = await withOnnx();
    session.send({ type: 'load', id: 5, name: 'model.onnx', bytes: onnx, config });
    expect(await session.next('loaded')).toMatchObject({ id: 5, refusal: null, assumed: false });
    const { result } = await session.next('result');
    expect(result.predicted).toEqual(before.predicted);
    await finished(session);
    expect(weightsIn(await exported(session)).parameters).toEqual(parameters);
  });

  test('is refused without a change', async () => {
    const { session, onnx } = await withOnnx();
    session.send({ type: 'load', id: 6, name: 'cut.onnx', bytes: onnx.slice(0, -9), config });
    const { refusal } = await session.next('loaded');
    expect(refusal).toMatchObject({ reason: 'bad-onnx' });
    expect(session.events.map(({ type }) => type)).toEqual(['loaded']);
  });

  test('is refused when a run began while it was read', async () => {
    const { session, onnx } = await withOnnx();
    session.send({ type: 'load', id: 7, name: 'model.onnx', bytes: onnx, config });
    session.send({ type: 'start', config });
    expect(await session.next('refused')).toMatchObject({ id: 7, reason: 'busy' });
    await finished(session);
  });

  test('is answered where the code that reads it could not be fetched', async () => {
    const { session, onnx } = await withOnnx({ readModelFile: () => Promise.reject(new Error('offline')) });
    session.send({ type: 'load', id: 8, name: 'model.onnx', bytes: onnx, config });
    expect(await session.next('request-failed')).toMatchObject({ id: 8, message: 'offline' });
    expect(session.events).toHaveLength(1);
  });
});
