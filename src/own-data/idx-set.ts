// Pairs IDX files of images and of labels, which may come in any order, by their counts and names.

import type { ClassList } from './class-list.ts';
import { emptyPart, type Part } from './draft.ts';
import type { IdxFile } from './idx.ts';
import { baseName, partInName } from './paths.ts';
import { Refused, type RefusedList } from './refused.ts';

type Images = Extract<IdxFile, { kind: 'images' }>;
type Labels = Extract<IdxFile, { kind: 'labels' }>;
type Pair = [Images, Labels];

/** Both parts of the dataset in `files`; empty where no two belong together. What has no partner is added to `refused`. */
export function pairIdx(
  files: readonly IdxFile[],
  classes: ClassList,
  refused: RefusedList,
): { train: Part; test: Part } {
  const images = files.filter((file): file is Images => file.kind === 'images');
  const labels = files.filter((file): file is Labels => file.kind === 'labels');
  const pairs = images.flatMap((file): Pair[] => {
    const partner = partnerOf(file, labels);
    if (partner) return [[file, partner]];
    refused.add({ file: file.path, reason: 'idx-no-labels', images: file.count });
    return [];
  });
  for (const file of labels) {
    if (pairs.every(([, used]) => used !== file)) {
      refused.add({ file: file.path, reason: 'idx-no-images', labels: file.count });
    }
  }
  const [train, test] = chooseParts(pairs);
  return {
    train: train ? partOf(train, classes) : emptyPart(),
    test: test ? partOf(test, classes) : emptyPart(),
  };
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

const several = (files: readonly IdxFile[]) =>
  new Refused(files[0]!.path, { reason: 'several-datasets', files: files.map(({ path }) => path) });

/**
 * The training and the test pair, by their names, or by their sizes where the names say nothing. One pair is for training. Throws
 * a refusal for more pairs.
 */
function chooseParts(pairs: readonly Pair[]): Pair[] {
  const [first, second] = pairs;
  if (!first || !second) return [...pairs];
  const all = pairs.flat();
  if (pairs.length > 2 || first[1] === second[1]) throw several(all);
  const names = [first, second].map(([{ path }, labels]) => partInName(path) ?? partInName(labels.path));
  const isTest = names.map((name) => name === 'test' || name === 'val');
  if (isTest[0] !== isTest[1]) return isTest[0] ? [second, first] : [first, second];
  if (names.some((name) => name !== null) || first[0].count === second[0].count) throw several(all);
  return first[0].count > second[0].count ? [first, second] : [second, first];
}

function partOf([{ images }, { labels, path }]: Pair, classes: ClassList): Part {
  const numbers = new Map(
    [...new Set(labels)].map((label) => [label, classes.numberOf(String(label), path)]),
  );
  return { images, labels: Uint8Array.from(labels, (label) => numbers.get(label)!) };
}
