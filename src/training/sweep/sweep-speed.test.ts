// Speed and time left of members that compute side by side, from what was measured.

import { expect, test } from 'vitest';
import { PRESETS } from '../../contract/config.ts';
import { sweepSpeed, type MemberWork } from './sweep-speed.ts';

const config = { ...PRESETS.article, samples: 1000, split: 0.5, epochs: 2, batch: 50 };

/** Of 20 steps, each 1 ms by the work of training alone. */
const workOf = (step: number, more: Partial<MemberWork> = {}): MemberWork => ({
  config,
  ended: step === 20,
  computing: step < 20,
  step,
  firstStep: 0,
  busyMilliseconds: step,
  ...more,
});

test('before the first step there is no speed', () => {
  expect(sweepSpeed([workOf(0), workOf(0)], 2, 0)).toEqual({ imagesPerSecond: null, secondsLeft: null });
});

test('two members on two threads are twice as fast as on one', () => {
  const members = [workOf(10), workOf(10)];
  const one = sweepSpeed(members, 1, 0);
  const two = sweepSpeed(members, 2, 0);
  expect(one.imagesPerSecond).toBeCloseTo(50_000, 6);
  expect(one.secondsLeft).toBeCloseTo(0.02, 9);
  expect(two.imagesPerSecond).toBeCloseTo(100_000, 6);
  expect(two.secondsLeft).toBeCloseTo(0.01, 9);
});

test('a single member takes its own time, however many threads there are', () => {
  const left = sweepSpeed([workOf(20), workOf(20), workOf(5)], 4, 0);
  expect(left.secondsLeft).toBeCloseTo(0.015, 9);
  expect(left.imagesPerSecond).toBeCloseTo(50_000, 6);
});

test('a member that waits for room adds nothing to the speed', () => {
  const waits = workOf(0, { computing: false });
  const short = sweepSpeed([workOf(10), workOf(10), waits, waits], 32, 0);
  expect(short.imagesPerSecond).toBeCloseTo(100_000, 6);
  // Two of the four at a time: 60 steps in pairs.
  expect(short.secondsLeft).toBeCloseTo(0.03, 9);
  const none = sweepSpeed([workOf(10, { computing: false }), waits], 32, 0);
  expect(none).toEqual({ imagesPerSecond: null, secondsLeft: null });
});

test('steps of an earlier visit are not counted as done in this one', () => {
  const { secondsLeft } = sweepSpeed([workOf(15, { firstStep: 10, busyMilliseconds: 5 })], 1, 0);
  expect(secondsLeft).toBeCloseTo(0.005, 9);
});

test('members that have all ended have no time left', () => {
  expect(sweepSpeed([workOf(20)], 2, 0).secondsLeft).toBe(0);
});
