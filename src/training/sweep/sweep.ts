// A sweep in the worker: its members with what is known of them, and their training side by side.

import { untilAborted } from '../../base/abort.ts';
import { messageOf } from '../../base/errors.ts';
import type { WorkerEvent } from '../../contract/messages.ts';
import { sweepHeader, type EndedStatus, type SavedSweep } from '../../contract/saved-sweep.ts';
import type { SweepMember } from '../../contract/sweep.ts';
import type {
  MemberState,
  MemberStatus,
  SweepPhase,
  SweepProgress,
  SweepState,
} from '../../contract/sweep-state.ts';
import type { EnginePool } from '../../engine/pool.ts';
import type { SweepStore } from '../../storage/sweep-store.ts';
import type { ResumableRun } from '../checkpoint/checkpoint.ts';
import { notSavedBecause } from '../checkpoint/saver.ts';
import type { DatasetLoader } from '../dataset-loader.ts';
import { REPORT_MILLISECONDS } from '../run/control.ts';
import { prepareTrainingSet } from '../training-set.ts';
import { MemberRun, measuredOf, type MemberEnd, type MemberTools } from './member-run.ts';
import { memberState, NOT_MEASURED, type Measured } from './member-state.ts';
import { sweepSpeed, type MemberWork, type SweepSpeed } from './sweep-speed.ts';

/** Members that train side by side. More would need more memory and slow each other down. */
const SIDE_BY_SIDE = 16;

export interface SweepTools {
  emit(event: WorkerEvent): void;
  loader: DatasetLoader;
  createPool(threads: number): Promise<EnginePool>;
  store: SweepStore;
  /** Milliseconds. */
  now(): number;
}

interface Entry {
  readonly member: SweepMember;
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

function isOver({ status }: Entry): boolean {
  return status.state !== 'waiting' && status.state !== 'training';
}

const measuredIn = ({ run, measured }: Entry) => run?.measured ?? measured;

function workOf(entry: Entry): MemberWork {
  const { member, run, firstStep, busyMilliseconds } = entry;
  return {
    config: member.config,
    ended: isOver(entry),
    step: measuredIn(entry).losses.length,
    firstStep,
    busyMilliseconds: run?.busyMilliseconds ?? busyMilliseconds,
  };
}

const stateOf = (entry: Entry): MemberState => memberState(entry.member, entry.status, measuredIn(entry));

export class Sweep {
  readonly plan: SavedSweep['plan'];
  readonly #id: string;
  readonly #tools: SweepTools;
  readonly #entries: readonly Entry[];
  readonly #ended: Map<number, EndedStatus>;
  readonly #cancel = new AbortController();
  readonly #changed = new Set<number>();
  #pool: EnginePool | null = null;
  #testCount = 0;
  #preparing = false;
  #underWay = false;
  #paused = false;
  #stopped = false;
  #handedOver = false;
  #revoked = false;
  #reportedAt = -Infinity;
  #notSaved: SweepProgress['notSaved'] = null;

