// What a session does with sweeps: it starts, resumes and ends them, opens a member, and answers requests about them.

import { isAbort } from '../../base/abort.ts';
import { messageOf } from '../../base/errors.ts';
import type { RunConfig } from '../../contract/config.ts';
import type { WorkerCommand, WorkerEvent } from '../../contract/messages.ts';
import { readSweepHeader } from '../../contract/saved-sweep.ts';
import { membersOf, type SweepPlan } from '../../contract/sweep.ts';
import type { SweepCommand, SweepRefusal } from '../../contract/sweep-state.ts';
import type { EnginePool } from '../../engine/pool.ts';
import { formatLink } from '../../contract/url.ts';
import { isResumable, openStoredRun, type ResumableRun } from '../checkpoint/checkpoint.ts';
import { isStorageMissing } from '../checkpoint/storage-errors.ts';
import { engineSpec } from '../engine-spec.ts';
import { failureOf } from '../failures.ts';
import type { SessionHost } from '../host.ts';
import { prepareTrainingSet } from '../training-set.ts';
import { findLearningRate } from './find-learning-rate.ts';
import { openMember, type OpenTools } from './open-member.ts';
import { Sweep, type SweepTools } from './sweep.ts';
import { vote } from './vote.ts';

const COMMANDS = {
  'start-sweep': true,
  'show-sweep': true,
  'pause-sweep': true,
  'resume-sweep': true,
  'stop-sweep': true,
  'drop-member': true,
  'open-member': true,
  'clear-sweep': true,
  'find-learning-rate': true,
  vote: true,
} satisfies Record<SweepCommand['type'], true>;

export function isSweepCommand(command: WorkerCommand): command is SweepCommand {
  return Object.hasOwn(COMMANDS, command.type);
}

export interface SweepHooks extends OpenTools {
  /** Milliseconds. */
  now(): number;
  /** Whether nothing is under way. */
  idle(): boolean;
  /** Takes the tab lock for a sweep. `failed`: the page was notified. */
  begin(): Promise<'begun' | 'busy' | 'other-tab' | 'failed'>;
  /** The sweep is over: releases the lock. */
  end(): void;
}

type Host = Pick<SessionHost, 'createPool' | 'sweeps' | 'verdicts'>;

/** Thrown if no thread can train. */
class NoPoolError extends Error {
  override readonly name = 'NoPoolError';
}

export class Sweeps {
  readonly #host: Host;
  readonly #hooks: SweepHooks;
  /** The newest of this visit, under way or not. */
  #sweep: Sweep | null = null;
  #underWay = false;
  #clearing = false;

  constructor(host: Host, hooks: SweepHooks) {
    this.#host = host;
    this.#hooks = hooks;
  }

  /** The sweep in progress. */
  get current(): Sweep | null {
    return this.#underWay ? this.#sweep : null;
  }

  handle(command: SweepCommand): void {
    switch (command.type) {
      case 'start-sweep':
        return void this.#start(command.plan);
      case 'show-sweep':
        return void this.#show();
      case 'pause-sweep':
        return this.current?.pause();
      case 'resume-sweep':
        if (this.current) return this.current.resume();
        return void this.#resume();
      case 'stop-sweep':
        return this.current?.stop();
      case 'drop-member':
        return this.current?.drop(command.member);
      case 'open-member':
        return void this.#open(command.member);
      case 'clear-sweep':
        this.#clearing = true;
        if (this.current) return this.current.cancel();
        return void this.#clear();
      case 'find-learning-rate':
      case 'vote':
        return void this.#answer(command);
      default:
        command satisfies never;
    }
  }

