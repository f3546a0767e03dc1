// The speed test in a session: refused during a run, ended by one, and one at a time.

import { expect, test } from 'vitest';
import type { SpeedProgress, SpeedTest } from '../contract/speed.ts';
import { config, openSession } from './session.fixture.ts';

const RESULT: SpeedTest = {
  engines: [{ engine: 'reference', device: { kind: 'cpu', threads: 1 }, milliseconds: [1, 2, 3] }],
  untimed: [],
};
const PROGRESS: SpeedProgress = { engine: 'reference', done: 1, total: 5, secondsLeft: 2 };

test('its progress and its result reach the page', async () => {
  const session = openSession({
    async testSpeed(spec, { onProgress }) {
      expect(spec.maxBatch).toBe(32);
      onProgress(PROGRESS);
      return RESULT;
    },
  });
  session.send({ type: 'test-speed', id: 7 });
  expect(await session.next('speed-progress')).toEqual({ type: 'speed-progress', progress: PROGRESS });
  expect(await session.next('speed-tested')).toEqual({ type: 'speed-tested', id: 7, test: RESULT });
});

test('a second one at the same time is refused', async () => {
  let finish: (result: SpeedTest) => void = () => {};
  const session = openSession({ testSpeed: () => new Promise((resolve) => (finish = resolve)) });
  session.send({ type: 'test-speed', id: 1 });
  session.send({ type: 'test-speed', id: 2 });
  expect(await session.next('refused')).toEqual({ type: 'refused', id: 2, reason: 'busy' });
  finish(RESULT);
  expect(await session.next('speed-tested')).toMatchObject({ id: 1 });
});

test('a run that starts ends it, and during the run it is refused', async () => {
  let check: () => void = () => {};
  const session = openSession({
    async testSpeed(_spec, { proceeds }) {
      expect(proceeds()).toBe(true);
      await new Promise<void>((resolve) => (check = resolve));
      return proceeds() ? RESULT : null;
    },
  });
  session.send({ type: 'test-speed', id: 1 });
  session.send({ type: 'start', config });
  await session.next('steps');
  check();
  expect(await session.next('refused')).toEqual({ type: 'refused', id: 1, reason: 'busy' });
  session.send({ type: 'test-speed', id: 2 });
  expect(await session.next('refused')).toEqual({ type: 'refused', id: 2, reason: 'busy' });
  session.send({ type: 'reset' });
});

test('an error is answered', async () => {
  const session = openSession({ testSpeed: () => Promise.reject(new Error('no engine could be fetched')) });
  session.send({ type: 'test-speed', id: 3 });
  expect(await session.next('request-failed')).toMatchObject({
    id: 3,
    message: 'no engine could be fetched',
  });
});
