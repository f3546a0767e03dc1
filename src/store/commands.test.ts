// What the commands send, and how they refuse files.

import { expect, test, vi } from 'vitest';
import { CodeLoadError } from '../base/load-code.ts';
import type { Client } from '../client/client.ts';
import type { WorkerCommand, WorkerEvent } from '../contract/messages.ts';
import type { TestResult } from '../contract/metrics.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import type { Commands } from './commands.ts';
import { createApp } from './store.ts';

function opened(search = '') {
  const sent: WorkerCommand[] = [];
  let say: (event: WorkerEvent) => void = () => {};
  const app = createApp(search, ['en'], (onEvent): Client => {
    say = onEvent;
    return { send: (command) => sent.push(command), restart: () => {} };
  });
  return { ...app, sent, say: (event: WorkerEvent) => say(event) };
}

test('a drawing is sent as fresh, and again without that when the model changes', async () => {
  const { commands, sent, say } = opened();
  const predicts = () => sent.flatMap((command) => (command.type === 'predict' ? [command] : []));
  commands.draw(new Uint8Array(IMAGE_PIXELS));
  expect(predicts().map(({ fresh }) => fresh)).toEqual([true]);
  say({ type: 'prediction', id: predicts()[0]!.id, probabilities: null, step: 0 });
  await Promise.resolve();
  say({ type: 'phase', phase: 'training' });
  await expect.poll(() => predicts().map(({ fresh }) => fresh)).toEqual([true, false]);
  say({ type: 'prediction', id: predicts()[1]!.id, probabilities: null, step: 0 });
  commands.draw(new Uint8Array(IMAGE_PIXELS));
  await expect.poll(() => predicts().map(({ fresh }) => fresh)).toEqual([true, false, true]);
});

test('Train right after Reset starts a run, also before the worker has answered', () => {
  const { commands, store, sent } = opened();
  const result = { accuracy: 0.9 } as TestResult;
  store.setState(({ run }) => ({ run: { ...run, phase: 'finished', result } }));
  commands.requestTraining();
  expect(store.getState().trainingToConfirm).not.toBeNull();
  commands.reset();
  expect(store.getState().trainingToConfirm).toBeNull();
  commands.requestTraining();
  expect(store.getState().trainingToConfirm).toBeNull();
  expect(sent.map(({ type }) => type)).toEqual(['reset', 'start']);
});

test('a locked field has the link’s value in the next run, also after a run with another value was shown', () => {
  const { commands, store, sent } = opened('?lr=0.004&lock=lr');
  const { config } = store.getState();
  store.setState({ config: { ...config, lr: 0.5, epochs: 3 } });
  commands.train();
  const start = sent.find(({ type }) => type === 'start');
  expect(start).toMatchObject({ config: { lr: 0.004, epochs: 3 } });
  commands.trainWithRate(0.1);
  expect(store.getState().config.lr).toBe(0.004);
});

test('a weight file that can’t be read is refused as unread, and nothing is sent', async () => {
  const { commands, sent } = opened();
  const gone = new File([new Uint8Array(8)], 'gone.safetensors');
  gone.arrayBuffer = () => Promise.reject(new DOMException('no longer there', 'NotFoundError'));
  expect(await commands.loadWeights(gone)).toEqual({ loaded: false, refusal: { reason: 'unread' } });
  expect(sent).toEqual([]);
});

test('a weight file above the limit is refused unread, with both sizes in MB', async () => {
  const { commands, sent } = opened();
  const huge = new File([], 'huge.safetensors');
  Object.defineProperty(huge, 'size', { value: 300 * 2 ** 20 });
  const read = vi.spyOn(huge, 'arrayBuffer');
  expect(await commands.loadWeights(huge)).toEqual({
    loaded: false,
    refusal: { reason: 'too-large', found: '300 MB', expected: 'at most 4 MB' },
  });
  expect(read).not.toHaveBeenCalled();
  expect(sent).toEqual([]);
});

test('a zip file may be larger than a weight file, up to its own limit', async () => {
  const { commands, sent, say } = opened();
  const zip = new File([new Uint8Array(5 * 2 ** 20)], 'run.ZIP');
  const answer = commands.loadWeights(zip);
  await expect.poll(() => sent).toHaveLength(1);
  const refusal = { reason: 'no-model', found: 'a', expected: 'b' } as const;
  say({ type: 'loaded', id: 1, refusal, assumed: false });
  expect(await answer).toEqual({ loaded: false, refusal });
  Object.defineProperty(zip, 'size', { value: 257 * 2 ** 20 });
  expect(await commands.loadWeights(zip)).toMatchObject({
    refusal: { reason: 'too-large', expected: 'at most 256 MB' },
  });
});

