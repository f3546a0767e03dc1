import { describe, expect, it } from 'vitest';
import {
  answerOfKey,
  challengeImageCount,
  challengeImages,
  classesNamed,
  countCorrect,
  digitOf,
} from './challenge-game.ts';

describe('challengeImages', () => {
  it('draws different images of the test set', () => {
    for (let seed = 0; seed < 200; seed++) {
      const places = challengeImages(seed, 10_000);
      expect(new Set(places).size).toBe(20);
      expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...places)).toBeLessThan(10_000);
    }
  });
  it('draws other images for another seed', () => {
    expect(challengeImages(1, 10_000)).not.toEqual(challengeImages(2, 10_000));
  });
  it('draws all images of a small test set', () => {
    expect([5, 20, 10_000].map(challengeImageCount)).toEqual([5, 20, 20]);
    expect(challengeImages(3, 5).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
  });
  it('always draws the same images for a seed: links contain it', () => {
    expect(challengeImages(7, 10_000).slice(0, 5)).toEqual([5158, 7930, 5682, 2672, 1044]);
  });
});

it('counts correct answers', () => {
  expect(countCorrect([1, 2, 3], [1, 0, 3])).toBe(2);
  expect(countCorrect([1], [1, 0, 3])).toBe(1);
});

it('reads digits in the order of the keyboard', () => {
  expect(['1', '2', '9', '0'].map((key) => answerOfKey(key, 10))).toEqual([0, 1, 8, 9]);
  expect(['a', 'Enter', '10', ''].map((key) => answerOfKey(key, 10))).toEqual([null, null, null, null]);
});

it('has digits for as many classes as there are, up to ten', () => {
  expect(['1', '3', '4', '0'].map((key) => answerOfKey(key, 3))).toEqual([0, 2, null, null]);
  expect(['1', '0'].map((key) => answerOfKey(key, 36))).toEqual([null, null]);
  expect([0, 8, 9].map(digitOf)).toEqual([1, 9, 0]);
});

it('finds classes by a part of their name', () => {
  const names = ['Apple', 'Pineapple', 'Plum', '苹果'];
  expect(['', ' app', 'PL', '果', 'x'].map((text) => classesNamed(text, names))).toEqual([
    [0, 1, 2, 3],
    [0, 1],
    [0, 1, 2],
    [3],
    [],
  ]);
});
