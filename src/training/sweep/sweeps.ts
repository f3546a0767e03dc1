// What a session does with sweeps: it starts, resumes and ends them, opens a member, and answers requests about them.

import { isAbort } from '../../base/abort.ts';
import { messageOf } from '../../base/errors.ts';
import type { RunConfig } from '../../contract/config.ts';
import type { WorkerCommand, WorkerEvent } from '../../contract/messages.ts';
import { membersOf, type SweepPlan } from '../../contract/sweep.ts';
import type { SweepCommand, SweepRefusal } from '../../contract/sweep-state.ts';
import { isStorageMissing } from '../checkpoint/storage-errors.ts';
import { failureOf } from '../failures.ts';
import type { SessionHost } from '../host.ts';
import { loadSweep } from './load-sweep.ts';
import { openMember, type OpenTools } from './open-member.ts';
import { Sweep, type SweepTools } from './sweep.ts';
import { createThreads, NoPoolError, SweepPools } from './sweep-pools.ts';
import { searchLearningRate, voteOf } from './sweep-requests.ts';

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
  /** The newest configuration of the page; null before there is one. */
  configured(): RunConfig | null;
  /** Resolves once the page's saved run is shown, where it is a finished one of the configuration. */
  settled(): Promise<void>;
  /** Whether another tab trains; if so, the page is notified. */
  isOtherTabTraining(): Promise<boolean>;
  /** Takes the tab lock for a sweep. `failed`: the page was notified. */
  begin(): Promise<'begun' | 'busy' | 'other-tab' | 'failed'>;
  /** The sweep is over: releases the lock. */
  end(): void;
}

type Host = Pick<SessionHost, 'chooseEngine' | 'createPool' | 'sweeps' | 'verdicts'>;
type Known = { sweep: Sweep } | { refusal: SweepRefusal };

export class Sweeps {
  readonly #host: Host;
  readonly #hooks: SweepHooks;
  readonly #pools: SweepPools;
  /** The newest of this visit, under way or not. */
  #sweep: Sweep | null = null;
  #underWay = false;
  /** It is to be deleted once it has ended. */
  #unwanted = false;
  #deleting: Promise<void> = Promise.resolve();
  /** The newest request that computes. */
  #computing: Promise<unknown> = Promise.resolve();

  constructor(host: Host, hooks: SweepHooks) {
    this.#host = host;
    this.#hooks = hooks;
    this.#pools = new SweepPools(host);
  }

  /** The sweep in progress. */
  get current(): Sweep | null {
    return this.#underWay ? this.#sweep : null;
  }

  /** Never rejects: what goes wrong is sent as a failure, or as the answer to a request. */
  async handle(command: SweepCommand): Promise<void> {
    try {
      await this.#handle(command);
    } catch (error) {
      const { emit } = this.#hooks;
      if ('id' in command) emit({ type: 'request-failed', id: command.id, message: messageOf(error) });
      else emit({ type: 'failure', failure: failureOf(error, null) });
    }
  }

  async #handle(command: SweepCommand): Promise<void> {
    switch (command.type) {
      case 'start-sweep':
        return this.#start(command.plan);
      case 'show-sweep':
        return this.#show();
      case 'pause-sweep':
        return this.current?.pause();
      case 'resume-sweep':
        if (this.current) return this.current.resume();
        return this.#resume();
      case 'stop-sweep':
        return this.current?.stop();
      case 'drop-member':
        return this.current?.drop(command.member);
      case 'open-member':
        return this.#open(command.member);
      case 'clear-sweep':
        if (!this.current) return this.#delete();
        this.#unwanted = true;
        return this.current.cancel();
      case 'find-learning-rate':
      case 'vote':
        return this.#answer(command);
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
    const sweep = new Sweep(saved, new Map(), this.#tools());
    await this.#run(sweep, () => this.#otherData(sweep, plan.base.data));
  }

  async #resume(): Promise<void> {
    if (!this.#hooks.idle()) return this.#refuse({ reason: 'busy' });
    const known = this.#unsaved() ?? (await this.#load());
    if ('refusal' in known) return this.#refuse(known.refusal);
    const { sweep } = known;
    this.#sweep ??= sweep;
    await this.#run(sweep);
  }

  /** What only memory has of the sweep goes on from there. */
  #unsaved(): { sweep: Sweep } | null {
    const sweep = this.#sweep && this.#sweep.again(this.#tools());
    return sweep && { sweep };
  }

