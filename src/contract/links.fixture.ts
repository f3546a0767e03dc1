// What must hold for every link and every configuration, with random and damaged ones to try it on: for tests and the
// fault campaigns alone.

import {
  array,
  boolean,
  constant,
  constantFrom,
  double,
  integer,
  nat,
  oneof,
  property,
  record,
  tuple,
  type Arbitrary,
} from 'fast-check';
import { FIELDS, PRESET_NAMES, PRESETS, type ConfigField, type FieldSpec, type RunConfig } from './config.ts';
import { readConfig } from './read-config.ts';
import { formatLink, parseLink, SHOWN_LENGTH } from './url.ts';

const KEYS = [
  ...Object.keys(FIELDS),
  'preset',
  'lang',
  'theme',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '',
];
const NUMBERS = [
  '-0',
  '1e999',
  '-1e999',
  '1e-400',
  'NaN',
  'Infinity',
  '0x10',
  '0b1',
  '1_000',
  '١',
  ' 7 ',
  '4.5',
  '.',
];
const WORDS = [
  'on',
  'off',
  'ON',
  'sgd',
  'relu',
  'modern',
  'sprint',
  'null',
  'undefined',
  '{}',
  '[]',
  '"',
  'true',
];
const BYTES = [
  '%',
  '%E0%A4%A',
  '%00',
  '\u0000',
  '\ud800',
  '\u202e',
  '😀',
  '+',
  '#',
  '&',
  '=',
  ';',
  '?',
  '&&==',
  '\n',
];
const PIECES = [...KEYS, ...NUMBERS, ...WORDS, ...BYTES];

function fieldValue(spec: FieldSpec): Arbitrary<unknown> {
  switch (spec.kind) {
    case 'choice':
      return constantFrom(...spec.values);
    case 'switch':
      return boolean();
    case 'integer':
      return integer({ min: spec.min, max: spec.max });
    case 'number':
      return double({ min: spec.min, max: spec.max, noNaN: true });
    default:
      return spec satisfies never;
  }
}

/** Configurations inside the bounds, every field of which is its preset's or drawn. */
const configs: Arbitrary<RunConfig> = tuple(
  constantFrom(...PRESET_NAMES),
  record(Object.fromEntries(Object.entries(FIELDS).map(([field, spec]) => [field, fieldValue(spec)])), {
    requiredKeys: [],
  }),
).map(([preset, drawn]) => {
  const config = readConfig({ ...PRESETS[preset], ...drawn });
  if (!config) throw new Error(`no configuration: ${JSON.stringify(drawn)}`);
  return config;
});

const piece = constantFrom(...PIECES);
const value = oneof(
  double().map(String),
  piece,
  tuple(piece, integer({ min: 1, max: 30 })).map(([text, times]) => text.repeat(times)),
);
const pairs = array(tuple(constantFrom(...KEYS), value), { maxLength: 7 }).map(
  (list) => `?${list.map((pair) => pair.join('=')).join('&')}`,
);

/** What is put in the place of a stretch of the link. */
const put: Arbitrary<(cut: string) => string> = oneof(
  oneof(
    constant(''),
    piece,
    nat(0xffff).map((code) => String.fromCharCode(code)),
    configs.map(formatLink),
  ).map((text) => () => text),
  integer({ min: 1, max: 20 }).map((times) => (cut: string) => cut.repeat(times)),
);
const damaged = tuple(
  configs.map(formatLink),
  array(tuple(nat(), nat(11), put), { minLength: 1, maxLength: 8 }),
).map(([good, changes]) =>
  changes.reduce((link, [place, length, put]) => {
    const start = place % (link.length + 1);
    return link.slice(0, start) + put(link.slice(start, start + length)) + link.slice(start + length);
  }, good),
);

/** Pairs of keys and values of every kind, or a good link with up to eight places of it changed. */
const links: Arbitrary<string> = oneof(pairs, { weight: 2, arbitrary: damaged });

/** What is wrong with how `search` is read; null when nothing is. */
export function linkProblem(search: string): string | null {
  try {
    const { config, notices } = parseLink(search);
    if (readConfig(config) === null) return `out of bounds: ${JSON.stringify(config)}`;
    for (const notice of notices) {
      const texts: string[] = Object.values(notice);
      if (texts.some((text) => text.length > SHOWN_LENGTH + 1))
        return `a long notice: ${JSON.stringify(notice)}`;
    }
    return roundTripProblem(config);
  } catch (error) {
    return `thrown: ${String(error)}`;
  }
}

/** What is wrong with the link of `config`; null when it gives the same configuration back, without a notice. */
export function roundTripProblem(config: RunConfig): string | null {
  const link = formatLink(config);
  const { config: again, notices } = parseLink(link);
  if (notices.length > 0) return `${link}: ${JSON.stringify(notices)}`;
  const fields: ('preset' | ConfigField)[] = ['preset', ...(Object.keys(FIELDS) as ConfigField[])];
  const other = fields.find((field) => !Object.is(again[field], config[field]));
  return other === undefined ? null : `${link}: ${other} ${again[other]} instead of ${config[other]}`;
}

function holds(trouble: string | null): void {
  if (trouble !== null) throw new Error(trouble);
}

/** Every link is read without trouble. */
export const linksAreRead = property(links, (link) => holds(linkProblem(link)));
/** Every configuration comes back out of its link. */
export const configsComeBack = property(configs, (config) => holds(roundTripProblem(config)));
