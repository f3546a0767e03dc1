// A sweep: many runs of one base configuration that differ in one or two fields, or the rungs of the staircase. Its
// members follow from its plan alone.

import { FIELDS, fieldsOf, type ConfigField, type EngineName, type RunConfig } from './config.ts';
import { fitsField } from './read-config.ts';
import { staircaseConfigs, type Rung } from './staircase.ts';

/** Members of a sweep. */
export const MEMBER_LIMIT = 64;
export const AXIS_LIMIT = 2;

/** The widths of all layers together: a factor. */
export const WIDTHS = 'widths';
export const WIDTHS_BOUNDS = { kind: 'number', min: 0.125, max: 4 } as const;
const WIDTH_FIELDS = ['c1', 'c3', 'f5', 'f6'] as const;

/** Fields of the data and of the machine are the same for all members. */
const NOT_SWEPT = ['data', 'classes', 'engine', 'threads', 'synthetic'] as const;
export type SweepField = Exclude<ConfigField, (typeof NOT_SWEPT)[number]> | typeof WIDTHS;
export const SWEEP_FIELDS: readonly SweepField[] = [
  ...(Object.keys(FIELDS) as ConfigField[]).filter(
    (field): field is Exclude<SweepField, typeof WIDTHS> => !(NOT_SWEPT as readonly string[]).includes(field),
  ),
  WIDTHS,
];

export type SweepValue = number | string | boolean;

export type Axis =
  /** `count` values from `from` to `to`, with equal ratios (log) or equal differences (linear). */
  | { kind: 'log' | 'linear'; field: SweepField; from: number; to: number; count: number }
  /** All whole numbers from `from` to `to`. */
  | { kind: 'whole'; field: SweepField; from: number; to: number }
  | { kind: 'list'; field: SweepField; values: readonly SweepValue[] };

/** The engines that train many networks at once. */
export type SweepEngine = Extract<EngineName, 'wasm' | 'webgpu'>;

interface PlanBase {
  base: RunConfig;
  /** The engine of all members, chosen when the sweep starts; wasm where it is absent. */
  engine?: SweepEngine;
}

/** One axis or two. The members of the second axis follow one another. */
interface AxesPlan extends PlanBase {
  kind: 'axes';
  axes: readonly Axis[];
}

/** Every rung with `seeds` seeds from the base's on. Data, split, epochs and seed are the base's. */
interface StaircasePlan extends PlanBase {
  kind: 'staircase';
  rungs: readonly Rung[];
  seeds: number;
}

export type SweepPlan = AxesPlan | StaircasePlan;

export interface SweepMember {
  index: number;
  /** On the plan's engine. The wasm engine trains the same bits alone. */
  config: RunConfig;
  /** Its place on each axis; on the staircase the rung (0 for the article's) and the seed. */
  at: readonly number[];
  /** Its value on each axis; on the staircase its seed. */
  values: readonly { field: SweepField; value: SweepValue }[];
}

/** Why a plan can't be trained. */
export type PlanRefusal =
  | { reason: 'no-axes' }
  | { reason: 'too-many-members'; count: number; limit: number }
  /** Both axes have this field, or one has it and the other has the widths of all layers. */
  | { reason: 'same-field'; field: SweepField }
  /** A value that the field does not have for this data. */
  | { reason: 'out-of-bounds'; field: ConfigField; value: SweepValue }
  /** Synthetic images follow from this field, and all members share one set of images. */
  | { reason: 'synthetic'; field: SweepField }
  /** An assignment locks this field. */
  | { reason: 'locked'; field: Exclude<ConfigField, 'data' | 'classes'> };

/** Synthetic images follow from them (training/training-set.ts). */
const SYNTHETIC_SOURCES: ReadonlySet<SweepField> = new Set(['seed', 'samples', 'split']);

/** The values of an axis in order, without repeats. */
export function axisValues(axis: Axis): readonly SweepValue[] {
  switch (axis.kind) {
    case 'list':
      return [...new Set(axis.values)];
    case 'whole':
      return Array.from(
        { length: axisLength(axis) },
        (_, i) => axis.from + i * Math.sign(axis.to - axis.from),
      );
    case 'log':
    case 'linear': {
      const { from, to, count } = axis;
      const at = (i: number) => {
        if (i === 0) return from;
        if (i === count - 1) return to;
        const share = i / (count - 1);
        const value = axis.kind === 'log' ? from * (to / from) ** share : from + (to - from) * share;
        // Values that a person can read, and that stay the same in a link.
        return Number(value.toPrecision(3));
      };
      const whole = isWhole(axis.field);
      const values = Array.from({ length: count }, (_, i) => (whole ? Math.round(at(i)) : at(i)));
      return [...new Set(values)];
    }
    default:
      return axis satisfies never;
  }
}

