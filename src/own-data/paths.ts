// What a path says: the part, the class, whether the file is hidden, and its type by extension.

import { OWN_DATA_LIMITS, type OwnDataReason } from '../contract/own-data.ts';

export type PartName = 'train' | 'test';
/** `val` becomes the test part where there is none, else training images: a run holds out its own validation images. */
export type NamedPart = PartName | 'val';

const PARTS: Readonly<Record<string, NamedPart>> = {
  train: 'train',
  training: 'train',
  test: 'test',
  testing: 'test',
  t10k: 'test',
  val: 'val',
  valid: 'val',
  validation: 'val',
};

const partOf = (word: string): NamedPart | undefined =>
  Object.hasOwn(PARTS, word.toLowerCase()) ? PARTS[word.toLowerCase()] : undefined;

/** Without empty steps and `.` or `..`: an archive may name places outside of it. */
function stepsOf(path: string): string[] {
  return path.split(/[/\\]/).filter((step) => step !== '' && step !== '.' && step !== '..');
}

export const baseName = (path: string) => stepsOf(path).at(-1) ?? path;

/** In lower case, without the dot; empty where there is none. */
export const extensionOf = (path: string) => /\.([^.]+)$/.exec(baseName(path))?.[1]?.toLowerCase() ?? '';

export const withoutExtension = (name: string) => name.replace(/(\.[a-z0-9]{1,5}){1,2}$/i, '') || name;

/** Files that systems leave: hidden files, and those of `__MACOSX`. */
export function isIgnored(path: string): boolean {
  const steps = stepsOf(path);
  const hidden = steps.some((step) => step.startsWith('.') || step === '__MACOSX');
  return hidden || /^(thumbs\.db|desktop\.ini)$/i.test(steps.at(-1) ?? '');
}

/** The part and the class that the folders of an image name. The class is the last folder that names no part. */
export function placeOf(path: string): { part: NamedPart | null; className: string | null } {
  const folders = stepsOf(path).slice(0, -1);
  const part = folders.map(partOf).find((found) => found !== undefined) ?? null;
  const className = folders.findLast((folder) => partOf(folder) === undefined) ?? null;
  return { part, className };
}

/** The part that the words of a file's name, or else of its folders, name: `train-images-idx3-ubyte`. */
export function partInName(path: string): NamedPart | null {
  const steps = stepsOf(path).toReversed();
  for (const step of steps) {
    for (const word of step.split(/[^a-z0-9]+/i)) {
      const part = partOf(word);
      if (part) return part;
    }
  }
  return null;
}

/** Invisible characters that would change how the text around a name is shown: controls, and marks of direction. */
const INVISIBLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** `text` as a name: composed (NFC), in one line, without invisible characters. */
export function cleanName(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(INVISIBLE, '')
    .trim();
}

/** Why `name` can't name a class; null where it can. */
export function nameReason(name: string): OwnDataReason | null {
  if (name === '') return { reason: 'no-class' };
  // Longer in characters than in UTF-16 units it can't be.
  const length = name.length > 10 * OWN_DATA_LIMITS.nameLength ? name.length : Array.from(name).length;
  const limit = OWN_DATA_LIMITS.nameLength;
  return length > limit ? { reason: 'class-name', length, limit } : null;
}