test('a weight file whose reader could not be fetched is answered', async () => {
  const { commands, sent, say } = opened();
  const answer = commands.loadWeights(new File([new Uint8Array(9)], 'a.onnx'));
  await expect.poll(() => sent).toHaveLength(1);
  say({ type: 'request-failed', id: 1, message: 'offline' });
  expect(await answer).toEqual({ loaded: false, refusal: { reason: 'failed' } });
});
const readPhoto = vi.hoisted(() => vi.fn<(file: Blob) => Promise<unknown>>());
vi.mock('../client/photo-reader.ts', () => ({ readPhoto }));

test.each([
  ['its answer', { refusal: 'gif' }, null],
  ['the network, if its reader can’t be fetched', { refusal: 'not-loaded' }, new CodeLoadError('no network')],
  ['no cause, if its reader fails', { refusal: 'failed' }, new RangeError('no memory')],
])('of a photo the page hears %s', async (_, answer, error) => {
  readPhoto.mockImplementation(() => (error ? Promise.reject(error) : Promise.resolve(answer)));
  expect(await opened().commands.readPhoto(new File([], 'shirt.png'))).toEqual(answer);
});

test('a prediction that fails says why, and the next one takes its place', async () => {
  const { commands, sent, say, store } = opened();
  const ids = () => sent.flatMap((command) => (command.type === 'predict' ? [command.id] : []));
  commands.draw(new Uint8Array(IMAGE_PIXELS));
  say({ type: 'request-failed', id: ids()[0]!, message: 'out of memory' });
  await expect.poll(() => store.getState().drawing.error).toBe('out of memory');
  commands.draw(new Uint8Array(IMAGE_PIXELS).fill(1));
  say({ type: 'prediction', id: ids()[1]!, probabilities: new Float32Array(10).fill(0.1), step: 3 });
  await expect.poll(() => store.getState().drawing).toMatchObject({ step: 3, error: null });
});

test.each([
  ['images', ({ images }: Commands) => images([1])],
  ['nearest images', ({ nearestImages }: Commands) => nearestImages([1])],
  ['the best weights', ({ exportBest }: Commands) => exportBest()],
  ['a step', ({ explainStep }: Commands) => explainStep()],
])('a failed request for %s has no answer, and a notice says why unless another stands', async (_, ask) => {
  const { commands, sent, say, store } = opened();
  const fail = (message: string) => {
    const request = sent.at(-1)!;
    if (!('id' in request)) throw new Error(request.type);
    say({ type: 'request-failed', id: request.id, message });
  };
  const first = ask(commands);
  fail('no memory');
  expect(await first).toBeNull();
  expect(store.getState().failure).toEqual({ kind: 'request', message: 'no memory' });
  const second = ask(commands);
  fail('no device');
  expect(await second).toBeNull();
  expect(store.getState().failure).toEqual({ kind: 'request', message: 'no memory' });
});

test('Step starts a run that pauses after one step, and steps the run in progress', () => {
  const { commands, sent, say, store } = opened();
  const { config } = store.getState();
  commands.step();
  say({ type: 'phase', phase: 'paused' });
  commands.step();
  say({ type: 'phase', phase: 'finished' });
  commands.step();
  expect(sent).toEqual([
    { type: 'start', config, oneStep: true },
    { type: 'step' },
    { type: 'start', config, oneStep: true },
  ]);
});

test('the speed is sent at once, and again with each run, since a new worker does not know it', () => {
  const { commands, sent, store } = opened();
  const { config } = store.getState();
  commands.setSpeed('ten');
  commands.train();
  commands.resumeRun();
  commands.setSpeed('full');
  commands.requestFineTuning();
  const slow = { type: 'set-speed', stepsPerSecond: 10 };
  expect(sent).toEqual([
    slow,
    slow,
    { type: 'start', config },
    slow,
    { type: 'resume-saved-run', engine: null },
    { type: 'set-speed', stepsPerSecond: null },
    { type: 'start', config, fineTune: true },
  ]);
  expect(store.getState()).toMatchObject({ speed: 'full', config });
});
