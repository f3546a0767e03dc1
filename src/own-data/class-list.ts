// The classes found so far, each with a number in the order of its first image.

import { CLASS_LIMITS } from '../contract/dataset.ts';
import { cleanName, nameReason } from './paths.ts';
import { Refused } from './refused.ts';

export class ClassList {
  readonly names: string[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(names: readonly string[] = []) {
    for (const name of names) this.add(name);
  }

  /** The number of the class `text`, which may be new. Throws a refusal of `file`. */
  numberOf(text: string, file: string): number {
    const name = cleanName(text.slice(0, 10_000));
    const reason = nameReason(text.length > 10_000 ? text : name);
    if (reason) throw new Refused(file, reason);
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const limit = CLASS_LIMITS.max;
    if (this.names.length === limit) throw new Refused(file, { reason: 'too-many-classes', limit }, true);
    return this.add(name);
  }

  private add(name: string): number {
    this.numbers.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}

/**
 * Whole numbers first, by value; then natural order: digits inside a name count as numbers, letters by their code. The order
 * does not depend on the language of the browser.
 */
export function compareNames(a: string, b: string): number {
  const [first, second] = [wholeNumber(a), wholeNumber(b)];
  if (first !== null || second !== null) {
    if (first === null) return 1;
    if (second === null) return -1;
    if (first !== second) return first - second;
  }
  const [left, right] = [a.match(/\d+|\D+/g) ?? [], b.match(/\d+|\D+/g) ?? []];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i]!, right[i]!];
    const difference = /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : 0;
    if (difference !== 0) return difference;
    if (x !== y) return x < y ? -1 : 1;
  }
  return left.length - right.length;
}

const wholeNumber = (name: string) => (/^-?\d{1,15}$/.test(name) ? Number(name) : null);
