import { describe, expect, it } from 'vitest';
import { answerOfKey, challengeImages, CHALLENGE_IMAGES, countCorrect } from './challenge-game.ts';

describe('challengeImages', () => {
  it('draws different images of the test set', () => {
    for (let seed = 0; seed < 200; seed++) {
      const places = challengeImages(seed);
      expect(new Set(places).size).toBe(CHALLENGE_IMAGES);
      expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...places)).toBeLessThan(10_000);
    }
  });
  it('draws other images for another seed', () => {
    expect(challengeImages(1)).not.toEqual(challengeImages(2));
  });
  it('always draws the same images for a seed: links contain it', () => {
    expect(challengeImages(7).slice(0, 5)).toEqual([5158, 7930, 5682, 2672, 1044]);
  });
});

it('counts correct answers', () => {
  expect(countCorrect([1, 2, 3], [1, 0, 3])).toBe(2);
  expect(countCorrect([1], [1, 0, 3])).toBe(1);
});

it('reads digits in the order of the keyboard', () => {
  expect(['1', '2', '9', '0'].map(answerOfKey)).toEqual([0, 1, 8, 9]);
  expect(['a', 'Enter', '10', ''].map(answerOfKey)).toEqual([null, null, null, null]);
});
