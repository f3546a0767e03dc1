// The sweep on the page: what the worker reports of it, and what a person can do with it.

import type { StoreApi } from 'zustand/vanilla';
import type { Client } from '../client/client.ts';
import type { RunConfig } from '../contract/config.ts';
import type { LearningRateSearch } from '../contract/learning-rate-search.ts';
import type { SweepPlan } from '../contract/sweep.ts';
import type { SweepEvent, SweepState, Vote } from '../contract/sweep-state.ts';
import type { AppState } from './state.ts';
import type { WorkerRequest } from './worker-request.ts';

/** Events that are not answers. */
export type SweepReport = Extract<SweepEvent, { type: 'sweep' | 'sweep-progress' | 'sweep-refused' }>;

/** The change of the page's state. */
export function sweepChange(
  { sweep }: Pick<AppState, 'sweep'>,
  report: SweepReport,
): Partial<Pick<AppState, 'sweep' | 'sweepRefusal'>> {
  switch (report.type) {
    case 'sweep':
      return { sweep: report.state, sweepRefusal: null };
    case 'sweep-progress':
      return sweep ? { sweep: withProgress(sweep, report) } : {};
    case 'sweep-refused':
      return { sweepRefusal: report.refusal };
    default:
      return report satisfies never;
  }
}

function withProgress(
  sweep: SweepState,
  { progress, changed }: Extract<SweepEvent, { type: 'sweep-progress' }>,
): SweepState {
  const members = [...sweep.members];
  for (const member of changed) members[member.index] = member;
  return { ...sweep, ...progress, members };
}

/** Whether members train, or are about to: then no run can start. */
export function isSweeping(sweep: SweepState | null): boolean {
  return sweep !== null && sweep.phase !== 'ended' && sweep.phase !== 'saved';
}

export interface SweepCommands {
  startSweep(plan: SweepPlan): void;
  /** Asks for the sweep of an earlier visit, unless this one has one. */
  showSweep(): void;
  pauseSweep(): void;
  /** Also of one of an earlier visit. */
  resumeSweep(): void;
  stopSweep(): void;
  dropMember(member: number): void;
  openMember(member: number): void;
  clearSweep(): void;
  dismissSweepRefusal(): void;
  /** Null where something else is under way. Rejects with RequestFailedError. */
  findLearningRate(config: RunConfig): Promise<LearningRateSearch | null>;
  /** Null where something else is under way, and without a tested member. Rejects with RequestFailedError. */
  vote(members: readonly number[]): Promise<Vote | null>;
}

export function createSweepCommands(
  store: StoreApi<AppState>,
  client: Pick<Client, 'send'>,
  request: WorkerRequest,
): SweepCommands {
  return {
    startSweep(plan) {
      store.setState({ sweepRefusal: null });
      client.send({ type: 'start-sweep', plan });
    },
    showSweep() {
      if (store.getState().sweep === null) client.send({ type: 'show-sweep' });
    },
    pauseSweep: () => client.send({ type: 'pause-sweep' }),
    resumeSweep: () => client.send({ type: 'resume-sweep' }),
    stopSweep: () => client.send({ type: 'stop-sweep' }),
    dropMember: (member) => client.send({ type: 'drop-member', member }),
    openMember: (member) => client.send({ type: 'open-member', member }),
    clearSweep: () => client.send({ type: 'clear-sweep' }),
    dismissSweepRefusal: () => store.setState({ sweepRefusal: null }),
    async findLearningRate(config) {
      const answer = await request('learning-rate-found', (id) => ({
        type: 'find-learning-rate',
        id,
        config,
      }));
      return answer?.search ?? null;
    },
    async vote(members) {
      const answer = await request('vote', (id) => ({ type: 'vote', id, members }));
      return answer?.vote ?? null;
    },
  };
}
