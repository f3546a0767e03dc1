// The game without its looks: which pictures a seed means, and how many answers are right.

import { randomStream } from '../../base/random.ts';
import { TEST_COUNT } from '../../contract/dataset.ts';

export const CHALLENGE_IMAGES = 20;

/** Places of different test pictures: the same for the same seed, everywhere and for good, since links carry it. */
export function challengeImages(seed: number): number[] {
  const random = randomStream(seed, 'challenge');
  const places = new Set<number>();
  while (places.size < CHALLENGE_IMAGES) places.add(random.below(TEST_COUNT));
  return [...places];
}

export function rightAnswers(answers: ArrayLike<number>, truths: ArrayLike<number>): number {
  let right = 0;
  for (let i = 0; i < answers.length; i++) if (answers[i] === truths[i]) right++;
  return right;
}

/** The class that a key answers with: 1 … 9 for the first nine, 0 for the last; null for any other key. */
export function answerOfKey(key: string): number | null {
  return /^\d$/.test(key) ? (Number(key) + 9) % 10 : null;
}
