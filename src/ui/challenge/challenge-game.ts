// The rules of the challenge: the images of a seed, and the number of correct answers.

import { randomStream } from '../../base/random.ts';
import { TEST_COUNT } from '../../contract/dataset.ts';

export const CHALLENGE_IMAGES = 20;

/** Indices of different test images. A seed must always give the same images, because links contain it. */
export function challengeImages(seed: number): number[] {
  const random = randomStream(seed, 'challenge');
  const places = new Set<number>();
  while (places.size < CHALLENGE_IMAGES) places.add(random.below(TEST_COUNT));
  return [...places];
}

export function countCorrect(answers: ArrayLike<number>, truths: ArrayLike<number>): number {
  let correct = 0;
  for (let i = 0; i < answers.length; i++) if (answers[i] === truths[i]) correct++;
  return correct;
}

/** The class that a key answers with: 1 … 9 for the first nine, 0 for the last; null for any other key. */
export function answerOfKey(key: string): number | null {
  return /^\d$/.test(key) ? (Number(key) + 9) % 10 : null;
}
