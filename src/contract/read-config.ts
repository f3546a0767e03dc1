// Reads a configuration from a checkpoint or a weight file: all of it, or nothing.

import {
  FIELD_ALIASES,
  FIELDS,
  fieldsOf,
  presetFor,
  PRESETS,
  type ConfigField,
  type FieldSpec,
  type PresetName,
  type RunConfig,
} from './config.ts';
import { DATASET_ID, FASHION_ID } from './dataset.ts';

/** What runs had before a field existed, where that is not the preset's value. */
const BEFORE_FIELDS: Partial<RunConfig> = { order: 'shuffled' };

/** Whether `value` is one of the field's. */
export function fitsField(spec: FieldSpec, value: unknown): boolean {
  switch (spec.kind) {
    case 'choice':
      return typeof value === 'string' && spec.values.includes(value);
    case 'switch':
      return typeof value === 'boolean' && (spec.only === undefined || value === spec.only);
    case 'dataset':
      return typeof value === 'string' && DATASET_ID.test(value);
    case 'integer':
    case 'number': {
      const whole = spec.kind === 'number' || Number.isInteger(value);
      return typeof value === 'number' && whole && value >= spec.min && value <= spec.max;
    }
    default:
      return spec satisfies never;
  }
}

/**
 * The configuration in `value`, or null if it is not valid: an unknown preset or field, a value of another type or out of
 * bounds. A missing field is newer than the file, and gets the value that runs had before it, or its preset's.
 */
export function readConfig(value: unknown): RunConfig | null {
  if (typeof value !== 'object' || value === null) return null;
  const { preset, ...fields } = value as Record<string, unknown>;
  if (typeof preset !== 'string' || !Object.hasOwn(PRESETS, preset)) return null;
  const read: Record<string, unknown> = {};
  for (const [key, found] of Object.entries(fields)) {
    const field = Object.hasOwn(FIELD_ALIASES, key) ? FIELD_ALIASES[key]! : key;
    if (!Object.hasOwn(FIELDS, field) || Object.hasOwn(read, field)) return null;
    read[field] = found;
  }
  const data = typeof read['data'] === 'string' ? read['data'] : FASHION_ID;
  const bounds = fieldsOf(data);
  if (!Object.entries(read).every(([field, found]) => fitsField(bounds[field as ConfigField], found)))
    return null;
  return { ...presetFor(preset as PresetName, data), ...BEFORE_FIELDS, ...read };
}
