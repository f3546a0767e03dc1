import { expect, test } from 'vitest';
import { RunCancelled, RunControl } from './control.ts';

function controlled() {
  let time = 0;
  const holds: boolean[] = [];
  const waits: number[] = [];
  const control = new RunControl(
    () => time,
    (held) => holds.push(held),
    async (milliseconds) => {
      waits.push(milliseconds);
      time += milliseconds;
    },
  );
  return { control, holds, waits, advance: (milliseconds: number) => (time += milliseconds) };
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

test('at a limited speed steps begin at even times, and waits do not count as active time', async () => {
  const { control, waits, advance } = controlled();
  expect(control.oneStep).toBe(false);
  control.setSpeed(10);
  expect(control.oneStep).toBe(true);
  for (let step = 0; step < 3; step++) {
    while (await control.waitForStep());
    control.noteStep();
    advance(30);
  }
  expect(waits).toEqual([70, 70]);
  expect(control.activeSeconds).toBeCloseTo(0.09, 9);
  // A step that takes longer than its time is followed by the next at once.
  advance(500);
  expect(await control.waitForStep()).toBe(false);
  expect(waits).toHaveLength(2);
});

test('no wait at full speed, in a pause, for Step, after Stop and after a cancel', async () => {
  const changes: ((control: RunControl) => void)[] = [
    (control) => control.setSpeed(null),
    (control) => control.pause(),
    (control) => control.step(),
    (control) => control.stop(),
    (control) => control.cancel(),
  ];
  for (const change of changes) {
    const { control, waits } = controlled();
    control.setSpeed(1);
    control.noteStep();
    change(control);
    expect(await control.waitForStep()).toBe(false);
    expect(waits).toEqual([]);
  }
});

test('Step holds the run again after one step; Pause and Resume call it off', () => {
  const { control } = controlled();
  control.pause();
  control.step();
  expect([control.paused, control.stepping, control.oneStep]).toEqual([false, true, true]);
  control.endStep();
  expect([control.paused, control.stepping]).toEqual([true, false]);
  control.step();
  control.resume();
  control.endStep();
  expect(control.paused).toBe(false);
});

test('a run that is resumed and paused again before its loop continues stays held', async () => {
  const { control, holds } = controlled();
  control.pause();
  let passed = false;
  const turn = control.turn().then(() => (passed = true));
  control.resume();
  control.pause();
  for (let i = 0; i < 10; i++) await Promise.resolve();
  expect(passed).toBe(false);
  control.resume();
  await turn;
  expect(holds).toEqual([true, false]);
});

test('chunks are short and reports rare while a person draws, and for a second after it', () => {
  const { control, advance } = controlled();
  expect(control.reportMilliseconds).toBe(250);
  control.answerSoon();
  advance(999);
  expect(control).toMatchObject({ chunkMilliseconds: 5, reportMilliseconds: 1000 });
  advance(1);
  expect(control).toMatchObject({ chunkMilliseconds: 80, reportMilliseconds: 250 });
});
