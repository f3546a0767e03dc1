import { expect, test } from 'vitest';
import { firstShown, MOST_SHOWN, toggled } from './shown-classes.ts';

const lines = Array.from({ length: 36 }, (_, label) => [{ x: 1, y: (label % 6) / 6 }]);

test.each([3, 10])('all of %i classes are shown', (classes) => {
  expect(firstShown([], classes)).toEqual(Array.from({ length: classes }, (_, label) => label));
});

test('of 36 classes the weakest are shown at first, by label', () => {
  expect(firstShown(lines, 36)).toEqual([0, 6, 12, 18, 24]);
  expect(firstShown([], 36)).toEqual([0, 1, 2, 3, 4]);
});

test('a class that is removed leaves its look to the next one, and the others keep theirs', () => {
  const shown = firstShown(lines, 36);
  expect(toggled(shown, 12)).toEqual([0, 6, null, 18, 24]);
  expect(toggled(toggled(shown, 12), 35)).toEqual([0, 6, 35, 18, 24]);
  expect(toggled(shown, 35)).toEqual([0, 6, 12, 18, 24, 35]);
});

test('no more are shown than have looks', () => {
  const full = Array.from({ length: MOST_SHOWN }, (_, label) => label);
  expect(toggled(full, 20)).toBe(full);
  expect(toggled(full, 3)).toContain(null);
});
