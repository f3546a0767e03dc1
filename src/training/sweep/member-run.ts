// The run of one member on an engine of the pool, from its start or its checkpoint to its test.

import { isAbort } from '../../base/abort.ts';
import { messageOf } from '../../base/errors.ts';
import type { EndedStatus } from '../../contract/saved-sweep.ts';
import type { SweepMember } from '../../contract/sweep.ts';
import type { SweepProgress } from '../../contract/sweep-state.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { DeviceLostError } from '../../engine/engine.ts';
import { NoDeviceError, NoRoomError, type EnginePool, type PoolEngine } from '../../engine/pool.ts';
import type { RunStore } from '../../storage/run-store.ts';
import type { ResumableRun } from '../checkpoint/checkpoint.ts';
import { Saver } from '../checkpoint/saver.ts';
import { engineSpec } from '../engine-spec.ts';
import { NO_SNAPSHOTS } from '../inspect/snapshots.ts';
import { RunCancelled, RunControl } from '../run/control.ts';
import { withRecovery } from '../run/recovery.ts';
import { RunImages } from '../run/run-images.ts';
import type { RunOutcome } from '../run/run-outcome.ts';
import type { StartWeights } from '../run/run-start.ts';
import { Run } from '../run/run.ts';
import type { TrainingSet } from '../training-set.ts';
import { NOT_MEASURED, type Measured } from './member-state.ts';

export interface MemberTools {
  pool: EnginePool;
  /** Complete. */
  dataset: Dataset;
  trainingSet: TrainingSet;
  store: Pick<RunStore, 'save'>;
  /** It has its network. */
  onCreated(): void;
  /** Something of the member has changed. */
  onChange(): void;
  onSaving(notSaved: SweepProgress['notSaved']): void;
}

/**
 * How the run ended. Its checkpoint stays where it was `cancelled`, where others left no memory for its network (`no-room`), and
 * where the device of all members can't be opened again (`no-device`).
 */
export type MemberEnd =
  | { state: 'done' }
  | { state: 'cancelled' }
  | { state: 'no-room'; message: string }
  | { state: 'no-device'; error: NoDeviceError }
  | EndedStatus;

export class MemberRun {
  readonly #member: SweepMember;
  readonly #tools: MemberTools;
  readonly #control: RunControl;
  readonly #saver: Saver;
  /** What it starts from; null for its seed. */
  readonly #saved: ResumableRun | null;
  #engine: PoolEngine | null = null;
  /** Of engines that were lost. */
  #earlierMilliseconds = 0;
  #run: Run | null = null;
  #wasCreated = false;
  #held = false;

