// Random and damaged links, and what must hold for every one of them: for tests and the fault campaigns alone.

import type { Random } from '../base/random.ts';
import { FIELDS, PRESET_NAMES, PRESETS, type ConfigField, type RunConfig } from './config.ts';
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

const pick = <T>(random: Random, items: readonly T[]): T => items[random.below(items.length)]!;

/** A configuration inside the bounds, every field of which is its preset's or drawn. */
export function randomConfig(random: Random): RunConfig {
  const preset = pick(random, PRESET_NAMES);
  const drawn: Record<string, unknown> = { ...PRESETS[preset] };
  for (const [field, spec] of Object.entries(FIELDS)) {
    if (random.below(2) === 0) continue;
    switch (spec.kind) {
      case 'choice':
        drawn[field] = pick<string>(random, spec.values);
        break;
      case 'switch':
        drawn[field] = random.below(2) === 0;
        break;
      case 'integer':
        drawn[field] = spec.min + random.below(spec.max - spec.min + 1);
        break;
      case 'number':
        drawn[field] = Math.min(spec.max, spec.min + random.unit() * (spec.max - spec.min));
        break;
      default:
        spec satisfies never;
    }
  }
  const config = readConfig(drawn);
  if (!config) throw new Error(`no configuration: ${JSON.stringify(drawn)}`);
  return config;
}

/** Pairs of keys and values of every kind, or a good link with up to eight places of it changed. */
export function randomLink(random: Random): string {
  if (random.below(3) === 0) {
    const pairs = Array.from(
      { length: random.below(8) },
      () => `${pick(random, KEYS)}=${randomValue(random)}`,
    );
    return `?${pairs.join('&')}`;
  }
  let link = formatLink(randomConfig(random));
  for (let changes = 1 + random.below(8); changes > 0; changes--) {
    const start = random.below(link.length + 1);
    const end = Math.min(link.length, start + random.below(12));
    const put = [
      '',
      pick(random, PIECES),
      link.slice(start, end).repeat(1 + random.below(20)),
      String.fromCharCode(random.below(0x10000)),
      formatLink(randomConfig(random)),
    ];
    link = link.slice(0, start) + pick(random, put) + link.slice(end);
  }
  return link;
}

function randomValue(random: Random): string {
  const times = random.below(4) === 0 ? 1 + random.below(30) : 1;
  return random.below(3) === 0 ? String(random.u32() / 7) : pick(random, PIECES).repeat(times);
}

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
