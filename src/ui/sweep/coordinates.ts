// The axes of the parallel coordinates, and the ranges that a person chooses on them.

import { isTested, type Member } from './members.ts';

export type AxisId = 'first' | 'second' | 'validation' | 'test';

export interface CoordinateAxis {
  id: AxisId;
  /** The ends of the axis. Of a swept field: the places of its first and last value. Of an accuracy: fractions. */
  low: number;
  high: number;
  /** How far an arrow key moves the end of a range. */
  step: number;
}

/** An end that is infinite stays the axis' own while the axis grows. */
export interface Range {
  from: number;
  to: number;
}
export type Ranges = Readonly<Partial<Record<AxisId, Range>>>;

export const FULL_RANGE: Range = { from: -Infinity, to: Infinity };

/** Ends of an accuracy's axis are multiples of this. */
const ACCURACY_GRID = 0.05;
const ACCURACY_STEP = 0.01;
/** On an axis of at most `FINE_WIDTH`. */
const FINE_STEP = 0.001;
const FINE_WIDTH = 0.1;
/** The labels of an accuracy are multiples of one of these, the first with at most `MOST_GAPS` gaps between them. */
const TICK_STEPS = [0.01, 0.02, 0.05, 0.1, 0.2];
const MOST_GAPS = 6;
/** Labels of a field may have two lines. With at most 8 gaps each has room. */
const MOST_FIELD_GAPS = 8;
/** A label that is nearer to the label of an end would touch it. Fractions of the axis; its 16rem have 1.65rem for two lines. */
const LEAST_GAP = 0.08;
const LEAST_FIELD_GAP = 0.105;
/** Steps of Page Up and Page Down. */
const PAGE_STEPS = 5;

/** Of a member; null where it has none yet. */
export function valueOn(id: AxisId, { plan, state }: Member): number | null {
  switch (id) {
    case 'first':
      return plan.at[0]!;
    case 'second':
      return plan.at[1]!;
    case 'validation':
      return state.best?.validationAccuracy ?? null;
    case 'test':
      return isTested(state) ? state.test!.accuracy : null;
    default:
      return id satisfies never;
  }
}

/** One for each swept field, then the accuracies; none for a single field, of which the heatmap shows as much. */
export function coordinateAxes(members: readonly Member[], ranges: Ranges = {}): CoordinateAxis[] {
  if (!members.some(({ plan: { at } }) => at.length > 1)) return [];
  const field = (id: AxisId): CoordinateAxis => ({
    id,
    low: 0,
    high: Math.max(...members.map((member) => valueOn(id, member)!)),
    step: 1,
  });
  const accuracies = (['validation', 'test'] as const).flatMap((id) => {
    const values = members.flatMap((member) => valueOn(id, member) ?? []);
    return id === 'test' && values.length === 0 ? [] : [accuracyAxis(id, values, ranges[id])];
  });
  return [field('first'), field('second'), ...accuracies];
}

/** Holds all values, and the range that was chosen while the axis was longer. */
function accuracyAxis(
  id: AxisId,
  values: readonly number[],
  { from, to }: Range = FULL_RANGE,
): CoordinateAxis {
  const ends = [from, to].filter((end) => Number.isFinite(end));
  // Without a value all of it.
  const held = values.length === 0 ? [0, 1] : [...values, ...ends];
  const [least, most] = [Math.min(...held), Math.max(...held)];
  const low = Math.min(Math.floor(least / ACCURACY_GRID), 1 / ACCURACY_GRID - 1) * ACCURACY_GRID;
  const high = Math.max(Math.ceil(most / ACCURACY_GRID) * ACCURACY_GRID, low + ACCURACY_GRID);
  const fine = rounded(high - low) <= FINE_WIDTH;
  return { id, low: rounded(low), high: rounded(high), step: fine ? FINE_STEP : ACCURACY_STEP };
}

