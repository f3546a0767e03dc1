// A sweep in storage, without its members' checkpoints: what is trained, and how members ended that were not tested. What
// storage gives back is checked here.

import * as v from 'valibot';
import { readConfig } from './read-config.ts';
import { count, positive } from './run-schemas.ts';
import { formatSweep, readSweep } from './sweep-link.ts';
import type { MemberStatus } from './sweep-state.ts';
import { membersOf, type SweepMember, type SweepPlan } from './sweep.ts';

/** Increased by every change that an older page can't read. Version 1 has no engine: its members train on wasm. */
const VERSIONS = [1, 2] as const;

const ended = v.variant('state', [
  v.object({ state: v.literal('dropped') }),
  v.object({ state: v.literal('not-trained') }),
  v.object({
    state: v.literal('diverged'),
    symptom: v.picklist(['not-finite', 'frozen', 'zero']),
    step: count,
    epoch: positive,
  }),
  v.object({
    state: v.literal('failed'),
    reason: v.picklist(['thread', 'gpu', 'memory', 'unexpected']),
    message: v.string(),
  }),
]) satisfies v.GenericSchema<unknown, MemberStatus>;

/** How a member ended without a test. */
export type EndedStatus = v.InferOutput<typeof ended>;

const header = v.object({
  version: v.picklist(VERSIONS),
  /** All checkpoints of its members have it. */
  id: v.pipe(v.string(), v.minLength(1)),
  base: v.unknown(),
  /** As in a link. */
  sweep: v.string(),
  engine: v.optional(v.literal('webgpu')),
  ended: v.array(v.object({ member: count, status: ended })),
});

/** What storage holds of it. */
export type SweepHeader = v.InferOutput<typeof header>;

export interface SavedSweep {
  id: string;
  plan: SweepPlan;
  members: readonly SweepMember[];
  ended: ReadonlyMap<number, EndedStatus>;
}

export function sweepHeader(
  id: string,
  plan: SweepPlan,
  endings: ReadonlyMap<number, EndedStatus>,
): SweepHeader {
  const entries = [...endings].map(([member, status]) => ({ member, status }));
  const all = { id, base: plan.base, sweep: formatSweep(plan), ended: entries };
  return plan.engine === 'webgpu' ? { version: 2, engine: plan.engine, ...all } : { version: 1, ...all };
}

/** The sweep in `value`, or what is wrong with it. */
export function readSweepHeader(value: unknown): SavedSweep | { damaged: string } {
  const read = v.safeParse(header, value);
  if (!read.success) return { damaged: v.summarize(read.issues) };
  const { id, base, sweep, engine, ended: endings } = read.output;
  const config = readConfig(base);
  if (!config) return { damaged: 'no configuration' };
  const { plan: planned, notices } = readSweep(`?sweep=${encodeURIComponent(sweep)}`, config);
  const plan = planned && { ...planned, ...(engine && { engine }) };
  const found = plan && membersOf(plan);
  if (!found || 'refusal' in found || notices.length > 0) return { damaged: `no sweep: ${sweep}` };
  return {
    id,
    plan: plan!,
    members: found.members,
    ended: new Map(endings.map((one) => [one.member, one.status])),
  };
}
