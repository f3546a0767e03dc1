// The members of a sweep with their plans, and what is read from them.

import { ENOUGH_SEEDS } from '../../compare/seed-groups.ts';
import type { MemberState, SweepState } from '../../contract/sweep-state.ts';
import type { SweepMember } from '../../contract/sweep.ts';
import { plannedMembers } from '../../store/sweep.ts';

/** A member's plan and its state. */
export interface Member {
  plan: SweepMember;
  state: MemberState;
}

const JOINED = new WeakMap<MemberState, Member>();

/** The same object for a member that has not changed. None for a plan that can't be trained. */
export function joinMembers({ plan, members }: Pick<SweepState, 'plan' | 'members'>): Member[] {
  const planned = plannedMembers(plan);
  return members.flatMap((state) => {
    const member = planned[state.index];
    if (!member) return [];
    const before = JOINED.get(state);
    if (before?.plan === member) return [before];
    const joined = { plan: member, state };
    JOINED.set(state, joined);
    return [joined];
  });
}

/** Columns of the heatmap: the members of its first row. One setting has a single row. */
export function heatmapColumns(members: readonly Member[]): number {
  const grid = members.some(({ plan: { at } }) => at.length > 1);
  return grid ? members.filter(({ plan: { at } }) => at[0] === 0).length : members.length;
}

/** A heatmap with at most so many columns, or cells in a single row, has room beside it. */
const MOST_BESIDE = { columns: 4, cells: 16 };

export function fitsBeside(members: readonly Member[]): boolean {
  const grid = members.some(({ plan: { at } }) => at.length > 1);
  return heatmapColumns(members) <= (grid ? MOST_BESIDE.columns : MOST_BESIDE.cells);
}

/** 0 … 1. */
export function progressOf(members: readonly Member[]): number {
  let done = 0;
  let total = 0;
  for (const { state } of members) {
    total += state.totalSteps;
    done += hasEnded(state) ? state.totalSteps : state.step;
  }
  return total === 0 ? 0 : done / total;
}

export function hasEnded({ status }: MemberState): boolean {
  return status.state !== 'waiting' && status.state !== 'training';
}

/** Without a test, by itself. */
export function endedEarly({ state: { status } }: Member): boolean {
  return status.state === 'diverged' || status.state === 'failed';
}

export function isTested({ status, test }: MemberState): boolean {
  return status.state === 'done' && test !== null;
}

/** The member with the best validation accuracy; null before the first epoch. */
export function bestMember(members: readonly Member[]): Member | null {
  let found: Member | null = null;
  for (const member of members) {
    const accuracy = member.state.best?.validationAccuracy ?? -1;
    if (accuracy > (found?.state.best?.validationAccuracy ?? -1)) found = member;
  }
  return found;
}

/** Mean and range of a measure. */
export interface Spread {
  measure: 'test' | 'validation';
  count: number;
  mean: number;
  least: number;
  most: number;
}

/** Spread of the tests if every member that has weights has ended; otherwise of the best validations. Null without any. */
export function spreadOf(members: readonly Member[]): Spread | null {
  const counted = members.map(({ state }) => state).filter(({ best }) => best !== null);
  const tests = counted.flatMap(({ test }) => test?.accuracy ?? []);
  const validations = counted.map(({ best }) => best!.validationAccuracy);
  // Members that ended without a test, such as a diverged one, have none to wait for.
  const measure = tests.length > 0 && counted.every((state) => hasEnded(state)) ? 'test' : 'validation';
  const values = measure === 'test' ? tests : validations;
  if (values.length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { measure, count: values.length, mean, least: Math.min(...values), most: Math.max(...values) };
}

export interface RungResult {
  rung: number;
  members: readonly Member[];
  spread: Spread | null;
  /** Mean minus the mean of the rung below, -1 … 1; null without both. */
  gain: number | null;
  /** Whether the ranges of both rungs lie apart; null where one of them has a single seed. */
  apart: boolean | null;
  /** Whether they lie apart with so few seeds that luck often does that. */
  few: boolean;
}

/** The rungs of a staircase, from the article's. */
export function rungResults(members: readonly Member[]): RungResult[] {
  const rungs = new Map<number, Member[]>();
  for (const member of members) {
    const rung = member.plan.at[0]!;
    rungs.set(rung, [...(rungs.get(rung) ?? []), member]);
  }
  let below: Spread | null = null;
  return [...rungs].map(([rung, own]) => {
    const spread = spreadOf(own);
    const comparable = spread && below?.measure === spread.measure ? below : null;
    const gain = spread && comparable ? spread.mean - comparable.mean : null;
    const single = spread?.count === 1 || comparable?.count === 1;
    const apart =
      spread && comparable && !single
        ? spread.least > comparable.most || comparable.least > spread.most
        : null;
    const few = apart === true && Math.min(spread!.count, comparable!.count) < ENOUGH_SEEDS;
    below = spread;
    return { rung, members: own, spread, gain, apart, few };
  });
}

/** Points of a curve over epochs, which may be of a part of one. */
export interface CurvePoint {
  x: number;
  y: number;
}

/** More points of a loss curve would hide each other. */
const LOSS_POINTS = 120;

const accuracyPoints = ({ state }: Member): CurvePoint[] =>
  state.epochs.map(({ epoch, validationAccuracy }) => ({ x: epoch, y: validationAccuracy }));

function lossPoints({ plan, state }: Member): CurvePoint[] {
  const { losses, stepsPerPoint, totalSteps, step } = state;
  const group = Math.ceil(losses.length / LOSS_POINTS) || 1;
  const perEpoch = totalSteps / plan.config.epochs;
  const points: CurvePoint[] = [];
  for (let first = 0; first < losses.length; first += group) {
    const end = Math.min(losses.length, first + group);
    let sum = 0;
    for (let i = first; i < end; i++) sum += losses[i]!;
    const middle = (first * stepsPerPoint + Math.min(step, end * stepsPerPoint)) / 2;
    points.push({ x: middle / perEpoch, y: sum / (end - first) });
  }
  return points;
}

/** The same points for a member that has not changed. */
function remembered(pointsOf: (member: Member) => CurvePoint[]): (member: Member) => readonly CurvePoint[] {
  const curves = new WeakMap<Member, CurvePoint[]>();
  return (member) => {
    let points = curves.get(member);
    if (!points) {
      points = pointsOf(member);
      curves.set(member, points);
    }
    return points;
  };
}

export const accuracyCurve = remembered(accuracyPoints);
export const lossCurve = remembered(lossPoints);
