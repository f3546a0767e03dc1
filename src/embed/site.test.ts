// The embedded page's messages: whose are accepted, which are followed in which phase, and what the site receives. The worker is
// mocked.

import { assert, property } from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Client } from '../client/client.ts';
import { anyMessages, damagedMessages } from '../contract/embed.fixture.ts';
import type { EmbedMessage } from '../contract/embed.ts';
import type { RunPhase, WorkerCommand, WorkerEvent } from '../contract/messages.ts';
import type { EpochMetrics, RunPlan, TestResult } from '../contract/metrics.ts';
import { PRESETS } from '../contract/config.ts';
import { createApp } from '../store/store.ts';
import { FIRST_AXES, planOf } from '../store/sweep-draft.ts';
import { connectSite, type FrameWindow } from './site.ts';

let resize: () => void;

afterEach(() => vi.unstubAllGlobals());

beforeEach(() => {
  vi.stubGlobal('location', { origin: 'https://page.example', pathname: '/lenet/embed.html' });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(onResize: () => void) {
        resize = onResize;
      }
      observe = () => {};
    },
  );
});

function embedded(search = '', origin: string | null = null) {
  const sent: WorkerCommand[] = [];
  let say: (event: WorkerEvent) => void = () => {};
  const app = createApp(search, ['en'], (onEvent): Client => {
    say = onEvent;
    return { send: (command) => sent.push(command), restart: () => {} };
  });
  const posted: { message: EmbedMessage; target: string }[] = [];
  const parent = {
    postMessage: (message: EmbedMessage, target: string) => void posted.push({ message, target }),
  };
  let receive: Parameters<FrameWindow['addEventListener']>[1] = () => {};
  const root = { height: 0, getBoundingClientRect: () => ({ height: root.height }) };
  const frame: FrameWindow = { parent, addEventListener: (_, listener) => (receive = listener) };
  connectSite(app, frame, root as unknown as Element, origin);
  const ask = (data: unknown, source: unknown = parent, from = 'https://site.example') =>
    receive({ source, origin: from, data });
  const inPhase = (phase: RunPhase) => say({ type: 'phase', phase });
  const messages = () => posted.map(({ message }) => message);
  return { app, root, sent, posted, messages, ask, say: (event: WorkerEvent) => say(event), inPhase };
}

const configure = (config: object) => ({ lenet: 1, type: 'configure', config });
const action = (type: string) => ({ lenet: 1, type });

test('says that it is ready, and follows a configuration and a start', () => {
  const { app, sent, messages, ask } = embedded();
  expect(messages()).toEqual([{ lenet: 1, type: 'ready' }]);
  ask(configure({ preset: 'sprint', lr: 0.02 }));
  expect(app.store.getState().config).toMatchObject({ preset: 'sprint', lr: 0.02, batch: 32, c1: 4 });
  ask(action('start'));
  expect(sent.map(({ type }) => type)).toEqual(['configure', 'start']);
  expect(messages()).toHaveLength(1);
});

test('3,000 wrong messages are answered with what and where, and change nothing', () => {
  const { app, sent, messages, ask } = embedded();
  const before = app.store.getState();
  const check = property(damagedMessages, ({ data, what, where }) => {
    const count = messages().length;
    ask(data);
    const answered = (data as { type: unknown }).type !== 'error';
    const expected = answered ? [{ lenet: 1, type: 'error', what, where }] : [];
    expect(messages().slice(count)).toEqual(expected);
  });
  assert(check, { seed: 2, numRuns: 3000 });
  expect(app.store.getState()).toBe(before);
  expect(sent).toEqual([]);
});

test('3,000 messages from another window are ignored, also valid ones', () => {
  const { app, sent, messages, ask } = embedded();
  const before = app.store.getState();
  const other = { postMessage: () => expect.unreachable() };
  assert(
    property(anyMessages, (data) => ask(data, other)),
    { seed: 3, numRuns: 3000 },
  );
  for (const type of ['start', 'stop']) for (const source of [other, null, {}]) ask(action(type), source);
  expect(app.store.getState()).toBe(before);
  expect(sent).toEqual([]);
  expect(messages()).toHaveLength(1);
});

test('with an origin in the address only messages of that site are accepted, and only it receives messages', () => {
  const { sent, posted, ask } = embedded('', 'https://site.example');
  ask(action('start'), undefined, 'https://other.example');
  expect(sent).toEqual([]);
  ask(action('start'));
  ask(action('sing'));
  expect(sent.map(({ type }) => type)).toContain('start');
  expect(posted.map(({ target }) => target)).toEqual(['https://site.example', 'https://site.example']);
});

test('its own answers are never answered', () => {
  const { messages, ask } = embedded();
  ask(action('sing'));
  ask(messages().at(-1));
  expect(messages()).toHaveLength(2);
});

