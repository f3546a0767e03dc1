// The rules of the challenge: the images of a seed, and the number of correct answers.

import { randomStream } from '../../base/random.ts';

const MOST_IMAGES = 20;

/** The number of images of a challenge. */
export function challengeImageCount(testCount: number): number {
  return Math.min(MOST_IMAGES, testCount);
}

/** Indices of different test images of `testCount`. A seed must always give the same ones, because links contain it. */
export function challengeImages(seed: number, testCount: number): number[] {
  const random = randomStream(seed, 'challenge');
  const places = new Set<number>();
  while (places.size < challengeImageCount(testCount)) places.add(random.below(testCount));
  return [...places];
}

export function countCorrect(answers: ArrayLike<number>, truths: ArrayLike<number>): number {
  let correct = 0;
  for (let i = 0; i < answers.length; i++) if (answers[i] === truths[i]) correct++;
  return correct;
}

/** Up to this many classes have a digit each. */
export const MOST_DIGITS = 10;

/** The digit of a class: 1 … 9 for the first nine, 0 for the tenth. */
export function digitOf(label: number): number {
  return (label + 1) % MOST_DIGITS;
}

/** The class of a digit key, where each of the `classes` has a digit; null for any other key. */
export function answerOfKey(key: string, classes: number): number | null {
  if (classes > MOST_DIGITS || !/^\d$/.test(key)) return null;
  const label = (Number(key) + MOST_DIGITS - 1) % MOST_DIGITS;
  return label < classes ? label : null;
}

/** The classes whose names contain `text`, in any case of its letters; all for an empty text. */
export function classesNamed(text: string, names: readonly string[]): number[] {
  const wanted = text.trim().toLocaleLowerCase();
  return [...names.keys()].filter((label) => names[label]!.toLocaleLowerCase().includes(wanted));
}
