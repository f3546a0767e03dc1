// A run's life in the worker: choose an engine, load the data, train and score, recover from lost engines, end.

import { isAbort, untilAborted } from '../../base/abort.ts';
import { messageOf } from '../../base/errors.ts';
import { FIELDS } from '../../contract/config.ts';
import type { RunPhase, SyntheticProgress } from '../../contract/messages.ts';
import { DataError, FIRST_SHARD } from '../../dataset/fetch-shards.ts';
import { DeviceLostError, type Engine } from '../../engine/engine.ts';
import { isStreamed } from '../../recipe/split.ts';
import type { Saver } from '../checkpoint/saver.ts';
import type { DatasetLoader } from '../dataset-loader.ts';
import { failureOf } from '../failures.ts';
import { Snapshots } from '../inspect/snapshots.ts';
import { prepareTrainingSet, type TrainingSet } from '../training-set.ts';
import { RunCancelled, RunControl } from './control.ts';
import { withRecovery } from './recovery.ts';
import { RunImages } from './run-images.ts';
import { RunEngine, type RunEngineTools } from './run-engine.ts';
import type { RunRequest, StartWeights } from './run-start.ts';
import type { RunOutcome } from './run-outcome.ts';
import { Run } from './run.ts';
import { serialEngine } from './serial-engine.ts';
import type { Sleep } from './sleep.ts';

/** The part of a run that requests are answered from. */
export type ShownRun = Pick<Run, 'plan' | 'step' | 'record' | 'singleStep' | 'answerSoon'>;

/** A run with the models that it can show. */
export interface CurrentRun {
  run: ShownRun;
  /** Holds the run's model; null when it was lost. */
  engine: Engine | null;
  snapshots: Snapshots;
}

/** How a job ended. The model of `current` can still predict, be exported and be fine-tuned. */
export type JobEnd = { phase: 'finished' | 'failed'; current: CurrentRun } | { phase: 'idle'; current: null };

export interface JobTools extends RunEngineTools {
  loader: DatasetLoader;
  saver: Saver;
  /** Milliseconds. */
  now(): number;
  /** Waits of a limited speed. */
  sleep: Sleep;
  /** Null for full speed. */
  stepsPerSecond: number | null;
}

type Stage =
  /** Engine and data are prepared; `run` is the one whose engine was lost. */
  | { kind: 'preparing'; engine: Engine | null; run: Run | null }
  | { kind: 'running'; engine: Engine; run: Run };

export class TrainingJob {
  readonly #request: RunRequest;
  readonly #tools: JobTools;
  readonly #control: RunControl;
  readonly #snapshots: Snapshots;
  #stage: Stage = { kind: 'preparing', engine: null, run: null };
  /** What the job does unless it is held by a pause. */
  #activity: RunPhase = 'preparing';
  #held = false;
  /** A reset also deletes the saved run; a hand-over leaves it to the other tab. */
  #ending: 'reset' | 'hand-over' | null = null;

  /** The page has been sent the phase `preparing`. */
  constructor(request: RunRequest, tools: JobTools) {
    this.#request = request;
    this.#tools = tools;
    this.#snapshots = new Snapshots(request.config);
    this.#control = new RunControl(tools.now, (held) => this.#hold(held), tools.sleep);
    this.#control.setSpeed(tools.stepsPerSecond);
    if (request.oneStep) this.#control.step();
  }

  get phase(): RunPhase {
    return this.#held ? 'paused' : this.#activity;
  }

  /** Whether the model may be edited: the run is paused between two steps, and will go on. */
  get editable(): boolean {
    return this.#held && this.#activity === 'training' && !this.#control.stopped && this.#ending === null;
  }

