// Edits of a run by hand, in a session on the reference engine: scores, undo, training on, and what is saved and exported.

import { expect, test } from 'vitest';
import type { Edit, EditReport } from '../contract/edit.ts';
import type { WorkerEvent } from '../contract/messages.ts';
import { parameterLayout } from '../contract/model.ts';
import { memoryRunStore } from '../storage/run-store.ts';
import {
  config,
  dataLoaded,
  dataset,
  openSession,
  timedEngines,
  weightsIn,
  type OpenSession,
} from './session.fixture.ts';

const bias = parameterLayout(config).tensors.find(({ name }) => name === 'f7.bias')!.offset;
const pixels = dataset.images.slice(0, 784);
const off: Edit = { kind: 'switch-off', layer: 'c3', unit: 0 };

let lastId = 100;

/** Sends an edit or its undoing, and resolves to the answer. */
async function edit(
  { send, next }: OpenSession,
  wanted: Edit | 'undo',
  continues = false,
): Promise<EditReport> {
  const id = ++lastId;
  if (wanted === 'undo') send({ type: 'undo-edit', id });
  else send({ type: 'edit', id, edit: wanted, continues });
  return (await next('edited', (event) => event.id === id)).report;
}

/** The parameters of the current model, which its values are computed with. */
async function parametersOf({ send, next }: OpenSession): Promise<Float32Array> {
  const id = ++lastId;
  send({ type: 'inspect', id, image: { kind: 'pixels', pixels }, step: null, occlusion: false });
  return (await next('inspected', (event) => event.id === id)).parameters;
}

async function exported({ send, next }: OpenSession) {
  const id = ++lastId;
  send({ type: 'export', id });
  return weightsIn((await next('exported', (event) => event.id === id)).bytes);
}

const paused = ({ next }: OpenSession) => next('phase', ({ phase }) => phase === 'paused');

/** A run that is paused after three steps and saved. */
async function pausedRun(runs = memoryRunStore()) {
  const session = openSession({ ...timedEngines(8), runs });
  session.send({ type: 'start', config, oneStep: true });
  await paused(session);
  for (const step of [2, 3]) {
    session.send({ type: 'step' });
    await paused(session);
    await session.next('saving', ({ status }) => status.state === 'saved' && status.step === step);
  }
  return { ...session, runs };
}

const losses = (events: readonly WorkerEvent[]) =>
  events.flatMap((event) => (event.type === 'steps' ? Array.from(event.report.losses) : []));

test('an edit answers with the scores before and after, and undo restores the same bits', async () => {
  const session = await pausedRun();
  const before = await parametersOf(session);
  const first = await edit(session, off);
  expect(first).toMatchObject({ edits: 1, images: 200 });
  expect(first.after.loss).not.toBe(first.before.loss);
  const second = await edit(session, { kind: 'set', index: bias, value: 20 });
  expect(second).toMatchObject({ edits: 2, before: first.before });
  // Class 0 is predicted for every image now: the fraction of its images is the accuracy.
  const share = second.after.accuracy;
  expect(share).toBeGreaterThan(0);
  expect(share).toBeLessThan(0.3);
  expect((await parametersOf(session))[bias]).toBe(20);
  expect(await edit(session, 'undo')).toEqual(first);
  expect(await edit(session, 'undo')).toMatchObject({ edits: 0, after: first.before });
  expect(await parametersOf(session)).toEqual(before);
  // There is nothing more to undo.
  expect(await edit(session, 'undo')).toMatchObject({ edits: 0, after: first.before });
  expect(await parametersOf(session)).toEqual(before);
});

test('edits that continue one another are undone together', async () => {
  const session = await pausedRun();
  const before = await parametersOf(session);
  const set = (index: number, value: number): Edit => ({ kind: 'set', index, value });
  await edit(session, set(bias, 1));
  await edit(session, set(bias, 2), true);
  expect(await edit(session, set(bias, 3), true)).toMatchObject({ edits: 1 });
  // Another parameter is another edit, and so is the same one in a new drag.
  expect(await edit(session, set(bias + 1, 1), true)).toMatchObject({ edits: 2 });
  expect(await edit(session, set(bias + 1, 2))).toMatchObject({ edits: 3 });
  await edit(session, 'undo');
  expect((await parametersOf(session))[bias + 1]).toBe(1);
  await edit(session, 'undo');
  await edit(session, 'undo');
  expect(await parametersOf(session)).toEqual(before);
});