  constructor(member: SweepMember, saved: ResumableRun | null, tools: MemberTools) {
    this.#member = member;
    this.#saved = saved;
    this.#tools = tools;
    // A clock that moves while this member computes, and not while it waits for others on its thread.
    const now = () => this.busyMilliseconds;
    this.#control = new RunControl(now, (held) => {
      this.#held = held;
      tools.onChange();
    });
    this.#saver = new Saver(
      tools.store,
      { delete: async () => {} },
      (status) => {
        const { reason, detail } = status.state === 'saved' ? { reason: null, detail: '' } : status;
        tools.onSaving(reason && { reason, detail });
      },
      now,
    );
    this.#saver.begin(saved);
  }

  /** Computing so far. */
  get busyMilliseconds(): number {
    return this.#earlierMilliseconds + (this.#engine?.busyMilliseconds ?? 0);
  }

  /** Whether it waits in a pause. */
  get held(): boolean {
    return this.#held;
  }

  /** Whether it has a network now. */
  get created(): boolean {
    return this.#engine !== null;
  }

  /** Whether it has had a network. */
  get wasCreated(): boolean {
    return this.#wasCreated;
  }

  /** Its newest checkpoint. */
  get saved(): ResumableRun | null {
    return this.#saver.newest;
  }

  get measured(): Measured {
    if (!this.#run) return this.saved ? measuredOf(this.saved) : NOT_MEASURED;
    const { history, epochs, best } = this.#run.record;
    const seconds = (this.#saved?.checkpoint.seconds ?? 0) + this.busyMilliseconds / 1000;
    return { losses: history.losses.view(), epochs, best, seconds };
  }

  pause(): void {
    this.#control.pause();
  }

  resume(): void {
    this.#control.resume();
  }

  /** Ends it early: its best weights are tested. */
  stop(): void {
    this.#control.stop();
  }

  /** Ends it without a test. */
  cancel(): void {
    this.#control.cancel();
  }

  /** Saves it soon. */
  save(): void {
    this.#saver.request();
  }

  /** Runs it to its end. Never rejects. */
  async execute(): Promise<MemberEnd> {
    const end = await this.#train();
    this.#dropEngine();
    await this.#saver.flush();
    return end;
  }

  async #train(): Promise<MemberEnd> {
    const { pool } = this.#tools;
    const start: StartWeights = this.#saved ? { from: 'checkpoint', run: this.#saved } : { from: 'seed' };
    try {
      const outcome = await withRecovery({
        start,
        saver: this.#saver,
        create: () => pool.create(engineSpec(this.#member.config)),
        attempt: (engine, from) => this.#attempt(engine as PoolEngine, from),
        onLost: () => this.#dropEngine(),
        pooled: { isFinal: (error) => this.#control.signal.aborted || isFinal(error) },
      });
      return endOf(outcome);
    } catch (error) {
      if (error instanceof RunCancelled || isAbort(error) || this.#control.signal.aborted) {
        return { state: 'cancelled' };
      }
      if (error instanceof NoDeviceError) return { state: 'no-device', error };
      const message = messageOf(error);
      if (error instanceof NoRoomError) return { state: 'no-room', message };
      return { state: 'failed', reason: reasonOf(error, pool), message };
    }
  }

  async #attempt(engine: PoolEngine, from: StartWeights): Promise<RunOutcome> {
    const { dataset, trainingSet, onCreated, onChange } = this.#tools;
    const { config } = this.#member;
    this.#engine = engine;
    this.#wasCreated = true;
    onCreated();
    // All images are here: nothing is waited for.
    const images = new RunImages(config, trainingSet, engine, { dataset, untilLoaded: async () => {} });
    await images.upload();
    await this.#control.turn();
    const hooks = {
      emit: onChange,
      onPhase: onChange,
      images,
      saver: this.#saver,
      snapshots: NO_SNAPSHOTS,
    };
    this.#run = new Run(config, engine, this.#control, hooks, from);
    return this.#run.execute();
  }

  #dropEngine(): void {
    this.#earlierMilliseconds = this.busyMilliseconds;
    this.#engine?.dispose();
    this.#engine = null;
  }
}

/** Of a member that is not under way. */
export function measuredOf({ checkpoint, losses }: ResumableRun): Measured {
  const { epochs, best, seconds } = checkpoint;
  return { losses, epochs, best, seconds };
}

function endOf(outcome: RunOutcome): MemberEnd {
  switch (outcome.kind) {
    case 'finished':
      return { state: 'done' };
    case 'nothing':
      return { state: 'not-trained' };
    case 'failed':
    case 'unusable': {
      const { failure } = outcome;
      if (failure.kind !== 'diverged') throw new Error(`a member can't fail by its ${failure.kind}`);
      const { symptom, step, epoch } = failure;
      return { state: 'diverged', symptom, step, epoch };
    }
    default:
      return outcome satisfies never;
  }
}

/** Of a pool: there is no device, or no memory. */
const isFinal = (error: unknown) => error instanceof NoDeviceError || error instanceof RangeError;

function reasonOf(
  error: unknown,
  { device }: EnginePool,
): Extract<EndedStatus, { state: 'failed' }>['reason'] {
  if (error instanceof DeviceLostError) return device.kind === 'gpu' ? 'gpu' : 'thread';
  return error instanceof RangeError ? 'memory' : 'unexpected';
}
