// A sweep in the worker: its members with what is known of them, and their training side by side.

import type { WorkerEvent } from '../../contract/messages.ts';
import { sweepHeader, type EndedStatus, type SavedSweep } from '../../contract/saved-sweep.ts';
import { kindOf, planRefusal } from '../../contract/sweep-engine.ts';
import type { MemberState, SweepPhase, SweepProgress, SweepState } from '../../contract/sweep-state.ts';
import type { EnginePool, NoDeviceError } from '../../engine/pool.ts';
import type { SweepStore } from '../../storage/sweep-store.ts';
import type { ResumableRun } from '../checkpoint/checkpoint.ts';
import type { DatasetLoader } from '../dataset-loader.ts';
import { REPORT_MILLISECONDS } from '../run/control.ts';
import { MemberRun, type MemberEnd, type MemberTools } from './member-run.ts';
import { prepareSweepData } from './sweep-data.ts';
import { entryOf, isOver, isUntouched, setEngine, stateOf, workOf, type Entry } from './sweep-entry.ts';
import { trainSideBySide } from './side-by-side.ts';
import { NoPoolError, type SweepPools } from './sweep-pools.ts';
import { NO_SPEED, sweepSpeed } from './sweep-speed.ts';
import { SweepStorage } from './sweep-storage.ts';

/** What all members share. */
type SharedTools = Pick<MemberTools, 'pool' | 'dataset' | 'trainingSet'>;
type TrainTools = SharedTools & Pick<MemberTools, 'onCreated'>;

export interface SweepTools {
  emit(event: WorkerEvent): void;
  loader: DatasetLoader;
  pools: SweepPools;
  store: SweepStore;
  /** Milliseconds. */
  now(): number;
}

export class Sweep {
  #plan: SavedSweep['plan'];
  readonly #id: string;
  readonly #storage: SweepStorage;
  readonly #tools: SweepTools;
  readonly #entries: readonly Entry[];
  readonly #ended: Map<number, EndedStatus>;
  readonly #cancel = new AbortController();
  readonly #changed = new Set<number>();
  #pool: EnginePool | null = null;
  #engineRefusal: SweepState['engineRefusal'];
  #testCount = 0;
  #preparing = false;
  #underWay = false;
  #paused = false;
  #stopped = false;
  #handedOver = false;
  #noDevice: NoDeviceError | null = null;
  #reportedAt = -Infinity;
  /** Whether `saved` may not be in storage. */
  readonly #unsaved: boolean;

