// Single steps and a limited speed, in a session on the reference engine. No test waits for real time.

import { expect, test } from 'vitest';
import type { WorkerEvent } from '../contract/messages.ts';
import { memoryRunStore } from '../storage/run-store.ts';
import {
  config,
  interruptedRun,
  openSession,
  timedEngines,
  weightsIn,
  type OpenSession,
} from './session.fixture.ts';
import type { Sleep } from './run/sleep.ts';

const augmented = { ...config, flip: true, shift: 2, schedule: 'one-cycle' } as const;

const stepReports = (events: readonly WorkerEvent[]) =>
  events.flatMap((event) => (event.type === 'steps' ? [event.report] : []));
const stepsDone = (events: readonly WorkerEvent[]) =>
  stepReports(events).reduce((sum, { losses }) => sum + losses.length, 0);
const paused = ({ next }: OpenSession) => next('phase', ({ phase }) => phase === 'paused');

/** Losses and best weights of the run in `session`, which ends. */
async function outcome({ events, send, next }: OpenSession) {
  const { result } = await next('result');
  send({ type: 'export', id: 1 });
  const { bytes } = await next('exported');
  const losses = stepReports(events).flatMap((report) => Array.from(report.losses));
  return { losses, correct: result.correct, parameters: weightsIn(bytes).parameters };
}

async function fullSpeed() {
  const session = openSession();
  session.send({ type: 'start', config: augmented });
  return outcome(session);
}

/** A wait that lasts until something ends it, and a promise of the first one. */
function endlessSleep() {
  const waits: number[] = [];
  let begin = () => {};
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const sleep: Sleep = (milliseconds, signal) => {
    waits.push(milliseconds);
    begin();
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve());
    });
  };
  return { sleep, waits, begun };
}

/** A run at one step per second that waits for its second step. */
async function waiting() {
  const { sleep, waits, begun } = endlessSleep();
  const session = openSession({ ...timedEngines(8), sleep });
  session.send({ type: 'set-speed', stepsPerSecond: 1 });
  session.send({ type: 'start', config });
  await begun;
  expect(waits).toEqual([992]);
  expect(stepsDone(session.events)).toBe(1);
  return { ...session, waits };
}

test('Step from idle makes the first step and pauses; each Step makes one more', async () => {
  const runs = memoryRunStore();
  const session = openSession({ ...timedEngines(8), runs });
  session.send({ type: 'start', config, oneStep: true });
  for (const step of [1, 2, 3]) {
    await paused(session);
    expect(
      stepReports(session.events)
        .map(({ firstStep }) => firstStep)
        .at(-1),
    ).toBe(step - 1);
    await session.next('saving', ({ status }) => status.state === 'saved' && status.step === step);
    session.send({ type: 'step' });
  }
  await paused(session);
  expect(stepReports(session.events).map(({ losses }) => losses.length)).toEqual([1, 1, 1, 1]);
  // Another worker resumes where the last step left the run.
  await session.next('saving', ({ status }) => status.step === 4);
  const second = openSession({ runs });
  second.send({ type: 'resume-saved-run', engine: null });
  expect((await second.next('restored')).run.losses).toHaveLength(4);
});

test('a run that is stepped, slowed and resumed ends with the same losses and weights', async () => {
  const session = openSession(timedEngines(8));
  const { send, next } = session;
  send({ type: 'start', config: augmented, oneStep: true });
  await paused(session);
  send({ type: 'step' });
  await paused(session);
  send({ type: 'set-speed', stepsPerSecond: 10 });
  send({ type: 'resume' });
  // Into the second epoch, which ends at full speed.
  await next('steps', ({ report }) => report.firstStep > 45);
  send({ type: 'set-speed', stepsPerSecond: null });
  expect(await outcome(session)).toEqual(await fullSpeed());
});

test('Step while the run trains ends the chunk under way, makes one more step and pauses', async () => {
  const chunks: number[] = [];
  const session = openSession(
    timedEngines(8, (steps) => {
      // The chunks before the first long one do not count.
      if (steps < 10 && chunks.length === 0) return;
      chunks.push(steps);
      if (chunks.length === 1) session.send({ type: 'step' });
    }),
  );
  session.send({ type: 'start', config: { ...config, epochs: 50 } });
  await paused(session);
  expect(chunks).toEqual([10, 1]);
  // Twice at once is one step more, as long as the first was not made.
  session.send({ type: 'step' });
  session.send({ type: 'step' });
  await paused(session);
  expect(chunks.slice(2)).toEqual([1]);
  session.send({ type: 'reset' });
  await session.next('phase', ({ phase }) => phase === 'idle');
});

test('the step that ends an epoch ends with its validation; after the last one the test waits', async () => {
  const session = openSession({ runs: await interruptedRun({ ...config, epochs: 1 }, 20) });
  const { send, next, events } = session;
  send({ type: 'set-speed', stepsPerSecond: Infinity });
  send({ type: 'resume-saved-run', engine: null });
  await next('steps', ({ report }) => report.firstStep === 38);
  send({ type: 'step' });
  await paused(session);
  const last = events.findLastIndex((event) => event.type === 'phase' && event.phase === 'training');
  expect(events.slice(last).flatMap((event) => (event.type === 'epoch' ? [event.metrics.step] : []))).toEqual(
    [40],
  );
  expect(events.some(({ type }) => type === 'result')).toBe(false);
  send({ type: 'step' });
  await next('result');
  await next('phase', ({ phase }) => phase === 'finished');
});