  get current(): CurrentRun | null {
    const { kind, run, engine } = this.#stage;
    return run && { run, engine: kind === 'running' ? engine : null, snapshots: this.#snapshots };
  }

  pause(): void {
    if (this.phase !== 'preparing') this.#control.pause();
  }

  resume(): void {
    this.#control.resume();
  }

  /** Makes one more step and pauses; ignored before the run and during the test. */
  step(): void {
    if (this.phase !== 'preparing' && this.phase !== 'testing') this.#control.step();
  }

  /** For the steps to come; null for full speed. */
  setSpeed(stepsPerSecond: number | null): void {
    this.#control.setSpeed(stepsPerSecond);
    this.#stage.run?.report();
  }

  /** The run saves itself soon if a save was requested, also while it waits for its next step. */
  wake(): void {
    this.#control.wake();
  }

  /** Ends the run early and scores its best weights; before there is a run it cancels the job. */
  stop(): void {
    if (this.phase === 'preparing' && !this.#stage.run) this.#control.cancel();
    else if (this.phase !== 'testing') this.#control.stop();
  }

  /** Cancels the job and deletes its saved run. */
  reset(): void {
    this.#ending = 'reset';
    this.#control.cancel();
  }

  /** Saves the run and ends the job, so that another tab can resume it. */
  handOver(): void {
    this.#ending ??= 'hand-over';
    if (this.#held) this.#control.cancel();
    else this.#control.pause();
  }

  /** Ends the job; the other tab that took the lock owns the saved run. */
  lockStolen(): void {
    this.#tools.saver.revoke();
    this.#control.cancel();
  }

  /** Ignored where the configuration would not take it. */
  setLearningRate(value: number): void {
    const { min, max } = FIELDS.lr;
    if (!(value >= min && value <= max)) return;
    const { run } = this.#stage;
    run?.setLearningRate(value);
    if (run && this.#held) this.#tools.saver.amend(run.record);
  }

  /** Runs the job to its end. Never rejects: what goes wrong is sent as a failure. */
  async execute(): Promise<JobEnd> {
    const { emit, saver } = this.#tools;
    const runEngine = new RunEngine(this.#request, this.#tools);
    let end: JobEnd;
    try {
      const trainingSet = this.#prepareTrainingSet();
      // Its failure counts once an engine is there.
      trainingSet.catch(() => {});
      await runEngine.choose();
      const outcome = await this.#train(runEngine, trainingSet);
      if ('failure' in outcome) {
        // Its numbers may be at fault.
        runEngine.distrust();
        emit({ type: 'failure', failure: outcome.failure });
      }
      // Without a model a job ends as if it were cancelled.
      if (outcome.kind === 'nothing' || outcome.kind === 'unusable') throw new RunCancelled();
      end = { phase: outcome.kind, current: this.current! };
    } catch (error) {
      end = { phase: 'idle', current: null };
      const { run, engine } = this.#stage;
      engine?.dispose();
      const cancelled = error instanceof RunCancelled || this.#control.signal.aborted;
      this.#stage = { kind: 'preparing', engine: null, run: cancelled ? null : run };
      if (cancelled) {
        if (this.#ending === 'reset') await saver.clear();
      } else {
        const started = engine !== null || run !== null;
        if (!isAbort(error)) {
          if (!(error instanceof DataError)) runEngine.distrust();
          emit({ type: 'failure', failure: failureOf(error, runEngine.report, started, saver.newest) });
        }
        // Ends the preparation of the training set, which may still go on.
        this.#control.cancel();
        // The best weights can still be exported, and the run can be resumed on a fresh engine.
        if (this.current) end = { phase: 'failed', current: this.current };
      }
    }
    await saver.flush();
    return end;
  }

  /** Beside the choice and the start of the engine. */
  async #prepareTrainingSet(): Promise<TrainingSet> {
    const { config, weights } = this.#request;
    const { emit, loader } = this.#tools;
    const { signal } = this.#control;
    const loading = loader.ensure(config);
    const early = isStreamed(config) && weights.from !== 'file';
    // If the loading fails after this, the run ends where it waits for the images.
    await untilAborted<unknown>(early ? loader.untilLoaded(FIRST_SHARD, config) : loading, signal);
    // A weight file is only scored: it needs no synthetic training images.
    const wanted = weights.from === 'file' ? { ...config, synthetic: 0 } : config;
    const report = (progress: SyntheticProgress) => emit({ type: 'synthetic-progress', progress });
    return prepareTrainingSet(loader.dataset, wanted, signal, report);
  }

  async #train(runEngine: RunEngine, trainingSet: Promise<TrainingSet>): Promise<RunOutcome> {
    const { emit, saver } = this.#tools;
    const { signal } = this.#control;
    const create = async () => {
      const engine = await runEngine.create();
      try {
        await trainingSet;
        return engine;
      } catch (error) {
        engine.dispose();
        throw error;
      }
    };
    return withRecovery({
      start: this.#request.weights,
      saver,
      create,
      attempt: async (fresh, from, recovering) => {
        const set = await trainingSet;
        const engine = serialEngine(fresh);
        this.#stage = { kind: 'preparing', engine, run: this.#stage.run };
        signal.throwIfAborted();
        if (this.#control.stopped && !recovering) throw new RunCancelled();
        const images = new RunImages(this.#request.config, set, engine, this.#tools.loader);
        await images.upload();
        await this.#control.turn();
        return this.#execute(engine, from, images, recovering);
      },
      onLost: (error, fromStep, times) => {
        const { run, engine } = this.#stage;
        run?.report();
        engine?.dispose();
        this.#stage = { kind: 'preparing', engine: null, run };
        const lost = error instanceof DeviceLostError ? 'device' : 'engine';
        const atStep = run?.record.step ?? 0;
        const message = messageOf(error);
        const engineName = runEngine.report!.chosen;
        runEngine.distrust();
        emit({ type: 'recovered', recovery: { lost, engine: engineName, atStep, fromStep, times, message } });
        this.#enter('preparing');
      },
    });
  }

  #execute(engine: Engine, from: StartWeights, images: RunImages, recovering: boolean): Promise<RunOutcome> {
    const { emit, saver } = this.#tools;
    const onPhase = (phase: RunPhase) => this.#enter(phase);
    const hooks = { emit, onPhase, images, saver, snapshots: this.#snapshots };
    const run = new Run(this.#request.config, engine, this.#control, hooks, from);
    this.#stage = { kind: 'running', engine, run };
    if (from.from === 'checkpoint' || from.from === 'file' || recovering)
      emit({ type: 'restored', run: run.record.restored() });
    else emit({ type: 'started', plan: run.plan });
    return run.execute();
  }

  #enter(phase: RunPhase): void {
    this.#activity = phase;
    this.#tools.emit({ type: 'phase', phase });
  }

  #hold(held: boolean): void {
    this.#held = held;
    if (held) this.#stage.run?.report();
    this.#tools.emit({ type: 'phase', phase: this.phase });
    if (held && this.#ending === 'hand-over') this.#control.cancel();
  }
}