test('a setting that the link locks is refused, and the others with it', () => {
  const { app, messages, ask } = embedded('?lr=0.004&lock=lr');
  ask(configure({ lr: 0.1, epochs: 2 }));
  expect(messages().at(-1)).toEqual({ lenet: 1, type: 'error', what: 'locked', where: 'config.lr' });
  expect(app.store.getState().config).toMatchObject({ lr: 0.004, epochs: 5 });
  ask(configure({ epochs: 2 }));
  expect(app.store.getState().config).toMatchObject({ lr: 0.004, epochs: 2 });
});

test.each<[RunPhase, string[]]>([
  ['idle', ['configure', 'start']],
  ['preparing', ['pause', 'stop']],
  ['training', ['pause', 'stop']],
  ['validating', ['pause', 'stop']],
  ['paused', ['resume', 'stop']],
  ['testing', ['stop']],
  ['finished', ['configure', 'start']],
  ['failed', ['configure', 'start']],
])('in the phase %s it follows %j', (phase, followed) => {
  for (const type of ['configure', 'start', 'pause', 'resume', 'stop']) {
    const { sent, messages, ask, inPhase } = embedded();
    inPhase(phase);
    ask(type === 'configure' ? configure({ epochs: 2 }) : action(type));
    if (followed.includes(type)) expect(sent.map(({ type }) => type)).toContain(type);
    else expect(messages().at(-1)).toEqual({ lenet: 1, type: 'error', what: 'phase', where: phase });
    expect(sent).toHaveLength(followed.includes(type) ? 1 : 0);
  }
});

const epoch = (number: number) =>
  ({
    epoch: number,
    step: 10 * number,
    trainLoss: 1,
    trainAccuracy: 0.5,
    validationLoss: 2,
    validationAccuracy: 0.25,
    seconds: 3,
    best: true,
    validationConfusion: new Uint16Array(100),
  }) satisfies EpochMetrics;

test('tells phases, epochs, the result with its link, a failure and the height, in numbers alone', () => {
  const { app, root, messages, say, inPhase } = embedded('?lr=0.02&epochs=2');
  inPhase('training');
  const plan = { config: app.store.getState().config } as RunPlan;
  say({ type: 'started', plan });
  say({ type: 'epoch', metrics: epoch(1) });
  say({ type: 'epoch', metrics: epoch(2) });
  say({ type: 'result', result: { correct: 8123, total: 10_000, accuracy: 0.8123 } as TestResult });
  inPhase('finished');
  say({ type: 'failure', failure: { kind: 'unexpected', message: 'a text' } });
  root.height = 321.4;
  resize();
  resize();
  const numbers = {
    epochs: 2,
    trainLoss: 1,
    trainAccuracy: 0.5,
    validationLoss: 2,
    validationAccuracy: 0.25,
  };
  expect(messages()).toEqual([
    { lenet: 1, type: 'ready' },
    { lenet: 1, type: 'phase', phase: 'training' },
    { lenet: 1, type: 'epoch', epoch: 1, step: 10, seconds: 3, ...numbers },
    { lenet: 1, type: 'epoch', epoch: 2, step: 20, seconds: 3, ...numbers },
    {
      lenet: 1,
      type: 'result',
      correct: 8123,
      total: 10_000,
      link: 'https://page.example/lenet/?epochs=2&lr=0.02',
    },
    { lenet: 1, type: 'phase', phase: 'finished' },
    { lenet: 1, type: 'error', what: 'failed', where: 'unexpected' },
    { lenet: 1, type: 'height', height: 322 },
  ]);
});

test('the site receives the epochs of the next run too', () => {
  const { app, messages, say } = embedded();
  const plan = { config: app.store.getState().config } as RunPlan;
  for (let run = 0; run < 2; run++) {
    say({ type: 'started', plan });
    say({ type: 'epoch', metrics: epoch(1) });
  }
  expect(messages().filter(({ type }) => type === 'epoch')).toHaveLength(2);
});

test('a start during a sweep is answered by an error', () => {
  const { sent, messages, ask, say } = embedded();
  const plan = planOf(FIRST_AXES, PRESETS.article);
  const progress = { secondsLeft: null, imagesPerSecond: null, notSaved: null, synthetic: null };
  const state = { id: 'a', plan, device: null, engineRefusal: null, members: [], ...progress };
  say({ type: 'sweep', state: { ...state, phase: 'training' } });
  ask(action('start'));
  expect(messages().at(-1)).toEqual({ lenet: 1, type: 'error', what: 'phase', where: 'idle' });
  expect(sent).toEqual([]);
  say({ type: 'sweep', state: { ...state, phase: 'ended' } });
  ask(action('start'));
  expect(sent.at(-1)).toMatchObject({ type: 'start' });
});
