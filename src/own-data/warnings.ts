// What is odd about a dataset: it can be trained on, but the result may mislead.

import { IMAGE_PIXELS } from '../contract/model.ts';
import type { OwnDataWarning } from '../contract/own-data.ts';
import type { Part } from './draft.ts';

const FEW_IMAGES = 10;

interface Counted {
  classes: readonly string[];
  train: Part;
  test: Part;
  /** Images before those beyond the limit were left out. */
  found: number;
}

export function findWarnings({ classes, train, test, found }: Counted): OwnDataWarning[] {
  const warnings: OwnDataWarning[] = [];
  const counts = classes.map(() => 0);
  for (const { labels } of [train, test]) for (const label of labels) counts[label]!++;
  const total = train.labels.length + test.labels.length;
  if (found > total) warnings.push({ kind: 'truncated', found, taken: total });
  const few = classes.filter((_, k) => counts[k]! < FEW_IMAGES);
  if (few.length > 0) warnings.push({ kind: 'few-images', classes: few });
  const largest = counts.findIndex((count) => 2 * count > total);
  if (largest >= 0 && classes.length > 1) {
    warnings.push({ kind: 'one-sided', class: classes[largest]!, count: counts[largest]!, total });
  }
  if (total > 1 && allTheSame(train, test)) warnings.push({ kind: 'all-the-same' });
  const duplicates = countDuplicates(train, test);
  if (duplicates > 0) warnings.push({ kind: 'duplicates', count: duplicates });
  return warnings;
}

function imageAt({ images }: Part, index: number): Uint8Array {
  return images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS);
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((value, i) => value === b[i]);
}

function allTheSame(train: Part, test: Part): boolean {
  const first = imageAt(train.labels.length > 0 ? train : test, 0);
  return [train, test].every((part) => part.labels.every((_, i) => isEqual(imageAt(part, i), first)));
}

/** Number of test images that equal a training image. */
function countDuplicates(train: Part, test: Part): number {
  const byKey = new Map<number, number[]>();
  for (let i = 0; i < train.labels.length; i++) {
    const key = keyOf(imageAt(train, i));
    const others = byKey.get(key);
    if (!others) byKey.set(key, [i]);
    // Copies of a training image need no place of their own.
    else if (!others.some((other) => isEqual(imageAt(train, other), imageAt(train, i)))) others.push(i);
  }
  let count = 0;
  for (let i = 0; i < test.labels.length; i++) {
    const image = imageAt(test, i);
    if (byKey.get(keyOf(image))?.some((other) => isEqual(imageAt(train, other), image))) count++;
  }
  return count;
}

/** FNV-1a over the pixels: 32 bits. */
function keyOf(image: Uint8Array): number {
  let key = 0x811c9dc5;
  for (let i = 0; i < image.length; i++) key = Math.imul(key ^ image[i]!, 0x01000193);
  return key >>> 0;
}
