// The text of a sweep in a link, such as `sweep=lr:log:1e-4:0.1:8;seed:1:4` or `sweep=staircase:3`. What can't be used is
// ignored or clamped, each with a notice.

import { fieldsOf, type RunConfig } from './config.ts';
import { RUNGS, type Rung } from './staircase.ts';
import {
  AXIS_LIMIT,
  isWhole,
  MEMBER_LIMIT,
  SWEEP_FIELDS,
  WIDTHS,
  WIDTHS_BOUNDS,
  type Axis,
  type SweepField,
  type SweepPlan,
  type SweepValue,
} from './sweep.ts';
import { formatField, formatLink, readField, shortened } from './url.ts';

/** A part of the sweep's text that was ignored or changed; `value`: that part. */
export type SweepNotice =
  | { kind: 'unknown-field' | 'unreadable' | 'too-many-axes'; value: string }
  | { kind: 'clamped'; field: SweepField | 'seeds'; value: string; used: string };

const KEY = 'sweep';
const STAIRCASE = 'staircase';
/** So many clamped values of an axis are named in notices: all of a long list would fill the screen. */
const NAMED_VALUES = 3;
export const STAIRCASE_SEEDS = { min: 1, max: 7 } as const;

/** The sweep in a search string with `base` as its configuration; null without one that can be used. */
export function readSweep(
  search: string,
  base: RunConfig,
): { plan: SweepPlan | null; notices: SweepNotice[] } {
  const text = new URLSearchParams(search).get(KEY);
  const notices: SweepNotice[] = [];
  if (text === null) return { plan: null, notices };
  const [name, ...rest] = text.split(':', 3);
  if (name === STAIRCASE) return { plan: readStaircase(rest, base, notices), notices };
  const axes: Axis[] = [];
  // One part more than can be used says that there are too many.
  for (const part of text.split(';', AXIS_LIMIT + 1)) {
    if (part === '') continue;
    if (axes.length === AXIS_LIMIT) {
      notices.push({ kind: 'too-many-axes', value: shortened(part) });
      break;
    }
    const axis = readAxis(part, base.data, notices);
    if (axis) axes.push(axis);
  }
  return { plan: axes.length > 0 ? { kind: 'axes', base, axes } : null, notices };
}

/** The search string of a plan with its base. `readSweep` and `parseLink` read them from it. */
export function formatSweepLink(plan: SweepPlan): string {
  const link = formatLink(plan.base);
  return `${link === '' ? '?' : `${link}&`}${KEY}=${formatSweep(plan)}`;
}

export function formatSweep(plan: SweepPlan): string {
  if (plan.kind === 'axes') return plan.axes.map(formatAxis).join(';');
  const { rungs, seeds } = plan;
  const usual = rungs.length === RUNGS.length && rungs.every((rung, i) => rung === RUNGS[i]);
  return `${STAIRCASE}:${seeds}${usual ? '' : `:${rungs.join(',')}`}`;
}

function formatAxis(axis: Axis): string {
  const { field } = axis;
  switch (axis.kind) {
    case 'list':
      return `${field}:${axis.values.map(formatField).join(',')}`;
    case 'whole':
      return `${field}:${axis.from}:${axis.to}`;
    case 'log':
    case 'linear':
      return `${field}:${axis.kind}:${axis.from}:${axis.to}:${axis.count}`;
    default:
      return axis satisfies never;
  }
}

function readAxis(part: string, data: string, notices: SweepNotice[]): Axis | null {
  const [name = '', ...words] = part.split(':', 6);
  const field = SWEEP_FIELDS.find((known) => known === name);
  if (!field) {
    notices.push({ kind: 'unknown-field', value: shortened(part) });
    return null;
  }
  const clamped: SweepNotice[] = [];
  const axis = readWords(field, words, data, clamped);
  if (axis) notices.push(...clamped.slice(0, NAMED_VALUES));
  else notices.push({ kind: 'unreadable', value: shortened(part) });
  return axis;
}

function readWords(field: SweepField, words: string[], data: string, notices: SweepNotice[]): Axis | null {
  const value = (text: string) => readValue(field, text, data, notices);
  if (words.length === 1) {
    // One value more than can be used: membersOf refuses the plan.
    const values = words[0]!.split(',', MEMBER_LIMIT + 1).map(value);
    return values.includes(null) ? null : { kind: 'list', field, values: values as SweepValue[] };
  }
  if (!isNumber(field, data)) return null;
  if (words.length === 2 && isWhole(field)) {
    const [from, to] = words.map(value);
    return typeof from === 'number' && typeof to === 'number' ? { kind: 'whole', field, from, to } : null;
  }
  const [kind, fromText, toText, countText] = words;
  if (words.length !== 4 || (kind !== 'log' && kind !== 'linear')) return null;
  const from = value(fromText!);
  const to = value(toText!);
  const count = readCount(field, countText!, notices);
  if (typeof from !== 'number' || typeof to !== 'number' || count === null) return null;
  // A ratio needs a start above 0.
  if (kind === 'log' && (from <= 0 || to <= 0)) return null;
  return { kind, field, from, to, count };
}

/** Null if `text` is not a value of the field. */
function readValue(field: SweepField, text: string, data: string, notices: SweepNotice[]): SweepValue | null {
  const read = field === WIDTHS ? readFactor(text) : readField(field, text, data);
  if (read === null) return null;
  const meant = typeof read === 'number' ? Number(text) : read;
  if (read !== meant)
    notices.push({ kind: 'clamped', field, value: shortened(text), used: formatField(read) });
  return read;
}

function readFactor(text: string): number | null {
  const read = text.trim() === '' ? NaN : Number(text);
  return Number.isNaN(read) ? null : Math.min(WIDTHS_BOUNDS.max, Math.max(WIDTHS_BOUNDS.min, read));
}

function readCount(field: SweepField, text: string, notices: SweepNotice[]): number | null {
  if (!/^\d{1,6}$/.test(text)) return null;
  const count = Math.min(MEMBER_LIMIT, Math.max(2, Number(text)));
  if (count !== Number(text)) notices.push({ kind: 'clamped', field, value: text, used: String(count) });
  return count;
}

function isNumber(field: SweepField, data: string): boolean {
  if (field === WIDTHS) return true;
  const { kind } = fieldsOf(data)[field];
  return kind === 'integer' || kind === 'number';
}

function readStaircase(
  [seedsText = '1', rungsText]: string[],
  base: RunConfig,
  notices: SweepNotice[],
): SweepPlan | null {
  if (!/^\d{1,6}$/.test(seedsText)) {
    notices.push({ kind: 'unreadable', value: shortened(seedsText) });
    return null;
  }
  const { min, max } = STAIRCASE_SEEDS;
  const seeds = Math.min(max, Math.max(min, Number(seedsText)));
  if (seeds !== Number(seedsText))
    notices.push({ kind: 'clamped', field: 'seeds', value: seedsText, used: String(seeds) });
  if (rungsText === undefined) return { kind: 'staircase', base, rungs: RUNGS, seeds };
  const names = rungsText.split(',', RUNGS.length + 1);
  const rungs = names.filter((name): name is Rung => (RUNGS as readonly string[]).includes(name));
  const unknown = names.find((name) => !(RUNGS as readonly string[]).includes(name));
  if (unknown !== undefined) notices.push({ kind: 'unknown-field', value: shortened(unknown) });
  return rungs.length > 0 ? { kind: 'staircase', base, rungs: [...new Set(rungs)], seeds } : null;
}
