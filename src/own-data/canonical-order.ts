// The canonical order of a dataset: the same images and labels give the same bytes, whichever format and order of files they
// came in. So the content hash identifies the dataset, and a run's seed gives the same run.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../contract/model.ts';
import type { OwnDataOptions } from '../contract/own-data.ts';
import { compareNames } from './class-list.ts';
import { pick, type Draft, type Part } from './draft.ts';

/** The fraction of each class that is held out where the files have no test part. */
const HELD_OUT = 1 / 5;
/** Images between two reports of progress. */
const REPORT_EVERY = 2000;

export interface Arranged {
  /** As the files call them, in the order of their labels. */
  classes: string[];
  train: Part;
  test: Part;
  heldOut: boolean;
  contentHash: string;
}

type OnImages = (done: number, total: number) => void;

/**
 * `draft` with the options applied, classes without images left out, classes sorted and renumbered, and both parts in canonical
 * order. Where there is no test part, the first fifth of each class, in canonical order, is held out: rounded, at least one
 * image, leaving at least one. It does not depend on a seed: all runs on the dataset are tested on the same images, so that
 * they can be compared.
 */
export function arrange(draft: Draft, options: OwnDataOptions, onImages?: OnImages): Arranged {
  const { classes, numbers } = sortClasses(draft);
  const total = draft.train.labels.length + draft.test.labels.length;
  const prepare = (part: Part, before: number): Part => {
    const labels = part.labels.map((label) => numbers[label]!);
    const changed = { images: change(part.images, options), labels };
    return pick(
      changed,
      canonicalOrder(changed, (done) => onImages?.(before + done, total)),
    );
  };
  const given = { train: prepare(draft.train, 0), test: prepare(draft.test, draft.train.labels.length) };
  const heldOut = draft.test.labels.length === 0;
  const { train, test } = heldOut ? holdOut(given.train, classes.length) : given;
  return { classes, train, test, heldOut, contentHash: contentHash(train, test) };
}

/** The classes that have images, sorted; and by its old number the new number of each. */
function sortClasses({ classes, train, test }: Draft): { classes: string[]; numbers: Uint8Array } {
  const used = new Set([...train.labels, ...test.labels]);
  const order = [...used].toSorted((a, b) => compareNames(classes[a]!, classes[b]!));
  const numbers = new Uint8Array(256);
  for (const [number, old] of order.entries()) numbers[old] = number;
  return { classes: order.map((old) => classes[old]!), numbers };
}

/** `images` [n, 28, 28] with the options applied, as a new array where they change anything. */
function change(images: Uint8Array<ArrayBuffer>, { invert, turn }: OwnDataOptions): Uint8Array<ArrayBuffer> {
  if (!invert && !turn) return images;
  const changed = new Uint8Array(images.length);
  for (let i = 0; i < images.length; i++) {
    const pixel = i % IMAGE_PIXELS;
    const column = pixel % IMAGE_SIDE;
    const turned = column * IMAGE_SIDE + (pixel - column) / IMAGE_SIDE;
    const value = images[turn ? i - pixel + turned : i]!;
    changed[i] = invert ? 255 - value : value;
  }
  return changed;
}

/** The indices of `part`, sorted by the SHA-256 of label and pixels. Equal digests are equal images of one class. */
function canonicalOrder({ images, labels }: Part, onImages: (done: number) => void): Uint32Array {
  const count = labels.length;
  const digests = new Uint8Array(32 * count);
  /** The first 48 bits of each digest, which hardly ever are equal. */
  const keys = new Float64Array(count);
  const item = new Uint8Array(1 + IMAGE_PIXELS);
  for (let i = 0; i < count; i++) {
    if (i % REPORT_EVERY === 0) onImages(i);
    item[0] = labels[i]!;
    item.set(images.subarray(i * IMAGE_PIXELS, (i + 1) * IMAGE_PIXELS), 1);
    const digest = sha256(item);
    digests.set(digest, 32 * i);
    for (let k = 0; k < 6; k++) keys[i] = 256 * keys[i]! + digest[k]!;
  }
  const compareRest = (a: number, b: number): number => {
    for (let k = 6; k < 32; k++) {
      const difference = digests[32 * a + k]! - digests[32 * b + k]!;
      if (difference !== 0) return difference;
    }
    return 0;
  };
  return Uint32Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => keys[a]! - keys[b]! || compareRest(a, b),
  );
}

function holdOut(part: Part, classCount: number): { train: Part; test: Part } {
  const counts = new Uint32Array(classCount);
  for (const label of part.labels) counts[label]!++;
  const left = counts.map((count) => Math.min(count - 1, Math.max(1, Math.round(HELD_OUT * count))));
  const train: number[] = [];
  const test: number[] = [];
  for (const [i, label] of part.labels.entries()) {
    if (left[label]! > 0) {
      left[label]!--;
      test.push(i);
    } else {
      train.push(i);
    }
  }
  return { train: pick(part, train), test: pick(part, test) };
}

/** SHA-256 of all labels, then all images, training images first, in lower-case hexadecimal. */
function contentHash(train: Part, test: Part): string {
  const hash = sha256.create();
  for (const bytes of [train.labels, test.labels, train.images, test.images]) hash.update(bytes);
  return bytesToHex(hash.digest());
}