test('at a limited speed each step is reported at once, and waits count for the time left alone', async () => {
  const session = openSession(timedEngines(8));
  session.send({ type: 'set-speed', stepsPerSecond: 10 });
  session.send({ type: 'start', config });
  const { metrics } = await session.next('epoch');
  const reports = stepReports(session.events);
  expect(reports.map(({ losses }) => losses.length)).toEqual(Array.from({ length: 40 }, () => 1));
  for (const { firstStep, millisecondsPerStep, imagesPerSecond, secondsLeft } of reports) {
    expect({ millisecondsPerStep, imagesPerSecond }).toEqual({
      millisecondsPerStep: 8,
      imagesPerSecond: 200,
    });
    // 2 validations of 200 images, each image a third of a training step's share of 8 ms / 20.
    expect(secondsLeft).toBeCloseTo((80 - firstStep - 1) / 10 + (2 * 200 * 0.008) / 20 / 3, 6);
  }
  expect(metrics.seconds).toBeCloseTo(0.32, 6);
  session.send({ type: 'set-speed', stepsPerSecond: null });
  const { result } = await session.next('result');
  expect(result.seconds).toBeCloseTo(0.64, 6);
});

test('another speed changes the time left at once, in a pause too', async () => {
  const session = openSession(timedEngines(8));
  session.send({ type: 'start', config, oneStep: true });
  await paused(session);
  const before = stepReports(session.events).at(-1)!;
  session.send({ type: 'set-speed', stepsPerSecond: 1 });
  const { report } = await session.next('steps');
  expect(report).toMatchObject({ firstStep: 1, losses: new Float32Array(0), imagesPerSecond: 20 });
  // 79 steps of 1 s in place of 8 ms.
  expect(report.secondsLeft - before.secondsLeft).toBeCloseTo(79 * 0.992, 6);
});

test('the speed holds for the next run', async () => {
  const { sleep, waits, begun } = endlessSleep();
  const session = openSession({ ...timedEngines(8), sleep });
  session.send({ type: 'start', config: { ...config, epochs: 1 } });
  await session.next('phase', ({ phase }) => phase === 'finished');
  expect(waits).toEqual([]);
  session.send({ type: 'set-speed', stepsPerSecond: 1 });
  // A speed that is no speed changes nothing.
  for (const stepsPerSecond of [0, -1, Number.NaN]) session.send({ type: 'set-speed', stepsPerSecond });
  session.send({ type: 'start', config });
  await begun;
  expect(waits).toEqual([992]);
});

test('Pause ends the wait for a step, and Resume makes it at once', async () => {
  const session = await waiting();
  session.send({ type: 'pause' });
  await paused(session);
  expect(stepsDone(session.events)).toBe(1);
  session.send({ type: 'resume' });
  await session.next('steps');
  expect(stepsDone(session.events)).toBe(2);
  session.send({ type: 'reset' });
  await session.next('phase', ({ phase }) => phase === 'idle');
});

test('a save that the page requests is made during the wait for a step, which continues', async () => {
  const runs = memoryRunStore();
  const { sleep, waits, begun } = endlessSleep();
  const session = openSession({ ...timedEngines(8), sleep, runs });
  session.send({ type: 'set-speed', stepsPerSecond: 1 });
  session.send({ type: 'start', config: { ...config, epochs: 3 }, oneStep: true });
  await paused(session);
  await session.next('saving');
  session.send({ type: 'resume' });
  await begun;
  expect(stepsDone(session.events)).toBe(2);
  session.send({ type: 'save' });
  expect((await session.next('saving')).status).toEqual({ state: 'saved', step: 2 });
  expect((await runs.load())!.losses).toHaveLength(2);
  expect(stepsDone(session.events)).toBe(2);
  expect(waits).toEqual([992, 992]);
});

test('Step ends the wait for a step and makes it', async () => {
  const session = await waiting();
  session.send({ type: 'step' });
  await paused(session);
  expect(stepsDone(session.events)).toBe(2);
});

test('another speed ends the wait for a step', async () => {
  const session = await waiting();
  session.send({ type: 'set-speed', stepsPerSecond: null });
  expect((await session.next('result')).result.stoppedAtStep).toBeNull();
});

test('Stop ends the wait for a step: the current weights are scored', async () => {
  const session = await waiting();
  session.send({ type: 'stop' });
  expect((await session.next('result')).result.stoppedAtStep).toBe(1);
});

test('Reset ends the wait for a step', async () => {
  const session = await waiting();
  session.send({ type: 'reset' });
  await session.next('phase', ({ phase }) => phase === 'idle');
  expect(session.waits).toHaveLength(1);
});
