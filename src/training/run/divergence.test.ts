import { expect, test } from 'vitest';
import { DivergenceDetector } from './divergence.ts';

const yes = () => true;
const falling = (count: number) => Float32Array.from({ length: count }, (_, i) => 2 - i / count);

test('losses that fall, or repeat for a while, are fine', () => {
  const watch = new DivergenceDetector(10);
  expect(watch.check(falling(500), yes)).toBeNull();
  expect(watch.check(new Float32Array(40).fill(0.5), yes)).toBeNull();
  expect(watch.check(falling(5), yes)).toBeNull();
});

test.each([Number.NaN, Infinity, -Infinity])('a loss of %d is named with its place', (bad) => {
  expect(new DivergenceDetector(10).check(Float32Array.of(1, 2, bad), yes)).toEqual({
    at: 2,
    sign: 'not-finite',
  });
});

test('the same loss on fifty different batches is frozen, across chunks too', () => {
  const watch = new DivergenceDetector(10);
  expect(watch.check(new Float32Array(30).fill(2.3), yes)).toBeNull();
  expect(watch.check(new Float32Array(30).fill(2.3), yes)).toEqual({ at: 19, sign: 'frozen' });
});

test('one batch of always the same pictures may keep its loss', () => {
  expect(new DivergenceDetector(1).check(new Float32Array(500).fill(2.3), yes)).toBeNull();
});

test('zero is believed for a while where all is right, and never where something is wrong', () => {
  expect(new DivergenceDetector(10).check(new Float32Array(99), yes)).toBeNull();
  expect(new DivergenceDetector(10).check(new Float32Array(100), yes)).toEqual({ at: 99, sign: 'zero' });
  expect(new DivergenceDetector(10).check(new Float32Array(3), (step) => step < 1)).toEqual({
    at: 1,
    sign: 'zero',
  });
});
