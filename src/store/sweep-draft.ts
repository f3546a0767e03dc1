// What a person wants to sweep. With the configuration as its base it is a plan.

import { FIELDS, fieldsOf, type ConfigField, type RunConfig } from '../contract/config.ts';
import { RUNGS, staircaseBudget, type Rung } from '../contract/staircase.ts';
import {
  MEMBER_LIMIT,
  SWEEP_FIELDS,
  WIDTHS,
  WIDTHS_BOUNDS,
  type Axis,
  type SweepField,
  type SweepPlan,
  type SweepValue,
} from '../contract/sweep.ts';

export interface AxesDraft {
  kind: 'axes';
  axes: readonly Axis[];
}
export interface StaircaseDraft {
  kind: 'staircase';
  rungs: readonly Rung[];
  seeds: number;
  /** Epochs and images: Sprint's, or the configuration's own. */
  budget: 'sprint' | 'own';
}
export type SweepDraft = AxesDraft | StaircaseDraft;

const RATES: Axis = { kind: 'log', field: 'lr', from: 1e-4, to: 0.1, count: 4 };
export const FIRST_AXES: AxesDraft = { kind: 'axes', axes: [RATES] };
export const FIRST_STAIRCASE: StaircaseDraft = {
  kind: 'staircase',
  rungs: RUNGS,
  seeds: 3,
  budget: 'sprint',
};

/** The seeds that one configuration is trained with. */
export const SEED_COUNTS = { min: 3, max: 16 } as const;

export function draftOf(plan: SweepPlan): SweepDraft {
  const { base: _, ...draft } = plan;
  return draft.kind === 'staircase' ? { ...draft, budget: 'own' } : draft;
}

export function planOf(draft: SweepDraft, config: RunConfig): SweepPlan {
  if (draft.kind === 'axes') return { ...draft, base: config };
  const { budget, ...staircase } = draft;
  return { ...staircase, base: budget === 'sprint' ? staircaseBudget(config) : config };
}

/** The configuration with `count` seeds, from its own on. */
export function seedsDraft(config: RunConfig, count: number): AxesDraft {
  return { kind: 'axes', axes: [seedAxis(config, count)] };
}

function seedAxis({ seed }: RunConfig, count: number): Axis {
  const from = Math.min(seed, FIELDS.seed.max - count + 1);
  return { kind: 'whole', field: 'seed', from, to: from + count - 1 };
}

/** Rates around `rate`, up to below the edge. */
export function ratesAround(rate: number, edge: number | null): AxesDraft {
  const { min, max } = FIELDS.lr;
  const rounded = (value: number) => Number(Math.min(max, Math.max(min, value)).toPrecision(2));
  const to = Math.min(rate * 10, edge ?? max);
  return {
    kind: 'axes',
    axes: [{ kind: 'log', field: 'lr', from: rounded(rate / 10), to: rounded(to), count: 5 }],
  };
}

/** Bounds of a field on the dataset `data`. */
export function boundsOf(field: SweepField, data: string) {
  return field === WIDTHS ? WIDTHS_BOUNDS : fieldsOf(data)[field];
}

/** The fields that have more than one value on the dataset `data`. */
export function sweepFields(data: string): SweepField[] {
  return SWEEP_FIELDS.filter((field) => {
    const spec = boundsOf(field, data);
    if (spec.kind === 'choice') return spec.values.length > 1;
    return spec.kind !== 'switch' || spec.only === undefined;
  });
}

/** All values of a choice or a switch; null for a number. */
export function choicesOf(field: SweepField, data: string): readonly SweepValue[] | null {
  const spec = boundsOf(field, data);
  if (spec.kind === 'choice') return spec.values;
  return spec.kind === 'switch' ? [false, true] : null;
}

/** First values of fields for which a range around the configuration's own value would not be useful. */
const LISTS: Partial<Record<SweepField, readonly SweepValue[]>> = {
  [WIDTHS]: [0.5, 1, 2],
  batch: [16, 32, 64, 128],
  decay: [0, 0.001, 0.01, 0.1],
  smoothing: [0, 0.05, 0.1],
  split: [0.7, 0.8, 0.9],
  shift: [0, 1, 2],
};

/** An axis of `field` to begin with. */
export function firstAxis(field: SweepField, config: RunConfig): Axis {
  if (field === 'lr') return RATES;
  if (field === 'seed') return seedAxis(config, 4);
  const listed = choicesOf(field, config.data) ?? LISTS[field];
  if (listed) return { kind: 'list', field, values: listed };
  const own = Number(config[field as ConfigField]);
  const spec = boundsOf(field, config.data);
  const { min, max } = spec as { min: number; max: number };
  const values = [own / 2, own, own * 2].map((value) => Math.min(max, Math.max(min, Math.round(value))));
  return { kind: 'list', field, values: [...new Set(values)] };
}

/** The axis with another kind of values over the same range. */
export function axisOfKind(axis: Axis, kind: Axis['kind'], values: readonly SweepValue[]): Axis {
  if (kind === axis.kind) return axis;
  const { field } = axis;
  const numbers = values.filter((value) => typeof value === 'number');
  const from = numbers[0] ?? 0;
  const to = numbers.at(-1) ?? from;
  switch (kind) {
    case 'list':
      return { kind, field, values };
    case 'whole':
      return { kind, field, from: Math.round(from), to: Math.round(to) };
    case 'log': {
      // A ratio needs a start above 0.
      const least = Math.min(...numbers.filter((value) => value > 0));
      const start = from > 0 ? from : Number.isFinite(least) ? least : 1;
      return { kind, field, from: start, to: to > 0 ? to : start, count: Math.max(2, values.length) };
    }
    case 'linear':
      return { kind, field, from, to, count: Math.min(MEMBER_LIMIT, Math.max(2, values.length)) };
    default:
      return kind satisfies never;
  }
}
