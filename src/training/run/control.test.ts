import { expect, test } from 'vitest';
import { RunCancelled, RunControl } from './control.ts';

function controlled() {
  let time = 0;
  const holds: boolean[] = [];
  const control = new RunControl(
    () => time,
    (held) => holds.push(held),
  );
  return { control, holds, advance: (milliseconds: number) => (time += milliseconds) };
}

test('a turn passes at once until paused, then waits for resume', async () => {
  const { control, holds } = controlled();
  await control.turn();
  control.pause();
  let passed = false;
  const turn = control.turn().then(() => (passed = true));
  await Promise.resolve();
  expect(passed).toBe(false);
  control.resume();
  await turn;
  expect(holds).toEqual([true, false]);
});

test('pauses do not count as active time', () => {
  const { control, advance } = controlled();
  advance(1000);
  control.pause();
  control.pause();
  advance(5000);
  expect(control.activeSeconds).toBe(1);
  control.resume();
  advance(500);
  expect(control.activeSeconds).toBe(1.5);
});

test('Stop ends a pause; a cancelled turn throws', async () => {
  const { control } = controlled();
  control.pause();
  const turn = control.turn();
  control.stop();
  await turn;
  expect(control.stopped).toBe(true);
  control.pause();
  const next = control.turn();
  control.cancel();
  await expect(next).rejects.toThrow(RunCancelled);
  await expect(control.turn()).rejects.toThrow(RunCancelled);
});

test('chunks are short for a second after a request', () => {
  const { control, advance } = controlled();
  const long = control.chunkMilliseconds;
  control.answerSoon();
  expect(control.chunkMilliseconds).toBeLessThan(long / 10);
  advance(999);
  expect(control.chunkMilliseconds).toBeLessThan(long / 10);
  advance(1);
  expect(control.chunkMilliseconds).toBe(long);
});
