// Messages to the embedded page: valid ones, damaged ones and any others.

import {
  anything,
  array,
  boolean,
  constant,
  constantFrom,
  double,
  integer,
  oneof,
  record,
  string,
  uint32Array,
  uniqueArray,
  type Arbitrary,
} from 'fast-check';
import { LOCKABLE_FIELDS, type LockableField } from './assignment.ts';
import { FIELDS, PRESET_NAMES } from './config.ts';
import type { EmbedProblem } from './embed.ts';

function valueOf(field: LockableField): Arbitrary<unknown> {
  if (field === 'preset') return constantFrom(...PRESET_NAMES);
  const spec = FIELDS[field];
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

const settings = uniqueArray(constantFrom(...LOCKABLE_FIELDS), { maxLength: 5 }).chain((fields) =>
  record(Object.fromEntries(fields.map((field) => [field, valueOf(field)]))),
);

export const validMessages: Arbitrary<Record<string, unknown>> = oneof(
  record({ lenet: constant(1), type: constantFrom('start', 'pause', 'resume', 'stop') }),
  record({ lenet: constant(1), type: constant('configure'), config: settings }),
);

/** As structured cloning gives it: an own property, whatever its name. */
function withKey(target: object, key: string, value: unknown): Record<string, unknown> {
  const copy = { ...target };
  Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

export interface DamagedMessage {
  data: unknown;
  what: EmbedProblem;
  where: string;
}

const strangeKey = oneof(
  constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'data',
    'classes',
    'file',
    'weights',
  ),
  string({ minLength: 1 }).filter((key) => !['lenet', 'type', 'config'].includes(key)),
);
const strangeSetting = strangeKey.filter((key) => !(LOCKABLE_FIELDS as readonly string[]).includes(key));
const wrongValue = oneof(
  constant(null),
  constant(Number.NaN),
  constant(Infinity),
  constant(-1e9),
  constant(1e12),
  constant('0.1; drop'),
  array(integer(), { maxLength: 3 }),
  uint32Array({ maxLength: 2 }),
);
const place = (text: string) => text.slice(0, 40);

/** A valid message with one damage, and what the answer has to say. */
export const damagedMessages: Arbitrary<DamagedMessage> = oneof(
  record({ message: validMessages, version: anything().filter((version) => version !== 1) }).map(
    ({ message, version }): DamagedMessage => ({
      data: { ...message, lenet: version },
      what: 'version',
      where: 'lenet',
    }),
  ),
  record({ message: validMessages, type: oneof(string(), anything()) })
    .filter(({ type }) => !['start', 'pause', 'resume', 'stop', 'configure'].includes(type as string))
    .map(({ message, type }): DamagedMessage => ({
      data: { ...message, type },
      what: 'type',
      where: 'type',
    })),
  record({ message: validMessages, key: strangeKey, value: anything() }).map(
    ({ message, key, value }): DamagedMessage => ({
      data: withKey(message, key, value),
      what: 'key',
      where: place(key),
    }),
  ),
  record({ settings, key: strangeSetting, value: anything() }).map(
    ({ settings, key, value }): DamagedMessage => ({
      data: { lenet: 1, type: 'configure', config: withKey(settings, key, value) },
      what: 'key',
      where: place(`config.${key}`),
    }),
  ),
  record({ field: constantFrom(...LOCKABLE_FIELDS), value: wrongValue }).map(
    ({ field, value }): DamagedMessage => ({
      data: { lenet: 1, type: 'configure', config: { [field]: value } },
      what: 'value',
      where: `config.${field}`,
    }),
  ),
);

export const anyMessages: Arbitrary<unknown> = oneof(
  anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
  record({ lenet: constant(1), type: anything(), config: anything() }),
  record({ lenet: constant(1), type: constant('configure'), config: anything() }),
);
