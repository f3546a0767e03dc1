// A member in its sweep: its run, or what is known of it before and after.

import type { EndedStatus } from '../../contract/saved-sweep.ts';
import type { SweepEngine, SweepMember } from '../../contract/sweep.ts';
import type { MemberState, MemberStatus } from '../../contract/sweep-state.ts';
import type { ResumableRun } from '../checkpoint/checkpoint.ts';
import { measuredOf, type MemberRun } from './member-run.ts';
import { memberState, NOT_MEASURED, type Measured } from './member-state.ts';
import type { MemberWork } from './sweep-speed.ts';

export interface Entry {
  /** Its configuration has the engine of the sweep, once that is chosen. */
  member: SweepMember;
  status: MemberStatus;
  /** Null when it is not under way. */
  run: MemberRun | null;
  /** Its newest checkpoint, and what was measured, before its run and after it. */
  saved: ResumableRun | null;
  measured: Measured;
  /** Steps that it had when the sweep was begun or resumed, and computing of its run since then, once that has ended. */
  firstStep: number;
  busyMilliseconds: number;
}

export function isOver({ status }: Entry): boolean {
  return status.state !== 'waiting' && status.state !== 'training';
}

/** Whether no engine has trained it. */
export function isUntouched({ saved, status: { state } }: Entry): boolean {
  return !saved && (state === 'waiting' || state === 'dropped' || state === 'not-trained');
}

export function setEngine(entry: Entry, engine: SweepEngine): void {
  const { member } = entry;
  entry.member = { ...member, config: { ...member.config, engine } };
}

const measuredIn = ({ run, measured }: Entry) => run?.measured ?? measured;

export function workOf(entry: Entry): MemberWork {
  const { member, run, firstStep, busyMilliseconds } = entry;
  return {
    config: member.config,
    ended: isOver(entry),
    computing: run?.created ?? false,
    step: measuredIn(entry).losses.length,
    firstStep,
    busyMilliseconds: run?.busyMilliseconds ?? busyMilliseconds,
  };
}

export const stateOf = (entry: Entry): MemberState =>
  memberState(entry.member, entry.status, measuredIn(entry));

/** From its checkpoint, and from how it ended without a test. */
export function entryOf(
  member: SweepMember,
  run: ResumableRun | null,
  ended: EndedStatus | undefined,
): Entry {
  const tested = Boolean(run?.checkpoint.best?.test);
  const status: MemberStatus = tested ? { state: 'done' } : { state: 'waiting' };
  return {
    member,
    status: ended ?? status,
    run: null,
    saved: run,
    measured: run ? measuredOf(run) : NOT_MEASURED,
    firstStep: run?.checkpoint.step ?? 0,
    busyMilliseconds: 0,
  };
}
