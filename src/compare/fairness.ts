// Where the comparison of two runs is not fair, or says less than it seems to.

import { differences, type ComparedRun, type Difference } from './differences.ts';

export type Warning =
  /** Their test images differ: no image can be compared. */
  | 'other-data'
  /** One of them was not tested. */
  | 'no-test'
  /** Nothing that decides the result differs. */
  | 'same'
  /** Only the seed differs: what differs in the results is luck. */
  | 'only-seed'
  /** They learned from another number of images, synthetic ones included. */
  | 'other-images'
  /** Their validation images differ, so their validation accuracies are not of the same images. */
  | 'other-validation'
  /** Another engine: seconds, and the rounding of sums. */
  | 'other-engine'
  /** The same engine on another device: seconds. */
  | 'other-device'
  /** One of them was edited, stopped, fine-tuned or given another learning rate while it ran. */
  | 'by-hand';

const BY_HAND: ReadonlySet<Difference['kind']> = new Set([
  'edited',
  'rate-changed',
  'stopped',
  'stopped-at',
  'start',
  'both-fine-tuned',
]);

/** In the order of their weight. */
export function fairness(first: ComparedRun, second: ComparedRun): Warning[] {
  const found: Warning[] = [];
  const [a, b] = [first.plan.config, second.plan.config];
  const sameData = first.dataset.contentHash === second.dataset.contentHash;
  if (!sameData) found.push('other-data');
  if (!first.test || !second.test) found.push('no-test');
  const different = differences(first, second);
  const deciding = different.filter(({ kind }) => kind !== 'engine');
  if (deciding.length === 0) found.push('same');
  else if (deciding.every((difference) => 'field' in difference && difference.field === 'seed')) {
    found.push('only-seed');
  }
  if (different.some(({ kind }) => BY_HAND.has(kind))) found.push('by-hand');
  if (sameData && first.plan.trainCount !== second.plan.trainCount) found.push('other-images');
  // The seed decides which images are held out.
  if (
    sameData &&
    !found.includes('only-seed') &&
    (a.seed !== b.seed || a.samples !== b.samples || a.split !== b.split)
  ) {
    found.push('other-validation');
  }
  if (first.plan.engine !== second.plan.engine) found.push('other-engine');
  else if (JSON.stringify(first.plan.device) !== JSON.stringify(second.plan.device))
    found.push('other-device');
  return found;
}
