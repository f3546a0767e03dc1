import { expect, it } from 'vitest';
import { confidentMistakes } from './confident-mistakes.ts';

const RESULT = {
  predicted: Uint8Array.of(0, 1, 2, 3, 4, 5),
  labels: Uint8Array.of(0, 2, 1, 3, 0, 1),
  confidence: Float32Array.of(0.9, 0.5, 0.8, 0.99, 0.8, 0.3),
};

it('finds the incorrect predictions with the highest confidence', () => {
  expect(confidentMistakes(RESULT, 3)).toEqual([2, 4, 1]);
  expect(confidentMistakes(RESULT, 12)).toEqual([2, 4, 1, 5]);
  expect(confidentMistakes({ ...RESULT, labels: RESULT.predicted }, 3)).toEqual([]);
});
