// The messages between the embedded page and the site around it, by `postMessage`. The site can do what a link and the run's
// buttons can: no files, no weights, no images. The page sends numbers, names of states, and the link of a run.

import * as v from 'valibot';
import { LOCKABLE_FIELDS, type LockableField } from './assignment.ts';
import { fieldsOf, PRESET_NAMES, type RunConfig } from './config.ts';
import { EMBED_VERSION } from './embed-frame.ts';
import type { RunPhase } from './messages.ts';
import { fitsField } from './read-config.ts';

const ACTIONS = ['start', 'pause', 'resume', 'stop'] as const;

/** A preset and fields of the configuration, with the types of `RunConfig`. What is absent stays. */
export type EmbedConfig = Partial<Pick<RunConfig, LockableField>>;

/** From the site. */
export type EmbedCommand = { type: 'configure'; config: EmbedConfig } | { type: (typeof ACTIONS)[number] };

/** Why a message changes nothing, or what failed. */
export type EmbedProblem =
  /** No object, of another version, of an unknown type, with an unknown key, or a value that a link could not have. */
  | 'not-a-message'
  | 'version'
  | 'type'
  | 'key'
  | 'value'
  /** The link locks the setting. */
  | 'locked'
  /** Not in this phase of the run. */
  | 'phase'
  /** The run or its preparation failed; the page says why, and what can be done. */
  | 'failed';

/** To the site. Accuracies are fractions, losses nats, times seconds. */
export type EmbedEvent =
  /** Messages are taken from now on. */
  | { type: 'ready' }
  | { type: 'phase'; phase: RunPhase }
  | {
      type: 'epoch';
      epoch: number;
      epochs: number;
      step: number;
      trainLoss: number;
      trainAccuracy: number;
      validationLoss: number;
      validationAccuracy: number;
      seconds: number;
    }
  /** Test images that were classified correctly; `link` opens the full page with the run's configuration. */
  | { type: 'result'; correct: number; total: number; link: string }
  /** CSS pixels that the page needs. */
  | { type: 'height'; height: number }
  /** `where`: the part of the message, such as `config.lr`; the phase of the run; or the kind of the failure. */
  | { type: 'error'; what: EmbedProblem; where: string };

/** As it is sent. */
export type EmbedMessage = EmbedEvent & { lenet: typeof EMBED_VERSION };

export interface EmbedRefusal {
  what: EmbedProblem;
  where: string;
}

/** The longest part of a message that an answer names. */
const LONGEST_PLACE = 40;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with these keys alone. Without a prototype: valibot would take inherited names such as `constructor` for known. */
const strict = (entries: v.ObjectEntries) =>
  v.strictObject(Object.assign(Object.create(null), entries) as v.ObjectEntries);

function fitsSetting(field: LockableField, value: unknown, dataset: string): boolean {
  if (field === 'preset') return (PRESET_NAMES as readonly unknown[]).includes(value);
  return fitsField(fieldsOf(dataset)[field], value);
}

/** The settings of `config`, each with the values of a run on `dataset`. */
function settingsSchema(config: unknown, dataset: string) {
  const given = LOCKABLE_FIELDS.filter((field) => isRecord(config) && Object.hasOwn(config, field));
  const setting = (field: LockableField) => v.custom((value) => fitsSetting(field, value, dataset), 'value');
  return strict(Object.fromEntries(given.map((field) => [field, setting(field)])));
}

/** The first problem decides: of the version, of the type, of a value, of an unknown key. */
function refusalOf([issue]: [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): EmbedRefusal {
  const where = v.getDotPath(issue) ?? '';
  const ofKey: EmbedProblem = where === 'lenet' ? 'version' : where === 'type' ? 'type' : 'value';
  const ofObject = issue.expected === 'never' ? 'key' : where === '' ? 'not-a-message' : ofKey;
  const what = issue.type === 'strict_object' ? ofObject : ofKey;
  return { what, where: where.slice(0, LONGEST_PLACE) };
}

/** What the site asks for in `data`, whatever it holds, for a run on `dataset`. Nothing of an invalid message counts. */
export function readEmbedCommand(
  data: unknown,
  dataset: string,
): { command: EmbedCommand } | { refusal: EmbedRefusal } {
  const { type: given, config } = isRecord(data) ? data : {};
  const lenet = v.literal(EMBED_VERSION);
  const type = ACTIONS.find((action) => action === given) ?? 'configure';
  const read = v.safeParse(
    strict({
      lenet,
      type: v.literal(type),
      ...(type === 'configure' && { config: settingsSchema(config, dataset) }),
    }),
    data,
  );
  if (!read.success) return { refusal: refusalOf(read.issues) };
  return { command: type === 'configure' ? { type, config: { ...(config as EmbedConfig) } } : { type } };
}

/** Whether `data` is an answer of an embedded page, which is never answered: two pages would answer each other forever. */
export function isEmbedError(data: unknown): boolean {
  return isRecord(data) && data['type'] === 'error';
}