/** Without the values: a hostile link may ask for many. */
function axisLength(axis: Axis): number {
  if (axis.kind === 'list') return axis.values.length;
  return axis.kind === 'whole' ? Math.abs(axis.to - axis.from) + 1 : axis.count;
}

export function isWhole(field: SweepField): boolean {
  return field !== WIDTHS && FIELDS[field].kind === 'integer';
}

/** The members of a plan in their order, or why there are none. */
export function membersOf(plan: SweepPlan): { members: readonly SweepMember[] } | { refusal: PlanRefusal } {
  const refusal = plan.kind === 'axes' ? axesRefusal(plan) : staircaseRefusal(plan);
  if (refusal) return { refusal };
  const members = plan.kind === 'axes' ? axesMembers(plan) : staircaseMembers(plan);
  // A link without the engine could be trained on another one, whose bits are others.
  for (const { config } of members) config.engine = plan.engine ?? 'wasm';
  for (const { config } of members) {
    const misfit = misfitOf(config);
    if (misfit) return { refusal: misfit };
  }
  return { members };
}

function axesRefusal({ base, axes }: AxesPlan): PlanRefusal | null {
  if (axes.length === 0 || axes.length > AXIS_LIMIT) return { reason: 'no-axes' };
  const count = axes.reduce((product, axis) => product * axisLength(axis), 1);
  if (count > MEMBER_LIMIT) return { reason: 'too-many-members', count, limit: MEMBER_LIMIT };
  const [first, second] = axes;
  if (second) {
    const fields = new Set([first!.field, second.field]);
    const width = fields.has(WIDTHS) && WIDTH_FIELDS.find((field) => fields.has(field));
    if (width) return { reason: 'same-field', field: width };
    if (fields.size === 1) return { reason: 'same-field', field: second.field };
  }
  const source = axes.find(({ field }) => SYNTHETIC_SOURCES.has(field));
  if (base.synthetic > 0 && source) return { reason: 'synthetic', field: source.field };
  return null;
}

function staircaseRefusal({ rungs, seeds }: StaircasePlan): PlanRefusal | null {
  const count = (rungs.length + 1) * seeds;
  return count > MEMBER_LIMIT ? { reason: 'too-many-members', count, limit: MEMBER_LIMIT } : null;
}

function axesMembers({ base, axes }: AxesPlan): SweepMember[] {
  const [first, second] = axes.map((axis) => ({ field: axis.field, values: axisValues(axis) }));
  const members: SweepMember[] = [];
  first!.values.forEach((value, i) => {
    const one = { field: first!.field, value };
    const config = withValue(base, one.field, value);
    if (!second) return void members.push({ index: i, config, at: [i], values: [one] });
    second.values.forEach((other, j) => {
      const two = { field: second.field, value: other };
      members.push({
        index: members.length,
        config: withValue(config, two.field, other),
        at: [i, j],
        values: [one, two],
      });
    });
  });
  return members;
}

/** Rung by rung, each with all seeds. */
function staircaseMembers({ base, rungs, seeds }: StaircasePlan): SweepMember[] {
  return staircaseConfigs(base, rungs).flatMap((config, rung) =>
    Array.from({ length: seeds }, (_, k) => {
      // Seeds are words of 32 bits.
      const seed = (config.seed + k) >>> 0;
      return {
        index: rung * seeds + k,
        config: { ...config, seed },
        at: [rung, k],
        values: [{ field: 'seed', value: seed }],
      };
    }),
  );
}

function withValue(config: RunConfig, field: SweepField, value: SweepValue): RunConfig {
  if (field !== WIDTHS) return { ...config, [field]: value };
  const widths = WIDTH_FIELDS.map((width) => {
    const { min, max } = FIELDS[width];
    return [width, Math.min(max, Math.max(min, Math.round(config[width] * Number(value))))];
  });
  return { ...config, ...Object.fromEntries(widths) };
}

function misfitOf(config: RunConfig): PlanRefusal | null {
  const bounds = fieldsOf(config.data);
  const fields = Object.keys(FIELDS) as ConfigField[];
  const field = fields.find((name) => !fitsField(bounds[name], config[name]));
  return field ? { reason: 'out-of-bounds', field, value: config[field] } : null;
}