/** Whether it is the axis of a swept field. */
export function isField({ step }: CoordinateAxis): boolean {
  return step === 1;
}

/** Whether the ends of a range on it are tenths of a percent. */
export function isFine({ step }: CoordinateAxis): boolean {
  return step === FINE_STEP;
}

/** The labelled values: both ends, and multiples of a step between them. */
export function ticksOf(axis: CoordinateAxis): number[] {
  const { low, high } = axis;
  const width = rounded(high - low);
  if (width === 0) return [low];
  const gap = isField(axis)
    ? Math.ceil(width / MOST_FIELD_GAPS)
    : TICK_STEPS.find((step) => rounded(width / step) <= MOST_GAPS)!;
  const first = Math.ceil(rounded(low / gap));
  const last = Math.floor(rounded(high / gap));
  const multiples = Array.from({ length: last - first + 1 }, (_, i) => rounded((first + i) * gap));
  const least = (isField(axis) ? LEAST_FIELD_GAP : LEAST_GAP) * width;
  return [low, ...multiples.filter((value) => value - low >= least && high - value >= least), high];
}

/** Without the error of binary fractions. */
const rounded = (value: number) => Math.round(value * 1e6) / 1e6;

/** Where a value is on the axis: 0 at the bottom, 1 at the top. */
export function placeOn({ low, high }: CoordinateAxis, value: number): number {
  if (high === low) return 0.5;
  return (Math.min(high, Math.max(low, value)) - low) / (high - low);
}

/** The value at a place, in whole steps. */
export function valueAt({ low, high, step }: CoordinateAxis, place: number): number {
  const steps = Math.round(((high - low) * Math.min(1, Math.max(0, place))) / step);
  return rounded(Math.min(high, low + steps * step));
}

/** The range between two values of the axis, in either order. */
export function rangeBetween({ low, high }: CoordinateAxis, one: number, other: number): Range {
  const [from, to] = [Math.min(one, other), Math.max(one, other)];
  return { from: from <= low ? -Infinity : from, to: to >= high ? Infinity : to };
}

export function isFull({ from, to }: Range): boolean {
  return from === -Infinity && to === Infinity;
}

/** Whether a range is chosen on any axis. */
export function hasRange(ranges: Ranges): boolean {
  return Object.values(ranges).some((range) => !isFull(range));
}

/** The range with one end moved to `value`, up to the other end. */
export function movedEnd(axis: CoordinateAxis, range: Range, end: keyof Range, value: number): Range {
  const { low, high } = axis;
  const clamped = Math.min(high, Math.max(low, value));
  return end === 'from'
    ? { ...rangeBetween(axis, Math.min(clamped, range.to), high), to: range.to }
    : { ...rangeBetween(axis, low, Math.max(clamped, range.from)), from: range.from };
}

/** Where a key moves the end of a range from `value`; null for other keys. */
export function movedByKey(key: string, { low, high, step }: CoordinateAxis, value: number): number | null {
  const steps = {
    ArrowUp: 1,
    ArrowRight: 1,
    ArrowDown: -1,
    ArrowLeft: -1,
    PageUp: PAGE_STEPS,
    PageDown: -PAGE_STEPS,
  }[key];
  if (steps !== undefined) return rounded(Math.min(high, Math.max(low, value + steps * step)));
  if (key === 'Home') return low;
  return key === 'End' ? high : null;
}

/** The indices of the members that are outside a range, or have no value on its axis. */
export function outsideRanges(members: readonly Member[], ranges: Ranges): ReadonlySet<number> {
  const chosen = (Object.entries(ranges) as [AxisId, Range][]).filter(([, range]) => !isFull(range));
  const outside = new Set<number>();
  for (const member of members) {
    const within = chosen.every(([id, { from, to }]) => {
      const value = valueOn(id, member);
      return value !== null && value >= from && value <= to;
    });
    if (!within) outside.add(member.plan.index);
  }
  return outside;
}
