// What a person can do with sweeps, and what the worker's progress changes.

import type { StoreApi } from 'zustand/vanilla';
import type { Client } from '../client/client.ts';
import type { Assignment } from '../contract/assignment.ts';
import type { LearningRateSearch } from '../contract/learning-rate-search.ts';
import type {
  DrawingVote,
  SweepCommand,
  SweepEvent,
  SweepPhase,
  SweepRefusal,
  SweepState,
  Vote,
  VotedDrawing,
} from '../contract/sweep-state.ts';
import { membersOf, type PlanRefusal, type SweepMember, type SweepPlan } from '../contract/sweep.ts';
import { trainingWork } from '../contract/work.ts';
import { isBusy, type AppState } from './state.ts';
import { planOf, type SweepDraft } from './sweep-draft.ts';
import type { WorkerRequest } from './worker-request.ts';

export interface SweepCommands {
  draftSweep(draft: SweepDraft): void;
  /** Trains the draft's plan, in place of the sweep before it. */
  startSweep(draft: SweepDraft): void;
  /** Requests the sweep in storage, unless this visit has one. */
  showSweep(): void;
  pauseSweep(): void;
  resumeSweep(): void;
  stopSweep(): void;
  clearSweep(): void;
  dropMember(member: number): void;
  /** Makes a tested member the run of every view. */
  openMember(member: number): void;
  dismissSweepNotices(): void;
  /** Null where a run or a sweep is under way, or where the search failed. */
  findLearningRate(): Promise<LearningRateSearch | null>;
  /** The mean of the probabilities of these tested members; null where the vote was refused or failed. */
  vote(members: readonly number[]): Promise<Vote | null>;
  /** The same for a drawing. */
  voteOnDrawing(members: readonly number[], drawing: VotedDrawing): Promise<DrawingVote | null>;
}

/** What commands to sweeps need of `WorkerLoss`. */
interface SweepWorkerLoss {
  configureNewWorker(): void;
  resumeSweep(): void;
}

/** They are about the sweep in storage: another plan does not answer them. */
const STORAGE_REFUSALS: ReadonlySet<SweepRefusal['reason']> = new Set([
  'damaged',
  'not-deleted',
  'unreadable',
]);

export function createSweepCommands(
  store: StoreApi<AppState>,
  client: Client,
  request: WorkerRequest,
  loss: SweepWorkerLoss,
  clearNotices: () => void,
): SweepCommands {
  const send = (command: SweepCommand) => {
    store.setState({ sweepRefusal: null });
    loss.configureNewWorker();
    client.send(command);
  };
  return {
    draftSweep: (draft) =>
      store.setState(({ sweepRefusal }) => ({
        sweepDraft: draft,
        sweepRefusal: sweepRefusal && STORAGE_REFUSALS.has(sweepRefusal.reason) ? sweepRefusal : null,
      })),
    startSweep(draft) {
      const { config, assignment } = store.getState();
      const plan = planOf(draft, config);
      clearNotices();
      store.setState({ sweepDraft: draft });
      const refusal = planRefusal(plan, assignment);
      if (refusal) store.setState({ sweepRefusal: refusal });
      else send({ type: 'start-sweep', plan });
    },
    showSweep() {
      if (store.getState().sweep === null) client.send({ type: 'show-sweep' });
    },
    pauseSweep: () => send({ type: 'pause-sweep' }),
    resumeSweep() {
      clearNotices();
      store.setState({ sweepRefusal: null });
      loss.resumeSweep();
    },
    stopSweep: () => send({ type: 'stop-sweep' }),
    clearSweep: () => send({ type: 'clear-sweep' }),
    dropMember: (member) => send({ type: 'drop-member', member }),
    openMember: (member) => send({ type: 'open-member', member }),
    dismissSweepNotices: () => store.setState({ sweepNotices: [] }),
    async findLearningRate() {
      const { config } = store.getState();
      loss.configureNewWorker();
      const answer = await request('learning-rate-found', (id) => ({
        type: 'find-learning-rate',
        id,
        config,
      }));
      return answer?.search ?? null;
    },
    async vote(members) {
      loss.configureNewWorker();
      const answer = await request('vote', (id) => ({ type: 'vote', id, members, drawing: null }));
      return answer?.vote ?? null;
    },
    async voteOnDrawing(members, drawing) {
      loss.configureNewWorker();
      const answer = await request('drawing-vote', (id) => ({ type: 'vote', id, members, drawing }));
      return answer?.vote ?? null;
    },
  };
}

/** Whether the sweep trains now, or is paused. */
export function isSweeping(sweep: SweepState | null): boolean {
  return sweep !== null && ACTIVE.has(sweep.phase);
}

/** Whether the data in use can't be changed: a run or a sweep trains on it, or waits to go on. */
export function isDataFixed({ run, sweep }: Pick<AppState, 'run' | 'sweep'>): boolean {
  return isBusy(run.phase) || isSweeping(sweep);
}

/** Whether no run can start: a sweep is under way, or the data of the next run is about to change. */
export function isStartBlocked({ sweep, ownData }: Pick<AppState, 'sweep' | 'ownData'>): boolean {
  return isSweeping(sweep) || ownData.applying;
}

const ACTIVE: ReadonlySet<SweepPhase> = new Set(['preparing', 'training', 'paused']);

type Progress = Extract<SweepEvent, { type: 'sweep-progress' }>;

/** Replaces the members that have changed, and measures the speed. */
export function mergeProgress(store: StoreApi<AppState>, { progress, changed }: Progress): void {
  const { sweep } = store.getState();
  if (!sweep) return;
  const members = [...sweep.members];
  for (const member of changed) members[member.index] = member;
  const merged = { ...sweep, ...progress, members };
  const speed = speedOf(merged);
  store.setState({
    sweep: merged,
    ...(speed !== null && { sweepSpeed: { engine: sweep.plan.engine ?? 'wasm', speed } }),
  });
}

const PLANNED = new WeakMap<SweepPlan, readonly SweepMember[]>();

/** The members of a plan, the same objects for each call; none for a plan that can't be trained. */
export function plannedMembers(plan: SweepPlan): readonly SweepMember[] {
  let members = PLANNED.get(plan);
  if (!members) {
    const planned = membersOf(plan);
    members = 'members' in planned ? planned.members : [];
    PLANNED.set(plan, members);
  }
  return members;
}

/** Multiply-adds a second of the members that train; null where none does or nothing is measured. */
function speedOf({ plan, imagesPerSecond, members }: SweepState): number | null {
  if (imagesPerSecond === null) return null;
  const planned = plannedMembers(plan);
  const work = members.flatMap(({ index, status }) =>
    status.state === 'training' ? [trainingWork(planned[index]!.config)] : [],
  );
  if (work.length === 0) return null;
  return (imagesPerSecond * work.reduce((sum, value) => sum + value, 0)) / work.length;
}

/** Why a plan can't be trained on this page; null if it can. A locked setting is that of the base in every member. */
export function planRefusal(plan: SweepPlan, { lock }: Pick<Assignment, 'lock'>): PlanRefusal | null {
  const planned = membersOf(plan);
  if ('refusal' in planned) return planned.refusal;
  const { base } = plan;
  for (const field of lock) {
    // All members train on one engine, and a preset only fills in other fields.
    if (field === 'engine' || field === 'preset') continue;
    if (planned.members.some(({ config }) => config[field] !== base[field]))
      return { reason: 'locked', field };
  }
  return null;
}