  /** `saved`: checkpoints of members by their index. `unsaved`: they may not be in storage. */
  constructor(
    sweep: SavedSweep,
    saved: ReadonlyMap<number, ResumableRun>,
    tools: SweepTools,
    unsaved = false,
  ) {
    this.#plan = sweep.plan;
    this.#id = sweep.id;
    this.#engineRefusal = planRefusal(sweep.plan, sweep.members);
    this.#tools = tools;
    this.#unsaved = unsaved;
    this.#ended = new Map(sweep.ended);
    this.#entries = sweep.members.map((member) =>
      entryOf(member, saved.get(member.index) ?? null, this.#ended.get(member.index)),
    );
    this.#storage = new SweepStorage(tools.store, {
      header: () => sweepHeader(this.#id, this.plan, this.#ended),
      resting: () => this.#resting(),
      onChange: () => this.#report(),
    });
  }

  /** The same sweep, to be resumed from the checkpoints in memory; null where storage has them, or another tab trains it. */
  again(tools: SweepTools): Sweep | null {
    const { notSaved, revoked } = this.#storage;
    if (!notSaved || revoked) return null;
    const members = this.#entries.map(({ member }) => member);
    const saved = { id: this.#id, plan: this.plan, members, ended: this.#ended };
    return new Sweep(saved, new Map(this.#resting()), tools, true);
  }

  /** With its engine, once that is chosen. */
  get plan(): SavedSweep['plan'] {
    return this.#plan;
  }

  get phase(): SweepPhase {
    if (this.#preparing) return 'preparing';
    if (!this.#underWay) return this.#entries.every(isOver) ? 'ended' : 'saved';
    const training = this.#entries.filter(({ run }) => run);
    return this.#paused && training.every(({ run }) => run!.held) ? 'paused' : 'training';
  }

  get state(): SweepState {
    const members = this.#entries.map(stateOf);
    const device = this.#pool?.device ?? null;
    const engineRefusal = this.#engineRefusal;
    return { id: this.#id, plan: this.plan, device, engineRefusal, members, ...this.#progress };
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
    this.#storage.revoke();
    this.cancel();
  }

  save(): void {
    for (const { run } of this.#entries) run?.save();
  }

  /** Trains all members that have not ended. Rejects where the data, the threads or the GPU can't be had, and with an abort. */
  async execute(): Promise<void> {
    this.#preparing = true;
    this.#tools.emit({ type: 'sweep', state: this.state });
    try {
      const tools = await this.#prepare();
      this.#preparing = false;
      this.#underWay = true;
      this.#tools.emit({ type: 'sweep', state: this.state });
      const waiting = this.#entries.filter((entry) => !isOver(entry));
      await trainSideBySide(waiting, {
        most: tools.pool.sideBySide,
        kindOf: ({ member }) => kindOf(member.config),
        train: (entry, alone, onCreated) => this.#train(entry, { ...tools, onCreated }, alone),
      });
      if (this.#noDevice) throw new NoPoolError('webgpu', this.#noDevice);
    } finally {
      await this.#storage.flush();
      this.#preparing = false;
      this.#underWay = false;
      this.#pool?.dispose();
      this.#pool = null;
    }
  }

  async #prepare(): Promise<SharedTools> {
    const { loader } = this.#tools;
    const { signal } = this.#cancel;
    if (this.#unsaved) await this.#storage.saveAll();
    else await this.#storage.saveHeader();
    const configs = this.#entries.map(({ member }) => member.config);
    const data = await prepareSweepData(loader, this.#plan.base, configs, signal, (synthetic) =>
      this.#tools.emit({ type: 'sweep-progress', progress: { ...this.#progress, synthetic }, changed: [] }),
    );
    const pool = await this.#openPool();
    this.#testCount = data.dataset.facts.testCount;
    return { pool, ...data };
  }

  /** The engine of a sweep is chosen once, before anything is trained. */
  async #openPool(): Promise<EnginePool> {
    const undecided = !this.#plan.engine && this.#entries.every(isUntouched);
    const members = this.#entries.map(({ member }) => member);
    const { signal } = this.#cancel;
    const { pool, engine, refusal } = await this.#tools.pools.open(this.#plan, members, undecided, signal);
    this.#pool = pool;
    this.#engineRefusal = refusal;
    if (undecided && engine === 'webgpu') {
      this.#plan = { ...this.#plan, engine };
      for (const entry of this.#entries) setEngine(entry, engine);
      await this.#storage.saveHeader();
    }
    return pool;
  }

  /** `alone`: if there is no room for its first network, it fails. */
  async #train(entry: Entry, tools: TrainTools, alone: boolean): Promise<'trained' | 'no-room'> {
    if (isOver(entry) || this.#handedOver || this.#cancel.signal.aborted) return 'trained';
    if (this.#stopped && !entry.saved) {
      this.#end(entry, { state: 'not-trained' });
      return 'trained';
    }
    const { member } = entry;
    const { index } = member;
    const onChange = () => {
      this.#changed.add(index);
      if (this.#handedOver) this.#cancelHeld();
      if (run.held || this.#tools.now() - this.#reportedAt >= REPORT_MILLISECONDS) this.#report();
    };
    const run = new MemberRun(member, entry.saved, {
      ...tools,
      store: { save: (...checkpoint) => this.#storage.saveMember(index, ...checkpoint) },
      onChange,
      // The checkpoint of a member that was dropped is not needed.
      onSaving: (notSaved) => this.#storage.note(index, isOver(entry) ? null : notSaved),
    });
    entry.run = run;
    entry.status = { state: 'training' };
    if (this.#stopped) run.stop();
    else if (this.#paused) run.pause();
    onChange();
    const end = await run.execute();
    const { saved, measured, busyMilliseconds } = run;
    Object.assign(entry, { run: null, saved, measured, busyMilliseconds } satisfies Partial<Entry>);
    const failsWithoutRoom = alone && !run.wasCreated;
    const refused = end.state === 'no-room' && !failsWithoutRoom && !isOver(entry);
    if (!isOver(entry)) this.#finish(entry, end, failsWithoutRoom);
    if (end.state === 'no-device') {
      this.#noDevice = end.error;
      this.cancel();
    }
    this.#report();
    return refused ? 'no-room' : 'trained';
  }

  #finish(entry: Entry, end: MemberEnd, failsWithoutRoom: boolean): void {
    this.#changed.add(entry.member.index);
    if (end.state === 'done') entry.status = end;
    else if (end.state === 'cancelled' || end.state === 'no-device') entry.status = { state: 'waiting' };
    else if (end.state !== 'no-room') this.#end(entry, end);
    else if (failsWithoutRoom) this.#end(entry, { state: 'failed', reason: 'memory', message: end.message });
    else entry.status = { state: 'waiting' };
  }

  #end(entry: Entry, status: EndedStatus): void {
    const { index } = entry.member;
    entry.status = status;
    this.#changed.add(index);
    this.#ended.set(index, status);
    this.#storage.note(index, null);
    void this.#storage.saveHeader();
  }

  /** The checkpoints of the members that are not under way. */
  *#resting(): Iterable<readonly [number, ResumableRun]> {
    for (const { member, run, saved } of this.#entries) if (!run && saved) yield [member.index, saved];
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
    const work = this.#entries.map(workOf);
    const speed = this.#pool ? sweepSpeed(work, this.#pool.parallel, this.#testCount) : NO_SPEED;
    return { phase: this.phase, notSaved: this.#storage.notSaved, synthetic: null, ...speed };
  }
}
