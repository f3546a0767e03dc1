import { expect, test } from 'vitest';
import { FASHION, type CLASS_KEYS } from '../contract/dataset.ts';
import { ownDataset } from '../store/finished-run.fixture.ts';
import { en } from './messages/en.ts';
import { areShortNames, classNamesOf } from './use-class-names.ts';

const full = (key: (typeof CLASS_KEYS)[number]) => en.classes[key];
const short = (key: (typeof CLASS_KEYS)[number]) => en.classesShort[key];

test('FashionMNIST’s classes are translated, in full and short', () => {
  const { count, name, short: shortName } = classNamesOf(FASHION, full, short);
  expect([count, name(9), shortName(9)]).toEqual([10, 'Ankle boot', 'Boot']);
});

test.each([3, 36])('%i classes of a person have their own names', (classes) => {
  const { count, name, short: shortName } = classNamesOf(ownDataset(classes), full, short);
  expect(count).toBe(classes);
  expect(name(classes - 1)).toBe(`Letter ${classes}`);
  expect(shortName(0)).toBe('Letter 1');
});

test('names are neither keys of messages nor messages', () => {
  const hostile = ['boot', '{count, plural, other {#}}', '<b>bold</b>', '__proto__'];
  const { name } = classNamesOf({ id: 'a', classes: hostile }, full, short);
  expect(hostile.map((_, label) => name(label))).toEqual(hostile);
});

test.each([
  [['0', 'Z', '𝟙𝟚'], true],
  [['0', 'Bag'], false],
])('names %j fit a square: %s', (classes, fit) => {
  expect(areShortNames(classNamesOf({ id: 'a', classes }, full, short))).toBe(fit);
});