  async #run(sweep: Sweep, otherData = () => this.#otherData(sweep)): Promise<void> {
    const { emit, begin, end, settled } = this.#hooks;
    const refusal = otherData();
    if (refusal) return this.#refuse(refusal);
    // Their ends would be those of this sweep, or of the run that the page shows.
    await Promise.all([this.#deleting, settled()]);
    const begun = await begin();
    if (begun !== 'begun') {
      // The page may wait for one that it asked this worker to resume.
      if (this.#sweep) emit({ type: 'sweep', state: this.#sweep.state });
      if (begun !== 'failed') this.#refuse({ reason: begun });
      return;
    }
    // The page may have chosen other data meanwhile.
    const lateRefusal = otherData();
    if (lateRefusal) {
      end();
      return this.#refuse(lateRefusal);
    }
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
      const { engine, message } = failed.error;
      this.#refuse({ reason: 'no-engine', engine, message });
    } else if (failed && !isAbort(failed.error)) {
      emit({ type: 'failure', failure: failureOf(failed.error, null) });
    }
    if (this.#unwanted) await this.#delete();
  }

  #delete(): Promise<void> {
    this.#unwanted = false;
    this.#deleting = this.#clear();
    return this.#deleting;
  }

  async #clear(): Promise<void> {
    if (await this.#hooks.isOtherTabTraining()) return this.#refuse({ reason: 'other-tab' });
    try {
      await this.#host.sweeps.clear();
    } catch (error) {
      if (!isStorageMissing(error)) return this.#refuse({ reason: 'not-deleted', detail: messageOf(error) });
    }
    this.#sweep = null;
    this.#hooks.emit({ type: 'sweep', state: null });
  }

  async #show(): Promise<void> {
    const known = await this.#known();
    if ('sweep' in known) return this.#hooks.emit({ type: 'sweep', state: known.sweep.state });
    this.#hooks.emit({ type: 'sweep', state: null });
    if (known.refusal.reason !== 'nothing-saved') this.#refuse(known.refusal);
  }

  /** The sweep of this visit, or the one in storage. */
  async #known(): Promise<Known> {
    if (this.#sweep) return { sweep: this.#sweep };
    const loaded = await this.#load();
    // One that was begun meanwhile comes first.
    if (this.#sweep) return { sweep: this.#sweep };
    if ('sweep' in loaded) this.#sweep = loaded.sweep;
    return loaded;
  }

  async #load(): Promise<Known> {
    const loaded = await loadSweep(this.#host.sweeps);
    if ('refusal' in loaded) return loaded;
    const { saved, runs } = loaded;
    return { sweep: new Sweep(saved, runs, this.#tools()) };
  }

  /** Its data would replace that of all views. `unconfigured`: what the page shows before it has configured anything. */
  #otherData(
    { plan: { base } }: Sweep,
    unconfigured = this.#hooks.loader.dataset.facts.id,
  ): SweepRefusal | null {
    const shown = this.#hooks.configured()?.data ?? unconfigured;
    return base.data === shown ? null : { reason: 'other-data', data: base.data };
  }

  async #open(member: number): Promise<void> {
    const known = await this.#known();
    if ('refusal' in known) return this.#refuse(known.refusal);
    const { sweep } = known;
    const run = sweep.tested(member);
    if (!run) return this.#refuse({ reason: 'not-done' });
    const refusal = this.#otherData(sweep);
    if (refusal) return this.#refuse(refusal);
    // Its run replaces the saved one, which the other tab writes.
    if (await this.#hooks.isOtherTabTraining()) return this.#refuse({ reason: 'other-tab' });
    if (!(await openMember(run, this.#hooks))) this.#refuse({ reason: 'busy' });
  }

  async #answer(request: Extract<SweepCommand, { id: number }>): Promise<void> {
    const { emit } = this.#hooks;
    const { id } = request;
    const event = request.type === 'vote' ? await this.#vote(request) : await this.#search(request);
    emit(event ?? { type: 'refused', id, reason: 'busy' });
  }

  #search({
    id,
    config,
  }: Extract<SweepCommand, { type: 'find-learning-rate' }>): Promise<WorkerEvent | null> {
    const createPool = (used: RunConfig) => createThreads(this.#host, 1, used);
    return searchLearningRate(id, config, { ...this.#hooks, createPool, inTurn: this.#inTurn });
  }

  async #vote(request: Extract<SweepCommand, { type: 'vote' }>): Promise<WorkerEvent | null> {
    const known = await this.#known();
    const refusal = 'refusal' in known ? known.refusal : this.#otherData(known.sweep);
    if (refusal) this.#refuse(refusal);
    const { id } = request;
    if (refusal || 'refusal' in known) return { type: 'refused', id, reason: 'no-model' };
    const createPool = (used: RunConfig) => createThreads(this.#host, used.threads, used);
    return voteOf(id, known.sweep, request, { ...this.#hooks, createPool, inTurn: this.#inTurn });
  }

  readonly #inTurn = <T>(compute: () => Promise<T>): Promise<T> => {
    const turn = this.#computing.then(compute);
    this.#computing = turn.catch(() => {});
    return turn;
  };

  #tools(): SweepTools {
    const { emit, loader, now } = this.#hooks;
    return { emit, loader, now, pools: this.#pools, store: this.#host.sweeps };
  }
}