test('a filter is scaled from what it was before the drag, and undone to the same bits', async () => {
  const session = await pausedRun();
  const before = await parametersOf(session);
  const { offset } = parameterLayout(config).tensors.find(({ name }) => name === 'c1.weight')!;
  const filter = async () => (await parametersOf(session)).slice(offset, offset + 25);
  const scale = (factor: number): Edit => ({ kind: 'scale', layer: 'c1', map: 0, factor });
  await edit(session, { kind: 'set', index: offset, value: 0.5 });
  const changed = await filter();
  await edit(session, scale(0));
  expect((await filter()).every((weight) => weight === 0)).toBe(true);
  expect(await edit(session, scale(-2), true)).toMatchObject({ edits: 2 });
  expect(await filter()).toEqual(changed.map((weight) => weight * -2));
  // In a new drag it counts as it is.
  expect(await edit(session, scale(0.5))).toMatchObject({ edits: 3 });
  expect(await filter()).toEqual(changed.map((weight) => weight * -1));
  await edit(session, 'undo');
  await edit(session, 'undo');
  expect(await filter()).toEqual(changed);
  await edit(session, 'undo');
  expect(await parametersOf(session)).toEqual(before);
});

test('edits that were sent at once are made one after the other', async () => {
  const session = await pausedRun();
  session.send({ type: 'edit', id: 1, edit: { kind: 'set', index: bias, value: 1 } });
  session.send({ type: 'edit', id: 2, edit: { kind: 'set', index: bias + 1, value: 2 } });
  const first = await session.next('edited');
  const second = await session.next('edited');
  expect([first.id, second.id]).toEqual([1, 2]);
  expect([first.report.edits, second.report.edits]).toEqual([1, 2]);
  expect([...(await parametersOf(session)).subarray(bias, bias + 2)]).toEqual([1, 2]);
});

test('undone edits leave no trace: the run ends with the losses and weights of an untouched one', async () => {
  const untouched = await pausedRun();
  const touched = await pausedRun();
  await edit(touched, off);
  await edit(touched, 'undo');
  const outcomes = [];
  for (const session of [untouched, touched]) {
    session.send({ type: 'resume' });
    await session.next('phase', ({ phase }) => phase === 'finished');
    const { parameters, metadata } = await exported(session);
    outcomes.push({ parameters, metadata: metadata['edited'], losses: losses(session.events) });
  }
  expect(outcomes[1]).toEqual(outcomes[0]);
  expect(touched.events.some(({ type }) => type === 'edits-settled')).toBe(false);
});

test('a run that is trained on from an edit is marked, in its file and after a reload too', async () => {
  const session = await pausedRun();
  await edit(session, off);
  session.send({ type: 'step' });
  expect((await session.next('edits-settled')).steps).toEqual([3]);
  await paused(session);
  // The step started from the edited weights: Adam moves a weight by about the learning rate.
  const { tensors } = parameterLayout(config);
  const { offset } = tensors.find(({ name }) => name === 'f5.weight')!;
  const trained = (await parametersOf(session)).subarray(offset, offset + 25);
  expect(trained.every((weight) => Math.abs(weight) <= 2 * config.lr)).toBe(true);
  // Nothing is left to undo.
  expect(await edit(session, 'undo')).toMatchObject({ edits: 0 });
  await session.next('saving', ({ status }) => status.state === 'saved' && status.step === 4);
  expect((await session.runs.load())!.checkpoint).toMatchObject({ step: 4, edited: [3] });

  const second = openSession({ runs: session.runs });
  second.send({ type: 'resume-saved-run', engine: null });
  expect((await second.next('restored')).run.edited).toEqual([3]);
  await second.next('phase', ({ phase }) => phase === 'finished');
  const { metadata } = await exported(second);
  expect(metadata).toMatchObject({ edited: 'true', origin: 'seed' });
  expect(metadata).not.toHaveProperty('link');

  const third = openSession({ runs: session.runs });
  third.send({ type: 'configure', config });
  expect((await third.next('restored')).run.edited).toEqual([3]);
});

