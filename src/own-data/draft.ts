// What was read so far: images with classes, as training and test part, before options and order.

import { IMAGE_LIMIT } from '../contract/dataset.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import type { OwnDataSummary, RefusedFiles } from '../contract/own-data.ts';
import type { Recognised } from './known-sets.ts';

export interface Part {
  /** [n, 28, 28]. */
  images: Uint8Array<ArrayBuffer>;
  /** [n]: numbers of classes. */
  labels: Uint8Array<ArrayBuffer>;
}

export interface Draft {
  suggestedName: string;
  format: OwnDataSummary['format'];
  /** As the files call them, by their numbers. */
  classes: string[];
  train: Part;
  /** Empty where the files have no test part. */
  test: Part;
  /** What the page calls classes of a recognised dataset and renamed ones, by what the files call them. */
  names: Readonly<Record<string, string>>;
  recognised: Recognised | null;
  /** Images before those beyond the limit were left out. */
  found: number;
  refused: RefusedFiles[];
  ignoredCount: number;
}

export const emptyPart = (): Part => ({ images: new Uint8Array(0), labels: new Uint8Array(0) });

/** A part that grows image by image. */
export class PartBuilder {
  private images: Uint8Array<ArrayBuffer>;
  private labels: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(expected = 64) {
    this.images = new Uint8Array(expected * IMAGE_PIXELS);
    this.labels = new Uint8Array(expected);
  }

  /** The place [784] of one more image. It is zero. */
  next(label: number): Uint8Array {
    if (this.length === this.labels.length) {
      this.images = grown(this.images);
      this.labels = grown(this.labels);
    }
    this.labels[this.length] = label;
    const start = this.length++ * IMAGE_PIXELS;
    return this.images.subarray(start, start + IMAGE_PIXELS);
  }

  build(): Part {
    return {
      images: this.images.slice(0, this.length * IMAGE_PIXELS),
      labels: this.labels.slice(0, this.length),
    };
  }
}

function grown(values: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(2 * values.length);
  larger.set(values);
  return larger;
}

export function joinParts(a: Part, b: Part): Part {
  const join = (x: Uint8Array<ArrayBuffer>, y: Uint8Array<ArrayBuffer>) => {
    if (x.length === 0 || y.length === 0) return x.length === 0 ? y : x;
    const joined = new Uint8Array(x.length + y.length);
    joined.set(x);
    joined.set(y, x.length);
    return joined;
  };
  return { images: join(a.images, b.images), labels: join(a.labels, b.labels) };
}

/** The images `indices` of `part`, in this order. */
export function pick({ images, labels }: Part, indices: ArrayLike<number>): Part {
  const picked = {
    images: new Uint8Array(indices.length * IMAGE_PIXELS),
    labels: new Uint8Array(indices.length),
  };
  for (let i = 0; i < indices.length; i++) {
    const from = indices[i]! * IMAGE_PIXELS;
    picked.images.set(images.subarray(from, from + IMAGE_PIXELS), i * IMAGE_PIXELS);
    picked.labels[i] = labels[indices[i]!]!;
  }
  return picked;
}

/** `draft` with at most `limit` images: the first of each class and part, the same fraction of each. */
export function truncate(draft: Draft, limit = IMAGE_LIMIT): Draft {
  const { train, test } = draft;
  if (train.labels.length + test.labels.length <= limit) return draft;
  const groups = [...train.labels].concat(Array.from(test.labels, (label) => 256 + label));
  const taken = takeFirst(groups, limit);
  const count = train.labels.length;
  return {
    ...draft,
    train: pick(
      train,
      taken.filter((i) => i < count),
    ),
    test: pick(
      test,
      taken.filter((i) => i >= count).map((i) => i - count),
    ),
  };
}

/**
 * The indices of at most `limit` items, ascending. `groups` has each item's group: each group keeps its first items, the same
 * fraction of each, but at least one. `limit` is at least the number of groups.
 */
export function takeFirst(groups: readonly (string | number)[], limit: number): number[] {
  const counts = new Map<string | number, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  if (groups.length <= limit) return groups.map((_, i) => i);
  const exact = (count: number) => (count * limit) / groups.length;
  const rest = new Map([...counts].map(([group, count]) => [group, Math.max(1, Math.floor(exact(count)))]));
  const change = (group: string | number, by: number) => rest.set(group, rest.get(group)! + by);
  let left = limit - [...rest.values()].reduce((sum, quota) => sum + quota, 0);
  // The rounding leaves less than one image for each group: the largest remainders get them.
  const byRemainder = [...counts].toSorted(([, a], [, b]) => (exact(b) % 1) - (exact(a) % 1));
  for (const [group, count] of byRemainder) {
    if (left > 0 && rest.get(group)! < count) {
      change(group, 1);
      left--;
    }
  }
  // Groups of less than one image got one at the cost of the largest.
  for (; left < 0; left++) {
    const [largest] = [...rest].toSorted(([, a], [, b]) => b - a);
    change(largest![0], -1);
  }
  return groups.flatMap((group, i) => {
    const more = rest.get(group)!;
    rest.set(group, more - 1);
    return more > 0 ? [i] : [];
  });
}
