// Writes a configuration as a link, and reads it. Only differences from the preset are written. Values that can't be used
// are clamped, rounded or ignored, each with a notice.

import {
  FIELD_ALIASES,
  FIELDS,
  fieldsOf,
  presetFor,
  PRESETS,
  PRESET_NAMES,
  type ConfigField,
  type FieldSpec,
  type PresetName,
  type RunConfig,
} from './config.ts';
import { DATASET_ID, FASHION_ID } from './dataset.ts';

/** A part of the link that was ignored or changed. */
export type LinkNotice =
  | { kind: 'unknown-key'; key: string }
  /** Many unknown keys: `keys` are the first of them, `count` the number of all. */
  | { kind: 'unknown-keys'; keys: string[]; count: number }
  | { kind: 'unreadable' | 'clamped' | 'not-whole'; key: string; value: string; used: string }
  /** A value of a key of the page; the value that the page has is used. */
  | { kind: 'unknown-value'; key: PageKey | 'show' | 'lock'; value: string }
  /** A result that is handed in; it is ignored. */
  | { kind: 'unreadable-result'; key: 'handin'; value: string };

/** Keys that assignment.ts, hand-in.ts and sweep-link.ts read. */
const KEYS_READ_ELSEWHERE: ReadonlySet<string> = new Set(['show', 'lock', 'task', 'handin', 'sweep']);

/** Keys of the link that belong to the page, not to the run, with their values; the challenge's is a seed. */
export const PAGE_VALUES = {
  lang: ['en', 'zh'],
  theme: ['system', 'light', 'dark'],
  /** In the order of the navigation. The first is shown without a `view` in the link. */
  view: ['network', 'step', 'results', 'gallery', 'draw', 'challenge', 'setup', 'data', 'runs', 'sweep'],
  challenge: null,
} as const;
type PageKey = keyof typeof PAGE_VALUES;
const CONFIG_KEYS = Object.keys(FIELDS) as ConfigField[];
const MAX_SEED = 2 ** 32 - 1;
/** A notice shows at most this many characters of a text from the link, and … for the rest. */
export const SHOWN_LENGTH = 40;

/** `text` as a notice shows it. */
export function shortened(text: string): string {
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}

/** More unknown keys than this are one notice: a link of another page would fill the screen. */
const MOST_UNKNOWN_KEYS = 5;
/** So many of them are named in that notice. */
const NAMED_KEYS = 3;

type Value = number | boolean | string;
type Problem = 'clamped' | 'not-whole';

/** Spellings of a switch; the first is the one that links are written with. */
const SWITCHES = { true: ['on', '1', 'true'], false: ['off', '0', 'false'] } as const;

function parseSwitch(text: string): boolean | null {
  if ((SWITCHES.true as readonly string[]).includes(text)) return true;
  return (SWITCHES.false as readonly string[]).includes(text) ? false : null;
}

function parseField(spec: FieldSpec, text: string): { value: Value; problem: Problem | null } | null {
  switch (spec.kind) {
    case 'choice':
      return spec.values.includes(text) ? { value: text, problem: null } : null;
    case 'switch': {
      const value = parseSwitch(text);
      if (value === null) return null;
      const allowed = spec.only ?? value;
      return { value: allowed, problem: allowed === value ? null : 'clamped' };
    }
    case 'integer':
    case 'number': {
      const read = text.trim() === '' ? NaN : Number(text);
      if (Number.isNaN(read)) return null;
      const whole = spec.kind === 'integer' ? Math.round(read) : read;
      const value = Math.min(spec.max, Math.max(spec.min, whole));
      if (value !== whole) return { value, problem: 'clamped' };
      return { value, problem: whole === read ? null : 'not-whole' };
    }
    case 'dataset':
      return DATASET_ID.test(text) ? { value: text, problem: null } : null;
    default:
      return spec satisfies never;
  }
}

export function formatField(value: Value): string {
  return typeof value === 'boolean' ? SWITCHES[`${value}`][0] : String(value);
}

/** The values that a key of the link takes: a list, the ends of a range, or null for a key that is not one. */
export type ValidValues =
  | { kind: 'list'; values: readonly string[] }
  | { kind: 'range'; min: number; max: number; whole: boolean }
  | { kind: 'dataset' };

/** For a run on the dataset `data`. */
export function validValues(key: string, data = FASHION_ID): ValidValues | null {
  if (key === 'preset') return { kind: 'list', values: PRESET_NAMES };
  if (isPageKey(key)) {
    const values = PAGE_VALUES[key];
    return values ? { kind: 'list', values } : { kind: 'range', min: 0, max: MAX_SEED, whole: true };
  }
  const field = fieldOf(key);
  if (field === null) return null;
  const spec = fieldsOf(data)[field];
  switch (spec.kind) {
    case 'choice':
      return { kind: 'list', values: spec.values };
    case 'switch': {
      const values = [true, false].filter((value) => value === (spec.only ?? value));
      return { kind: 'list', values: values.flatMap((value) => SWITCHES[`${value}`]) };
    }
    case 'dataset':
      return { kind: 'dataset' };
    case 'integer':
    case 'number':
      return { kind: 'range', min: spec.min, max: spec.max, whole: spec.kind === 'integer' };
    default:
      return spec satisfies never;
  }
}