test('a paused run is saved without edits that were not trained on', async () => {
  const session = await pausedRun();
  const before = await parametersOf(session);
  await edit(session, off);
  session.send({ type: 'set-learning-rate', value: 0.002 });
  await session.next('saving');
  const saved = { step: 3, learningRate: 0.002, edited: [], state: { parameters: before } };
  expect((await session.runs.load())!.checkpoint).toMatchObject(saved);
});

test('Stop scores the run without edits that were not trained on', async () => {
  const [untouched, touched] = [await pausedRun(), await pausedRun()];
  await edit(touched, { kind: 'set', index: bias, value: 20 });
  const results = [];
  for (const session of [untouched, touched]) {
    session.send({ type: 'stop' });
    const { result } = await session.next('result');
    await session.next('phase', ({ phase }) => phase === 'finished');
    const { parameters, metadata } = await exported(session);
    results.push({ correct: result.correct, parameters, edited: metadata['edited'] });
  }
  expect(results[1]).toEqual(results[0]);
  expect(touched.events.filter(({ type }) => type === 'edits-settled')).toEqual([
    { type: 'edits-settled', steps: [] },
  ]);
});

test('an edit of a finished run changes neither its result nor its file', async () => {
  const runs = memoryRunStore();
  const session = openSession({ runs });
  session.send({ type: 'start', config });
  const { result } = await session.next('result');
  await session.next('phase', ({ phase }) => phase === 'finished');
  const file = await exported(session);
  await edit(session, off);
  expect(await parametersOf(session)).not.toEqual(file.parameters);
  expect(await exported(session)).toEqual(file);
  expect(session.events.filter(({ type }) => type === 'result')).toHaveLength(1);

  const second = openSession({ runs });
  second.send({ type: 'configure', config });
  const { run } = await second.next('restored');
  expect(run).toMatchObject({ edited: [], result: { correct: result.correct } });
  // The run of the reload can be edited as well, once its images are there.
  await dataLoaded(second);
  expect(await edit(second, off)).toMatchObject({ edits: 1 });
  await edit(second, 'undo');
  expect(await parametersOf(second)).toEqual(file.parameters);
});

test('an edit is refused while the run trains or validates, and without a run', async () => {
  const session = openSession(timedEngines(8));
  session.send({ type: 'edit', id: 1, edit: off });
  expect(await session.next('refused')).toEqual({ type: 'refused', id: 1, reason: 'no-model' });
  session.send({ type: 'start', config });
  await session.next('steps');
  session.send({ type: 'edit', id: 2, edit: off });
  expect(await session.next('refused')).toEqual({ type: 'refused', id: 2, reason: 'busy' });
  await session.next('phase', ({ phase }) => phase === 'validating');
  session.send({ type: 'pause' });
  session.send({ type: 'edit', id: 3, edit: off });
  expect(await session.next('refused')).toEqual({ type: 'refused', id: 3, reason: 'busy' });
});

test('an edit that does not fit the network fails, and the next one is made', async () => {
  const session = await pausedRun();
  session.send({ type: 'edit', id: 5, edit: { kind: 'set', index: -1, value: 0 } });
  session.send({ type: 'edit', id: 6, edit: off });
  expect((await session.next('request-failed')).id).toBe(5);
  expect((await session.next('edited')).id).toBe(6);
});

test('a run that goes on while an edit is read is not edited', async () => {
  const session = await pausedRun();
  session.send({ type: 'edit', id: 7, edit: off });
  session.send({ type: 'resume' });
  const answer = await session.next('refused');
  expect(answer).toEqual({ type: 'refused', id: 7, reason: 'busy' });
  await session.next('result');
  expect(session.events.some(({ type }) => type === 'edits-settled')).toBe(false);
});
