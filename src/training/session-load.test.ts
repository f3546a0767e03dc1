// Weights from a file: adopted, scored and trained on, or refused while everything stays.

import { expect, test } from 'vitest';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { memoryRunStore } from '../storage/run-store.ts';
import { config, dataset, open, weightsIn, type Opened } from './session.fixture.ts';
import type { SessionHost } from './session.ts';

const createEngine: SessionHost['createEngine'] = async (_, spec) => createReferenceEngine(spec);
const finished = (session: Opened) => session.next('phase', ({ phase }) => phase === 'finished');

async function exported(session: Opened): Promise<Uint8Array> {
  session.send({ type: 'export', id: 1 });
  return (await session.next('exported')).bytes;
}

/** A session with a trained model, and its file. */
async function trained() {
  const session = open({ createEngine });
  session.send({ type: 'start', config });
  const { result } = await session.next('result');
  await finished(session);
  return { session, result, bytes: await exported(session) };
}

test('a file is adopted, scored, predicts, is kept and can be trained on', async () => {
  const { bytes, result: before } = await trained();
  const runs = memoryRunStore();
  const session = open({ createEngine, runs });
  // The page shows another network; the file knows its own.
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
  const again = weightsIn(await exported(session));
  expect(again.parameters).toEqual(weightsIn(bytes).parameters);
  expect(again.metadata).toMatchObject({ origin: 'file' });
  expect(again.metadata['link']).toBeUndefined();

  const later = open({ createEngine, runs });
  later.send({ type: 'configure', config });
  expect((await later.next('saved-run')).report).toMatchObject({ run: { testAccuracy: result.accuracy } });

  session.send({ type: 'start', config: { ...config, c1: 6, epochs: 1 }, fineTune: true });
  const { plan } = await session.next('started');
  expect(plan).toMatchObject({ start: { kind: 'fine-tune' }, config: { c1: config.c1 } });
  const { report } = await session.next('steps');
  // Fresh weights would begin at ln 10.
  expect(report.losses[0]).toBeLessThan(1);
  await finished(session);
});

test('a file that is refused changes nothing', async () => {
  const { session, bytes } = await trained();
  const count = session.events.length;
  session.send({ type: 'load', id: 7, name: 'cut.safetensors', bytes: bytes.slice(0, -4), config });
  const { refusal } = await session.next('loaded');
  expect(refusal).toMatchObject({ reason: 'not-safetensors' });
  expect(session.events.slice(count).map(({ type }) => type)).toEqual(['loaded']);
  expect(await exported(session)).toEqual(bytes);
});

test('a run under way is not replaced', async () => {
  const { bytes } = await trained();
  const session = open({ createEngine });
  session.send({ type: 'start', config });
  await session.next('steps');
  session.send({ type: 'load', id: 8, name: 'mine.safetensors', bytes, config });
  expect((await session.next('refused')).reason).toBe('busy');
  await session.next('result');
});
