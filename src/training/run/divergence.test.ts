import { expect, test } from 'vitest';
import { DivergenceDetector } from './divergence.ts';

const allCorrect = () => true;
const falling = (count: number) => Float32Array.from({ length: count }, (_, i) => 2 - i / count);

test('losses that fall, or repeat for a while, are no divergence', () => {
  const detector = new DivergenceDetector(10);
  expect(detector.check(falling(500), allCorrect)).toBeNull();
  expect(detector.check(new Float32Array(40).fill(0.5), allCorrect)).toBeNull();
  expect(detector.check(falling(5), allCorrect)).toBeNull();
});

test.each([Number.NaN, Infinity, -Infinity])('a loss of %d is reported with its step', (bad) => {
  expect(new DivergenceDetector(10).check(Float32Array.of(1, 2, bad), allCorrect)).toEqual({
    at: 2,
    symptom: 'not-finite',
  });
});

test('the same loss on fifty different batches is frozen, across chunks too', () => {
  const detector = new DivergenceDetector(10);
  expect(detector.check(new Float32Array(30).fill(2.3), allCorrect)).toBeNull();
  expect(detector.check(new Float32Array(30).fill(2.3), allCorrect)).toEqual({ at: 19, symptom: 'frozen' });
});

test('with one batch per epoch the same loss may repeat', () => {
  expect(new DivergenceDetector(1).check(new Float32Array(500).fill(2.3), allCorrect)).toBeNull();
});

test('a zero loss may repeat for a while when all predictions are correct, and not once when one is wrong', () => {
  expect(new DivergenceDetector(10).check(new Float32Array(99), allCorrect)).toBeNull();
  expect(new DivergenceDetector(10).check(new Float32Array(100), allCorrect)).toEqual({
    at: 99,
    symptom: 'zero',
  });
  expect(new DivergenceDetector(10).check(new Float32Array(3), (step) => step < 1)).toEqual({
    at: 1,
    symptom: 'zero',
  });
});