  /** `saved`: checkpoints of members by their index. */
  constructor(sweep: SavedSweep, saved: ReadonlyMap<number, ResumableRun>, tools: SweepTools) {
    this.plan = sweep.plan;
    this.#id = sweep.id;
    this.#tools = tools;
    this.#ended = new Map(sweep.ended);
    this.#entries = sweep.members.map((member) => {
      const run = saved.get(member.index) ?? null;
      const tested = Boolean(run?.checkpoint.best?.test);
      const status: MemberStatus = tested ? { state: 'done' } : { state: 'waiting' };
      return {
        member,
        status: this.#ended.get(member.index) ?? status,
        run: null,
        saved: run,
        measured: run ? measuredOf(run) : NOT_MEASURED,
        firstStep: run?.checkpoint.step ?? 0,
        busyMilliseconds: 0,
      };
    });
  }

  get phase(): SweepPhase {
    if (this.#preparing) return 'preparing';
    if (!this.#underWay) return this.#entries.every(isOver) ? 'ended' : 'saved';
    const training = this.#entries.filter(({ run }) => run);
    return this.#paused && training.every(({ run }) => run!.held) ? 'paused' : 'training';
  }

  get state(): SweepState {
    const members = this.#entries.map(stateOf);
    return { plan: this.plan, threads: this.#pool?.threads ?? 0, members, ...this.#progress };
  }

  /** The checkpoint of a member that was tested; null for others. */
  tested(member: number): ResumableRun | null {
    const entry = this.#entries[member];
    return entry?.status.state === 'done' ? entry.saved : null;
  }

  pause(): void {
    this.#paused = true;
    for (const { run } of this.#entries) run?.pause();
  }

  resume(): void {
    this.#paused = false;
    for (const { run } of this.#entries) run?.resume();
    this.#report();
  }

  stop(): void {
    if (this.#preparing) return this.cancel();
    this.#stopped = true;
    this.#paused = false;
    for (const { run } of this.#entries) run?.stop();
  }

  drop(member: number): void {
    const entry = this.#entries[member];
    if (!entry || isOver(entry)) return;
    this.#end(entry, { state: 'dropped' });
    entry.run?.cancel();
    this.#report();
  }

  /** Ends it; its newest checkpoints stay. */
  cancel(): void {
    this.#cancel.abort();
    for (const { run } of this.#entries) run?.cancel();
  }

  /** Saves all members and ends it, so that another tab can train. */
  handOver(): void {
    this.#handedOver = true;
    if (this.#preparing) return this.cancel();
    this.pause();
    this.#cancelHeld();
  }

  /** Another tab has taken the lock: nothing more is stored. */
  lockStolen(): void {
    this.#revoked = true;
    this.cancel();
  }

  save(): void {
    for (const { run } of this.#entries) run?.save();
  }

  /** Trains all members that have not ended. Rejects where the data or the threads can't be had, and with an abort. */
  async execute(): Promise<void> {
    this.#preparing = true;
    this.#tools.emit({ type: 'sweep', state: this.state });
    try {
      const tools = await this.#prepare();
      this.#preparing = false;
      this.#underWay = true;
      this.#tools.emit({ type: 'sweep', state: this.state });
      const waiting = this.#entries.filter((entry) => !isOver(entry));
      const trainNext = async (): Promise<void> => {
        for (let entry = waiting.shift(); entry; entry = waiting.shift()) await this.#train(entry, tools);
      };
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, trainNext));
    } finally {
      this.#preparing = false;
      this.#underWay = false;
      this.#pool?.dispose();
      this.#pool = null;
    }
  }

  async #prepare(): Promise<Omit<MemberTools, 'onChange'>> {
    const { loader, createPool, store } = this.#tools;
    const { signal } = this.#cancel;
    await this.#saveHeader();
    const { base } = this.plan;
    const samples = Math.max(...this.#entries.map(({ member }) => member.config.samples));
    // Without `streamed` images the whole dataset is waited for.
    const dataset = await untilAborted(loader.ensure({ ...base, samples, order: 'shuffled' }), signal);
    const { config } = this.#entries[0]!.member;
    const trainingSet = await prepareTrainingSet(dataset, config, signal, (synthetic) =>
      this.#tools.emit({ type: 'sweep-progress', progress: { ...this.#progress, synthetic }, changed: [] }),
    );
    const pool = await createPool(base.threads);
    this.#pool = pool;
    signal.throwIfAborted();
    this.#testCount = dataset.facts.testCount;
    const onSaving = (notSaved: SweepProgress['notSaved']) => void (this.#notSaved = notSaved);
    return { sweep: this.#id, pool, dataset, trainingSet, store: this.#memberStore(store), onSaving };
  }

  /** What a member of a sweep that is revoked saves is lost. */
  #memberStore(store: SweepStore): MemberTools['store'] {
    return {
      saveMember: async (...checkpoint) => {
        if (!this.#revoked) await store.saveMember(...checkpoint);
      },
    };
  }

  async #train(entry: Entry, tools: Omit<MemberTools, 'onChange'>): Promise<void> {
    if (isOver(entry) || this.#handedOver || this.#cancel.signal.aborted) return;
    if (this.#stopped && !entry.saved) return this.#end(entry, { state: 'not-trained' });
    const { member } = entry;
    const onChange = () => {
      this.#changed.add(member.index);
      if (this.#handedOver) this.#cancelHeld();
      if (run.held || this.#tools.now() - this.#reportedAt >= REPORT_MILLISECONDS) this.#report();
    };
    const run = new MemberRun(member, entry.saved, { ...tools, onChange });
    entry.run = run;
    entry.status = { state: 'training' };
    if (this.#stopped) run.stop();
    else if (this.#paused) run.pause();
    onChange();
    const end = await run.execute();
    const { saved, measured, busyMilliseconds } = run;
    Object.assign(entry, { run: null, saved, measured, busyMilliseconds } satisfies Partial<Entry>);
    if (!isOver(entry)) this.#finish(entry, end);
    this.#report();
  }

  #finish(entry: Entry, end: MemberEnd): void {
    this.#changed.add(entry.member.index);
    if (end.state === 'done') entry.status = end;
    else if (end.state === 'cancelled') entry.status = { state: 'waiting' };
    else this.#end(entry, end);
  }

  #end(entry: Entry, status: EndedStatus): void {
    const { index } = entry.member;
    entry.status = status;
    this.#changed.add(index);
    this.#ended.set(index, status);
    void this.#saveHeader();
  }

  async #saveHeader(): Promise<void> {
    if (this.#revoked) return;
    try {
      await this.#tools.store.save(sweepHeader(this.#id, this.plan, this.#ended));
    } catch (error) {
      this.#notSaved = { reason: notSavedBecause(error), detail: messageOf(error) };
    }
  }

  /** In a hand-over: cancels the members that wait in a pause, each of which has been saved. */
  #cancelHeld(): void {
    for (const { run } of this.#entries) if (run?.held) run.cancel();
  }

  #report(): void {
    if (!this.#underWay) return;
    this.#reportedAt = this.#tools.now();
    const changed: MemberState[] = [...this.#changed].map((index) => stateOf(this.#entries[index]!));
    this.#changed.clear();
    this.#tools.emit({ type: 'sweep-progress', progress: this.#progress, changed });
  }

  get #progress(): SweepProgress {
    return { phase: this.phase, notSaved: this.#notSaved, synthetic: null, ...this.#speed };
  }

  get #speed(): SweepSpeed {
    if (!this.#pool) return { imagesPerSecond: null, secondsLeft: null };
    const work = this.#entries.map(workOf);
    return sweepSpeed(work, this.#pool.threads, this.#testCount);
  }
}
