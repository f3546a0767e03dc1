// What differs between two runs, as data for sentences.

import {
  presetFor,
  type ConfigField,
  type EngineName,
  type FIELDS,
  type RunConfig,
} from '../contract/config.ts';
import { FASHION_ID } from '../contract/dataset.ts';
import type { RunStart } from '../contract/metrics.ts';
import type { RunEntry } from '../contract/finished-runs.ts';

type Choice = (typeof FIELDS)[ChoiceField]['values'][number];
type ChoiceField = 'activation' | 'pooling' | 'init' | 'optimizer' | 'schedule' | 'order';
const CHOICES: readonly ChoiceField[] = ['activation', 'pooling', 'init', 'optimizer', 'schedule', 'order'];
const SWITCHES = ['dense', 'flip'] as const;
/** Shown as how many more or fewer. */
const COUNTS = ['epochs', 'samples', 'synthetic'] as const;
/** Shown as a multiple if it is round, otherwise as two values. */
const SCALES = ['lr', 'batch'] as const;
/** Shown as two values. */
const VALUES = ['c1', 'c3', 'f5', 'f6', 'split', 'decay', 'smoothing', 'shift', 'seed'] as const;
/** The order of the sentence: the network first, the seed last. */
const ORDER: readonly ConfigField[] = [
  'activation',
  'pooling',
  'dense',
  'c1',
  'c3',
  'f5',
  'f6',
  'init',
  'optimizer',
  'lr',
  'schedule',
  'decay',
  'smoothing',
  'batch',
  'epochs',
  'samples',
  'split',
  'synthetic',
  'order',
  'flip',
  'shift',
  'seed',
];

/** From a first run to a second one. */
export type Difference =
  | { kind: 'choice'; field: ChoiceField; from: Choice; to: Choice }
  | { kind: 'switch'; field: (typeof SWITCHES)[number]; on: boolean }
  /** `by` is negative for fewer. */
  | { kind: 'count'; field: (typeof COUNTS)[number]; by: number }
  /** Times the first one's value; 0.25 for a quarter. */
  | { kind: 'scale'; field: (typeof SCALES)[number]; times: number }
  | { kind: 'value'; field: (typeof VALUES)[number] | (typeof SCALES)[number]; from: number; to: number }
  /** Not part of the configuration. */
  | { kind: 'start'; to: RunStart['kind'] }
  /** Nothing says whether the weights that they started from are the same. */
  | { kind: 'both-fine-tuned' }
  | { kind: 'edited' | 'rate-changed' | 'stopped'; on: boolean }
  /** Both were stopped, at these steps. */
  | { kind: 'stopped-at'; from: number; to: number }
  | { kind: 'data'; from: string; to: string }
  | { kind: 'engine'; from: EngineName; to: EngineName };

/** The largest multiple that reads better than two values. */
const LARGEST_MULTIPLE = 100;

/** `to / from` where it is a round multiple or a round fraction, else null. */
function roundRatio(from: number, to: number): number | null {
  const multiple = Math.max(from, to) / Math.min(from, to);
  const round = Number(multiple.toPrecision(2));
  const fits =
    Number.isFinite(multiple) && multiple <= LARGEST_MULTIPLE && Math.abs(multiple - round) < 1e-9 * round;
  if (!fits) return null;
  if (to > from) return round;
  // A fraction of a whole number only: a quarter, and not 1 / 2.5.
  return Number.isInteger(round) ? 1 / round : null;
}

const isIn = <T extends string>(fields: readonly T[], field: string): field is T =>
  (fields as readonly string[]).includes(field);

function fieldDifference(field: ConfigField, from: RunConfig, to: RunConfig): Difference | null {
  if (from[field] === to[field]) return null;
  if (isIn(CHOICES, field)) return { kind: 'choice', field, from: from[field], to: to[field] };
  if (isIn(SWITCHES, field)) return { kind: 'switch', field, on: to[field] };
  if (isIn(COUNTS, field)) return { kind: 'count', field, by: to[field] - from[field] };
  if (isIn(SCALES, field)) {
    const times = roundRatio(from[field], to[field]);
    if (times !== null) return { kind: 'scale', field, times };
    return { kind: 'value', field, from: from[field], to: to[field] };
  }
  if (isIn(VALUES, field)) return { kind: 'value', field, from: from[field], to: to[field] };
  return null;
}

/** What has to be changed in the first configuration to get the second one; the data and the engine are not among it. */
export function configDifferences(from: RunConfig, to: RunConfig): Difference[] {
  return ORDER.flatMap((field) => fieldDifference(field, from, to) ?? []);
}

/** What the preset lacks to be the configuration. What follows from the size of a person's own data is not counted. */
export function presetDifferences(config: RunConfig): Difference[] {
  const { samples, split, epochs } = config;
  const preset = presetFor(config.preset, config.data);
  return configDifferences(
    config.data === FASHION_ID ? preset : { ...preset, samples, split, epochs },
    config,
  );
}

/** What of a run the differences are read from. */
export type ComparedRun = Pick<RunEntry, 'plan' | 'dataset' | 'edited' | 'rateChanged' | 'test'>;

/** A run that was not tested counts as not stopped. */
function stopDifference(first: ComparedRun, second: ComparedRun): Difference[] {
  const [from, to] = [first.test?.stoppedAtStep ?? null, second.test?.stoppedAtStep ?? null];
  if (from === to) return [];
  if (from === null || to === null) return [{ kind: 'stopped', on: to !== null }];
  return [{ kind: 'stopped-at', from, to }];
}

/** What has to be changed in the first run to get the second one. Threads change the speed alone. */
export function differences(first: ComparedRun, second: ComparedRun): Difference[] {
  const [from, to] = [first.plan, second.plan];
  const found: Difference[] = [];
  if (first.dataset.contentHash !== second.dataset.contentHash) {
    found.push({ kind: 'data', from: first.dataset.name, to: second.dataset.name });
  }
  found.push(...configDifferences(from.config, to.config));
  if (from.start.kind !== to.start.kind) found.push({ kind: 'start', to: to.start.kind });
  else if (to.start.kind === 'fine-tune') found.push({ kind: 'both-fine-tuned' });
  if (first.rateChanged || second.rateChanged) found.push({ kind: 'rate-changed', on: second.rateChanged });
  if (first.edited || second.edited) found.push({ kind: 'edited', on: second.edited });
  found.push(...stopDifference(first, second));
  if (from.engine !== to.engine) found.push({ kind: 'engine', from: from.engine, to: to.engine });
  return found;
}