function isPageKey(key: string): key is PageKey {
  return Object.hasOwn(PAGE_VALUES, key);
}

/** The field that `key` names, perhaps by an earlier name. */
function fieldOf(key: string): ConfigField | null {
  const name = Object.hasOwn(FIELD_ALIASES, key) ? FIELD_ALIASES[key]! : key;
  return Object.hasOwn(FIELDS, name) ? (name as ConfigField) : null;
}

/**
 * The value in `text`, clamped to the bounds of `field` in a run on the dataset `data`; null if it is not a value of that
 * field.
 */
export function readField<F extends ConfigField>(
  field: F,
  text: string,
  data = FASHION_ID,
): RunConfig[F] | null {
  return (parseField(fieldsOf(data)[field], text)?.value ?? null) as RunConfig[F] | null;
}

/** Reads a search string, whatever it holds. Of a repeated key the first value counts. */
export function parseLink(search: string): { config: RunConfig; notices: LinkNotice[] } {
  const parameters = new URLSearchParams(search);
  const notices: LinkNotice[] = [];
  const presetText = parameters.get('preset');
  const known = presetText !== null && Object.hasOwn(PRESETS, presetText);
  const preset = known ? (presetText as PresetName) : 'article';
  if (presetText !== null && !known) {
    notices.push({ kind: 'unreadable', key: 'preset', value: shortened(presetText), used: preset });
  }

  // The bounds of the other fields follow from the dataset.
  const dataText = parameters.get('data') ?? FASHION_ID;
  const data = DATASET_ID.test(dataText) ? dataText : FASHION_ID;
  const fields = fieldsOf(data);
  const config = presetFor(preset, data);
  const values = config as unknown as Record<ConfigField, Value>;
  for (const key of new Set(parameters.keys())) {
    if (key === 'preset' || KEYS_READ_ELSEWHERE.has(key)) continue;
    const text = parameters.get(key)!;
    if (isPageKey(key)) {
      if (!isPageValue(key, text)) notices.push({ kind: 'unknown-value', key, value: shortened(text) });
      continue;
    }
    const field = fieldOf(key);
    if (field === null) {
      notices.push({ kind: 'unknown-key', key: shortened(key) });
      continue;
    }
    // The field's own name takes precedence over its alias.
    if (field !== key && parameters.get(field) !== null) continue;
    const parsed = parseField(fields[field], text);
    if (parsed) values[field] = parsed.value;
    const kind = parsed ? parsed.problem : 'unreadable';
    if (kind) notices.push({ kind, key, value: shortened(text), used: formatField(values[field]) });
  }
  return { config, notices: summarized(notices) };
}

/** With one notice for many unknown keys. */
function summarized(notices: LinkNotice[]): LinkNotice[] {
  const unknown = notices.flatMap((notice) => (notice.kind === 'unknown-key' ? [notice.key] : []));
  if (unknown.length <= MOST_UNKNOWN_KEYS) return notices;
  const known = notices.filter(({ kind }) => kind !== 'unknown-key');
  return [...known, { kind: 'unknown-keys', keys: unknown.slice(0, NAMED_KEYS), count: unknown.length }];
}

/** The search string of `config`, '' for the default run. `parseLink` reads the same configuration from it. */
export function formatLink(config: RunConfig): string {
  const parameters = new URLSearchParams();
  if (config.preset !== 'article') parameters.set('preset', config.preset);
  for (const key of changedFields(config)) parameters.set(key, formatField(config[key]));
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** The seed of the challenge in a link; null without one, or if it is not valid. */
export function readChallenge(search: string): number | null {
  const text = new URLSearchParams(search).get('challenge');
  return text === null ? null : parseSeed(text);
}

function parseSeed(text: string): number | null {
  if (!/^\d{1,10}$/.test(text)) return null;
  const seed = Number(text);
  return seed <= MAX_SEED ? seed : null;
}

function isPageValue(key: PageKey, text: string): boolean {
  const values: readonly string[] | null = PAGE_VALUES[key];
  return values ? values.includes(text) : parseSeed(text) !== null;
}

/** The search string of `config` with a challenge. `parseLink` and `readChallenge` read them from it. */
export function formatChallengeLink(config: RunConfig, seed: number): string {
  const link = formatLink(config);
  return `${link === '' ? '?' : `${link}&`}challenge=${seed}`;
}

/** Fields that no preset sets: they are not counted as changes of it. */
const OUTSIDE_PRESETS: ReadonlySet<ConfigField> = new Set(['engine', 'seed', 'threads', 'data', 'classes']);

/** The fields whose values differ from the preset's, but for those that no preset sets. */
export function changedSettings(config: RunConfig): ConfigField[] {
  // They follow from the size of the data.
  const fitted = (field: ConfigField) =>
    config.data !== FASHION_ID && ['samples', 'split', 'epochs'].includes(field);
  return changedFields(config).filter((field) => !OUTSIDE_PRESETS.has(field) && !fitted(field));
}

/** The fields whose values differ from the preset's, in the order of FIELDS. */
export function changedFields(config: RunConfig): ConfigField[] {
  const base: RunConfig = { ...presetFor(config.preset, config.data), data: FASHION_ID };
  return CONFIG_KEYS.filter((key) => config[key] !== base[key]);
}
