// Writes a configuration as a link, and reads it. Only differences from the preset are written. Values that can't be read
// are clamped or ignored, each with a notice.

import {
  FIELD_ALIASES,
  FIELDS,
  PRESETS,
  type ConfigField,
  type FieldSpec,
  type PresetName,
  type RunConfig,
} from './config.ts';

/** A part of the link that was ignored or changed. */
export type LinkNotice =
  | { kind: 'unknown-key'; key: string }
  | { kind: 'unreadable'; key: string; value: string; used: string }
  | { kind: 'clamped'; key: string; value: string; used: string };

/** Keys of the link that belong to the page, not to the run. */
const PAGE_KEYS = ['lang', 'theme', 'challenge', 'view'] as const;
const CONFIG_KEYS = Object.keys(FIELDS) as ConfigField[];
/** A notice shows at most this many characters of a text from the link, and … for the rest. */
export const SHOWN_LENGTH = 40;

type Value = number | boolean | string;

function parseField(spec: FieldSpec, text: string): { value: Value; clamped: boolean } | null {
  switch (spec.kind) {
    case 'choice':
      return spec.values.includes(text) ? { value: text, clamped: false } : null;
    case 'switch':
      return text === 'on' || text === 'off' ? { value: text === 'on', clamped: false } : null;
    case 'integer':
    case 'number': {
      const read = text.trim() === '' ? NaN : Number(text);
      if (Number.isNaN(read)) return null;
      const whole = spec.kind === 'integer' ? Math.round(read) : read;
      const value = Math.min(spec.max, Math.max(spec.min, whole));
      return { value, clamped: value !== read };
    }
    default:
      return spec satisfies never;
  }
}

function formatField(value: Value): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}

/** The value in `text`, clamped to the bounds of `field`; null if it is not a value of that field. */
export function readField<F extends ConfigField>(field: F, text: string): RunConfig[F] | null {
  return (parseField(FIELDS[field], text)?.value ?? null) as RunConfig[F] | null;
}

/** Reads a search string, whatever it holds. Of a repeated key the first value counts. */
export function parseLink(search: string): { config: RunConfig; notices: LinkNotice[] } {
  const parameters = new URLSearchParams(search);
  const notices: LinkNotice[] = [];
  const shown = (text: string) => (text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text);

  const presetText = parameters.get('preset');
  const known = presetText !== null && Object.hasOwn(PRESETS, presetText);
  const preset = known ? (presetText as PresetName) : 'article';
  if (presetText !== null && !known) {
    notices.push({ kind: 'unreadable', key: 'preset', value: shown(presetText), used: preset });
  }

  const config: RunConfig = { ...PRESETS[preset] };
  const values = config as unknown as Record<ConfigField, Value>;
  for (const key of new Set(parameters.keys())) {
    if (key === 'preset' || (PAGE_KEYS as readonly string[]).includes(key)) continue;
    const name = Object.hasOwn(FIELD_ALIASES, key) ? FIELD_ALIASES[key]! : key;
    // The field's own name takes precedence over its alias.
    if (name !== key && parameters.get(name) !== null) continue;
    if (!Object.hasOwn(FIELDS, name)) {
      notices.push({ kind: 'unknown-key', key: shown(key) });
      continue;
    }
    const field = name as ConfigField;
    const text = parameters.get(key)!;
    const parsed = parseField(FIELDS[field], text);
    if (parsed) values[field] = parsed.value;
    if (!parsed || parsed.clamped) {
      const kind = parsed ? 'clamped' : 'unreadable';
      notices.push({ kind, key, value: shown(text), used: formatField(values[field]) });
    }
  }
  return { config, notices };
}

/** The search string of `config`, '' for the default run. `parseLink` reads the same configuration from it. */
export function formatLink(config: RunConfig): string {
  const parameters = new URLSearchParams();
  if (config.preset !== 'article') parameters.set('preset', config.preset);
  for (const key of changedFields(config)) parameters.set(key, formatField(config[key]));
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

const MAX_SEED = 2 ** 32 - 1;

/** The seed of the challenge in a link; null without one, or if it is not valid. */
export function readChallenge(search: string): number | null {
  const text = new URLSearchParams(search).get('challenge');
  if (text === null || !/^\d{1,10}$/.test(text)) return null;
  const seed = Number(text);
  return seed <= MAX_SEED ? seed : null;
}

/** The search string of `config` with a challenge. `parseLink` and `readChallenge` read them from it. */
export function formatChallengeLink(config: RunConfig, seed: number): string {
  const link = formatLink(config);
  return `${link === '' ? '?' : `${link}&`}challenge=${seed}`;
}

/** The fields whose values differ from the preset's, in the order of FIELDS. */
export function changedFields(config: RunConfig): ConfigField[] {
  const base = PRESETS[config.preset];
  return CONFIG_KEYS.filter((key) => config[key] !== base[key]);
}