  #refuse(refusal: SweepRefusal): void {
    this.#hooks.emit({ type: 'sweep-refused', refusal });
  }

  async #start(plan: SweepPlan): Promise<void> {
    const found = membersOf(plan);
    if ('refusal' in found) return this.#refuse(found.refusal);
    const saved = { id: `${Date.now()}-${Math.random()}`, plan, members: found.members, ended: new Map() };
    await this.#run(new Sweep(saved, new Map(), this.#tools(plan.base)));
  }

  async #resume(): Promise<void> {
    if (!this.#hooks.idle()) return this.#refuse({ reason: 'busy' });
    const sweep = await this.#load();
    if ('reason' in sweep) return this.#refuse(sweep);
    await this.#run(sweep);
  }

  async #run(sweep: Sweep): Promise<void> {
    const { emit, begin, end } = this.#hooks;
    const begun = await begin();
    if (begun === 'failed') return;
    if (begun !== 'begun') return this.#refuse({ reason: begun });
    this.#sweep = sweep;
    this.#underWay = true;
    const failed = await sweep.execute().then(
      () => null,
      (error: unknown) => ({ error }),
    );
    this.#underWay = false;
    end();
    emit({ type: 'sweep', state: sweep.state });
    if (failed?.error instanceof NoPoolError) {
      this.#refuse({ reason: 'no-engine', message: failed.error.message });
    } else if (failed && !isAbort(failed.error)) {
      emit({ type: 'failure', failure: failureOf(failed.error, null) });
    }
    if (this.#clearing) await this.#clear();
  }

  async #clear(): Promise<void> {
    this.#clearing = false;
    this.#sweep = null;
    const failed = await this.#host.sweeps.clear().then(
      () => null,
      (error: unknown) => ({ error }),
    );
    // The page forgets a refusal with each `sweep`, so the refusal is sent after it.
    this.#hooks.emit({ type: 'sweep', state: null });
    if (failed && !isStorageMissing(failed.error))
      this.#refuse({ reason: 'not-deleted', detail: messageOf(failed.error) });
  }

  async #show(): Promise<void> {
    if (!this.#sweep) {
      const found = await this.#load();
      // A sweep that was begun meanwhile has been sent.
      if (this.#sweep) return;
      if ('reason' in found) {
        this.#hooks.emit({ type: 'sweep', state: null });
        if (found.reason !== 'nothing-saved') this.#refuse(found);
        return;
      }
      this.#sweep = found;
    }
    this.#hooks.emit({ type: 'sweep', state: this.#sweep.state });
  }

  /** The sweep in storage. A member whose checkpoint is damaged starts again, and ends with the same bits. */
  async #load(): Promise<Sweep | SweepRefusal> {
    try {
      const stored = await this.#host.sweeps.load();
      if (!stored) return { reason: 'nothing-saved' };
      const read = readSweepHeader(stored.header);
      if ('damaged' in read) return { reason: 'damaged', detail: read.damaged };
      const saved = new Map<number, ResumableRun>();
      for (const { index, config } of read.members) {
        const run = stored.members.get(index);
        const opened = run ? await openStoredRun(run) : null;
        const fits = isResumable(opened) && formatLink(opened.checkpoint.plan.config) === formatLink(config);
        if (fits) saved.set(index, opened);
      }
      return new Sweep(read, saved, this.#tools(read.plan.base));
    } catch (error) {
      if (isStorageMissing(error)) return { reason: 'nothing-saved' };
      return { reason: 'damaged', detail: messageOf(error) };
    }
  }

  async #open(member: number): Promise<void> {
    const run = this.#sweep?.tested(member);
    if (!run) return this.#refuse({ reason: 'not-done' });
    try {
      if (!(await openMember(run, this.#hooks))) this.#refuse({ reason: 'busy' });
    } catch (error) {
      this.#hooks.emit({ type: 'failure', failure: failureOf(error, null) });
    }
  }

  #tools(base: RunConfig): SweepTools {
    const { emit, loader, now } = this.#hooks;
    const createPool = (threads: number) => this.#createPool(threads, base);
    return { emit, loader, now, createPool, store: this.#host.sweeps };
  }

  /** After the wasm engine is proven on this machine. Rejects with NoPoolError. */
  async #createPool(threads: number, config: RunConfig): Promise<EnginePool> {
    const { verdicts, createPool } = this.#host;
    try {
      const trial = await verdicts?.prove('wasm', engineSpec({ ...config, threads: 1 }));
      if (trial && trial.verdict !== 'proven') throw new Error(trial.detail ?? trial.verdict);
      return await createPool(threads);
    } catch (error) {
      throw new NoPoolError(messageOf(error), { cause: error });
    }
  }

  async #answer(request: Extract<SweepCommand, { id: number }>): Promise<void> {
    const { emit } = this.#hooks;
    const { id } = request;
    try {
      const event = request.type === 'vote' ? await this.#vote(request) : await this.#search(request);
      emit(event ?? { type: 'refused', id, reason: 'busy' });
    } catch (error) {
      // Whatever went wrong, the page stops waiting.
      emit({ type: 'request-failed', id, message: messageOf(error) });
    }
  }

  /** Null where something else is under way. */
  async #search({
    id,
    config: given,
  }: Extract<SweepCommand, { type: 'find-learning-rate' }>): Promise<WorkerEvent | null> {
    const { loader, idle, now } = this.#hooks;
    if (!idle()) return null;
    // Generating synthetic images would take longer than the search.
    const config: RunConfig = { ...given, engine: 'wasm', synthetic: 0 };
    const dataset = await loader.ensure({ ...config, order: 'shuffled' });
    const signal = { throwIfAborted: () => {} };
    const trainingSet = await prepareTrainingSet(dataset, config, signal, () => {});
    const pool = await this.#createPool(1, config);
    try {
      const tools = { pool, trainingSet, proceeds: idle, now };
      const search = await findLearningRate(config, tools);
      return search && { type: 'learning-rate-found', id, search };
    } finally {
      pool.dispose();
    }
  }

  /** Null where something else is under way. */
  async #vote({ id, members }: Extract<SweepCommand, { type: 'vote' }>): Promise<WorkerEvent | null> {
    const { loader, idle } = this.#hooks;
    const sweep = this.#sweep;
    if (!idle() || !sweep) return null;
    const voters = [...new Set(members)].flatMap((member) => {
      const run = sweep.tested(member);
      return run ? [{ member, run }] : [];
    });
    if (voters.length === 0) return { type: 'refused', id, reason: 'no-model' };
    const { base } = sweep.plan;
    const dataset = await loader.ensure({ ...base, order: 'shuffled' });
    const pool = await this.#createPool(base.threads, base);
    try {
      const found = await vote(voters, pool, dataset, idle);
      return found && { type: 'vote', id, vote: found };
    } finally {
      pool.dispose();
    }
  }
}
