import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { zh } from './zh.ts';

type Tree = { readonly [key: string]: string | Tree };

/** Every message by its dotted key. */
function messages(tree: Tree, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(prefix + key, value);
    else for (const entry of messages(value, `${prefix}${key}.`)) found.set(...entry);
  }
  return found;
}

/** Where the brace that opens at `start` closes. */
function closing(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    if (text[i] === '{') depth++;
    if (text[i] === '}' && --depth === 0) return i;
  }
  throw new Error(`a brace is not closed in: ${text}`);
}

/** Calls `visit` with the inside of every outermost pair of braces. */
function eachBlock(text: string, visit: (inside: string) => void): void {
  for (let i = text.indexOf('{'); i >= 0;) {
    const end = closing(text, i);
    visit(text.slice(i + 1, end));
    i = text.indexOf('{', end);
  }
}

/** Names of a message's ICU arguments and tags, those inside of plural and select too, in order of the alphabet. */
function argumentsOf(message: string): string[] {
  const names = new Set([...message.matchAll(/<(\w+)>/g)].map((match) => match[1]!));
  const read = (text: string) =>
    eachBlock(text, (inside) => {
      names.add(/^\s*(\w+)/.exec(inside)![1]!);
      eachBlock(inside, read);
    });
  read(message);
  return [...names].sort();
}

const english = messages(en);
const chinese = messages(zh);

it('finds arguments inside of choices', () => {
  expect(argumentsOf('<b>{n, plural, one {# of {total}} other {many}}</b>')).toEqual(['b', 'n', 'total']);
});

describe('the catalogues', () => {
  it('have the same keys', () => expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort()));

  it('have no empty message', () => {
    expect([...english, ...chinese].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('take the same arguments', () => {
    const needs = (catalogue: Map<string, string>) =>
      Object.fromEntries([...catalogue].map(([key, text]) => [key, argumentsOf(text)]));
    expect(needs(chinese)).toEqual(needs(english));
  });
});
