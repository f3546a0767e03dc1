// Pairs files of images and of labels, which may come in any order, by their counts and names.

import type { ClassList } from './class-list.ts';
import { emptyPart, joinParts, type Part } from './draft.ts';
import { baseName, partInName, type NamedPart } from './paths.ts';
import { Refused, type RefusedList } from './refused.ts';

/** An IDX file or a NumPy array. */
export type ArrayFile =
  /** `images` [count, 28, 28]. */
  | { kind: 'images'; path: string; count: number; images: Uint8Array<ArrayBuffer> }
  /** `labels` [count]. */
  | { kind: 'labels'; path: string; count: number; labels: Int32Array };

type Images = Extract<ArrayFile, { kind: 'images' }>;
type Labels = Extract<ArrayFile, { kind: 'labels' }>;
type Pair = [Images, Labels];

/** Both parts of the dataset in `files`; empty where no two belong together. What has no partner is added to `refused`. */
export function pairArrays(
  files: readonly ArrayFile[],
  classes: ClassList,
  refused: RefusedList,
): { train: Part; test: Part } {
  const images = files.filter((file): file is Images => file.kind === 'images');
  const labels = files.filter((file): file is Labels => file.kind === 'labels');
  const pairs = images.flatMap((file): Pair[] => {
    const partner = partnerOf(file, labels);
    if (partner) return [[file, partner]];
    refused.add({ file: file.path, reason: 'no-labels', images: file.count });
    return [];
  });
  for (const file of labels) {
    if (pairs.every(([, used]) => used !== file)) {
      refused.add({ file: file.path, reason: 'no-images', labels: file.count });
    }
  }
  const { train, test } = chooseParts(pairs);
  const partOfAll = (chosen: readonly Pair[]) =>
    chosen.reduce((part, pair) => joinParts(part, partOf(pair, classes)), emptyPart());
  return { train: partOfAll(train), test: partOfAll(test) };
}

/** The labels for `file`: as many, for the same part, with the most similar name. Throws a refusal for several. */
function partnerOf(file: Images, labels: readonly Labels[]): Labels | null {
  const part = partInName(file.path);
  const fitting = labels.filter(({ count, path }) => {
    const other = partInName(path);
    return count === file.count && (part === null || other === null || part === other);
  });
  const named = fitting.filter(({ path }) => stem(path) === stem(file.path));
  const [first, ...others] = named.length > 0 ? named : fitting;
  if (others.length > 0) throw several([file, first!, ...others]);
  return first ?? null;
}

/** The words of a file's name that say neither what it holds nor how. */
function stem(path: string): string {
  const words = baseName(path)
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.filter((word) => !/^(images?|labels?|idx\d?|ubyte|int|gz)$/.test(word)).join(' ');
}

const several = (files: readonly ArrayFile[]) =>
  new Refused(files[0]!.path, { reason: 'several-datasets', files: files.map(({ path }) => path) });

/**
 * The pairs of both parts, by their names, or by their sizes where the names say nothing. One pair is for training, and of three
 * the validation images are training images too. Throws a refusal where it is not clear.
 */
function chooseParts(pairs: readonly Pair[]): { train: Pair[]; test: Pair[] } {
  const [first, second, third] = pairs;
  if (!first || !second) return { train: [...pairs], test: [] };
  const all = pairs.flat();
  if (new Set(all).size < all.length) throw several(all);
  const names = pairs.map(([{ path }, labels]) => partInName(path) ?? partInName(labels.path));
  if (third) {
    const named = (part: NamedPart) => pairs.filter((_, i) => names[i] === part);
    const [train, val, test] = [named('train'), named('val'), named('test')];
    if (pairs.length > 3 || [train, val, test].some(({ length }) => length !== 1)) throw several(all);
    return { train: [...train, ...val], test };
  }
  const isTest = names.map((name) => name === 'test' || name === 'val');
  if (isTest[0] !== isTest[1])
    return isTest[0] ? { train: [second], test: [first] } : { train: [first], test: [second] };
  if (names.some((name) => name !== null) || first[0].count === second[0].count) throw several(all);
  return first[0].count > second[0].count
    ? { train: [first], test: [second] }
    : { train: [second], test: [first] };
}

function partOf([{ images }, { labels, path }]: Pair, classes: ClassList): Part {
  const numbers = new Map(
    [...new Set(labels)].map((label) => [label, classes.numberOf(String(label), path)]),
  );
  return { images, labels: Uint8Array.from(labels, (label) => numbers.get(label)!) };
}
