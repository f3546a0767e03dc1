// What must hold for every link and every configuration, and random and damaged ones to check it with.

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
import {
  FIELD_ALIASES,
  FIELDS,
  fieldsOf,
  PRESET_NAMES,
  presetFor,
  type ConfigField,
  type FieldSpec,
  type RunConfig,
} from './config.ts';
import { FASHION_ID } from './dataset.ts';
import { readConfig } from './read-config.ts';
import { formatLink, parseLink, SHOWN_LENGTH, validValues } from './url.ts';

const KEYS = [
  ...Object.keys(FIELDS),
  ...Object.keys(FIELD_ALIASES),
  'preset',
  'lang',
  'theme',
  'challenge',
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

const datasets = constantFrom(FASHION_ID, '0123456789ab', 'ffffffffffff');

function fieldValue(spec: FieldSpec): Arbitrary<unknown> {
  switch (spec.kind) {
    case 'choice':
      return constantFrom(...spec.values);
    case 'switch':
      return spec.only === undefined ? boolean() : constant(spec.only);
    case 'integer':
      return integer({ min: spec.min, max: spec.max });
    case 'number':
      return double({ min: spec.min, max: spec.max, noNaN: true });
    case 'dataset':
      return datasets;
    default:
      return spec satisfies never;
  }
}

/** Configurations inside the bounds, each field of which is its preset's or random. */
const configs: Arbitrary<RunConfig> = tuple(constantFrom(...PRESET_NAMES), datasets).chain(
  ([preset, data]) => {
    const { data: _, ...specs } = fieldsOf(data);
    const values = Object.entries(specs).map(([field, spec]) => [field, fieldValue(spec)]);
    return record(Object.fromEntries(values), { requiredKeys: [] }).map((fields) => {
      const config = readConfig({ ...presetFor(preset, data), ...fields });
      if (!config) throw new Error(`no configuration: ${JSON.stringify(fields)}`);
      return config;
    });
  },
);

const piece = constantFrom(...PIECES);
const value = oneof(
  double().map(String),
  piece,
  tuple(piece, integer({ min: 1, max: 30 })).map(([text, times]) => text.repeat(times)),
);
const pairs = array(tuple(constantFrom(...KEYS), value), { maxLength: 7 }).map(
  (list) => `?${list.map((pair) => pair.join('=')).join('&')}`,
);

/** What replaces a part of the link. */
const replacement: Arbitrary<(cut: string) => string> = oneof(
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
  array(tuple(nat(), nat(11), replacement), { minLength: 1, maxLength: 8 }),
).map(([good, changes]) =>
  changes.reduce((link, [place, length, replace]) => {
    const start = place % (link.length + 1);
    return link.slice(0, start) + replace(link.slice(start, start + length)) + link.slice(start + length);
  }, good),
);

/** Pairs of keys and values of every kind, or a good link with up to eight changes. */
const links: Arbitrary<string> = oneof(pairs, { weight: 2, arbitrary: damaged });

/** What is wrong with how `search` is read; null if nothing is. */
export function linkProblem(search: string): string | null {
  try {
    const { config, notices } = parseLink(search);
    if (readConfig(config) === null) return `out of bounds: ${JSON.stringify(config)}`;
    for (const notice of notices) {
      const texts = Object.values(notice).flat().map(String);
      if (texts.some((text) => text.length > SHOWN_LENGTH + 1))
        return `a long notice: ${JSON.stringify(notice)}`;
      if (notice.kind === 'unknown-key' || notice.kind === 'unknown-keys') continue;
      if (validValues(notice.key, config.data) === null) return `no valid values: ${JSON.stringify(notice)}`;
    }
    return roundTripProblem(config);
  } catch (error) {
    return `thrown: ${String(error)}`;
  }
}

/** What is wrong with the link of `config`; null if the same configuration is read from it, without a notice. */
export function roundTripProblem(config: RunConfig): string | null {
  const link = formatLink(config);
  const { config: again, notices } = parseLink(link);
  if (notices.length > 0) return `${link}: ${JSON.stringify(notices)}`;
  const fields: ('preset' | ConfigField)[] = ['preset', ...(Object.keys(FIELDS) as ConfigField[])];
  const other = fields.find((field) => !Object.is(again[field], config[field]));
  return other === undefined ? null : `${link}: ${other} ${again[other]} instead of ${config[other]}`;
}

function requireNone(problem: string | null): void {
  if (problem !== null) throw new Error(problem);
}

/** Every link is read without a problem. */
export const linksAreRead = property(links, (link) => requireNone(linkProblem(link)));
/** Every configuration is read back from its link. */
export const configsComeBack = property(configs, (config) => requireNone(roundTripProblem(config)));
