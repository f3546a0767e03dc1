import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
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

/** Names of a message's ICU arguments and tags, those inside of plural and select too, in order of the alphabet. */
function argumentsOf(message: string): string[] {
  const names = new Set<string>();
  const read = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      names.add(element.value);
      if (element.type === TYPE.tag) read(element.children);
      else if ('options' in element) for (const { value } of Object.values(element.options)) read(value);
    }
  };
  read(parse(message));
  return [...names].sort();
}

/** Without the branches of a choice that count more than one. */
function pluralsRemoved(message: string): string {
  return message.replaceAll(/other \{(?:[^{}]|\{[^{}]*\})*\}/g, '');
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

  it('say one step, and not 1 steps', () => {
    const counted =
      /\{\w+(?:, number)?\} (?:saved )?(?:epochs|steps|images|maps|units|filters|threads|classes|keys)\b/;
    // At least 50 of them.
    const many = new Set(['config.split']);
    const found = [...english].filter(([key, text]) => counted.test(pluralsRemoved(text)) && !many.has(key));
    expect(found).toEqual([]);
  });

  it('take the same arguments', () => {
    const needs = (catalogue: Map<string, string>) =>
      Object.fromEntries([...catalogue].map(([key, text]) => [key, argumentsOf(text)]));
    expect(needs(chinese)).toEqual(needs(english));
  });
});
