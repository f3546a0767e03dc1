// One run from its first step, or from a checkpoint, to its score: epochs of steps, validation after each, the best weights
// kept, the test set scored once on them. It knows no messages beyond the events it emits.

import { confusionOf } from '../../base/confusion.ts';
import type { RunConfig } from '../../contract/config.ts';
import { DATASET_COUNT, CLASS_KEYS, TEST_COUNT, TRAIN_COUNT } from '../../contract/dataset.ts';
import type { WorkerEvent, Failure, RunPhase } from '../../contract/messages.ts';
import type { EpochMetrics, RunPlan, TestResult } from '../../contract/metrics.ts';
import { plainSample } from '../../contract/sample.ts';
import { learningRateFactor } from '../../recipe/schedule.ts';
import { epochOrder, splitSamples, trainingImages } from '../../recipe/split.ts';
import type { Engine, ModelState } from '../../engine/engine.ts';
import { runStartOf, initialState, type StartWeights } from './run-start.ts';
import type { RunControl } from './control.ts';
import type { Snapshots } from '../inspect/snapshots.ts';
import { DivergenceDetector, type DivergenceSign } from './divergence.ts';
import { planOf, RunRecord, FIRST_CURSOR, type BestModel, type RunCursor } from './run-record.ts';
import type { Saver } from '../checkpoint/saver.ts';
import { StepReporter } from './reports.ts';
import { evaluate, type EvaluationResult } from './evaluation.ts';
import { yieldToMessages } from './yield.ts';

/** The numbers can't be those of a network that learns. */
class Diverged extends Error {
  override readonly name = 'Diverged';
  readonly step: number;
  readonly sign: DivergenceSign;
  constructor(step: number, sign: DivergenceSign) {
    super(`${sign} at step ${step}`);
    this.step = step;
    this.sign = sign;
  }
}

export interface RunHooks {
  emit(event: WorkerEvent): void;
  onPhase(phase: RunPhase): void;
  /** Labels of all pictures. */
  labels(): Uint8Array;
  /** The best weights so far, whenever they change or are scored. */
  onBest(kept: BestModel): void;
  saver: Saver;
  models: Snapshots;
}

export type RunOutcome = { kind: 'finished' } | { kind: 'nothing' } | { kind: 'failed'; failure: Failure };

export class Run {
  readonly record: RunRecord;
  readonly #engine: Engine;
  readonly #control: RunControl;
  readonly #hooks: RunHooks;
  readonly #meter: StepReporter;
  readonly #watch: DivergenceDetector;
  /** What the engine starts from. */
  readonly #initial: ModelState;
  readonly #start: RunCursor;
  /** Updates made to the model that the engine holds. */
  #modelStep: number;
  /** The control's active seconds at which the run's own begin: the wait for data and engine is not training time. */
  #began = 0;

  constructor(
    config: RunConfig,
    engine: Engine,
    control: RunControl,
    hooks: RunHooks,
    beginning: StartWeights,
  ) {
    const plan = planOf(config, engine, runStartOf(beginning));
    const resumed = beginning.from === 'checkpoint' ? beginning.run : null;
    this.record = new RunRecord(plan, resumed);
    this.#engine = engine;
    this.#control = control;
    this.#hooks = hooks;
    this.#meter = new StepReporter(plan, hooks.emit, this.record.history);
    this.#watch = new DivergenceDetector(plan.stepsPerEpoch);
    this.#start = resumed?.checkpoint ?? FIRST_CURSOR;
    this.#initial = initialState(beginning, config);
    if (beginning.from === 'file') {
      this.#start = { ...FIRST_CURSOR, epoch: config.epochs + 1 };
      this.#keep({ state: this.#initial, config, metrics: null, test: null });
    }
    this.#modelStep = this.#initial.step;
  }

  get plan(): RunPlan {
    return this.record.plan;
  }

  /** Updates made to the model that the engine holds. */
  get step(): number {
    return this.#modelStep;
  }

  /** For the steps to come; a schedule's peak. */
  setLearningRate(value: number): void {
    const mark = { step: this.record.step, value };
    this.record.learningRate = value;
    this.record.marks.push(mark);
    this.#hooks.emit({ type: 'learning-rate', mark });
  }

  /** A person draws, and waits for what the model at hand says. */
  answerSoon(): void {
    this.#control.answerSoon();
  }

  /** Tells the page all steps so far, without waiting for the next regular report. */
  report(): void {
    this.#meter.flush();
  }

  /** Resolves when the run ended by itself or by Stop; throws `RunCancelled` after Reset, and what the engine throws. */
  async execute(): Promise<RunOutcome> {
    const { epochs } = this.plan.config;
    this.#began = this.#control.activeSeconds - this.#start.seconds;
    await this.#engine.write(this.#initial);
    if (this.#start === FIRST_CURSOR) this.#hooks.models.keep(0, this.#initial);
    // A run that is stopped before its next step ends with the sums that it came with.
    this.#meter.beginEpoch(this.#control.activeSeconds - this.#start.epochSeconds, this.#start);
    try {
      const { epoch: first } = this.#start;
      for (let epoch = first; epoch <= epochs && !this.#control.stopped; epoch++) {
        await this.#epoch(epoch, epoch === first ? this.#start : FIRST_CURSOR);
      }
      this.report();
      if (this.record.step === 0 && this.record.best === null) return { kind: 'nothing' };
      if (this.record.best === null) await this.#validate(1, false);
      await this.#finish();
      return { kind: 'finished' };
    } catch (error) {
      if (error instanceof Diverged) return { kind: 'failed', failure: await this.#takeBack(error) };
      throw error;
    }
  }

  async #epoch(epoch: number, { epochSeconds, ...sums }: RunCursor): Promise<void> {
    const { config } = this.plan;
    this.#phase('training');
    const order = epochOrder(config, trainingImages(config), epoch);
    this.#meter.beginEpoch(this.#control.activeSeconds - epochSeconds, sums);
    for (let first = sums.images; first < order.length;) {
      await this.#turn(epoch);
      if (this.#control.stopped) return;
      const steps = this.#meter.chunkSteps(this.#control.chunkMilliseconds);
      const samples = order.subarray(first, first + steps * config.batch);
      await this.#train(samples);
      first += samples.length;
      await yieldToMessages();
    }
    await this.#turn(epoch);
    await this.#validate(epoch, true);
  }

  /** Between two chunks: keeps the run where that is due, or before it waits. */
  async #turn(epoch: number): Promise<void> {
    this.#control.signal.throwIfAborted();
    if (this.#hooks.saver.due || this.#control.paused) {
      const epochSeconds = this.#control.activeSeconds - this.#meter.epochStart;
      const position = { ...this.#meter.sums, epoch, epochSeconds, seconds: this.#seconds };
      this.#keepRun(await this.#read(), position);
    }
    await this.#control.turn();
  }

  async #train(samples: Uint32Array): Promise<void> {
    const { config, totalSteps } = this.plan;
    const { step } = this.record;
    const rates = new Float32Array(Math.ceil(samples.length / config.batch));
    for (let i = 0; i < rates.length; i++) {
      rates[i] = this.record.learningRate * learningRateFactor(config, step + i, totalSteps);
    }
    const began = performance.now();
    const result = await this.#engine.train({ samples, batch: config.batch, learningRates: rates });
    const milliseconds = performance.now() - began;
    const allRight = (at: number) =>
      result.correct[at] === Math.min(config.batch, samples.length - at * config.batch);
    const bad = this.#watch.check(result.losses, allRight);
    if (bad) throw new Diverged(step + bad.at + 1, bad.sign);
    this.#meter.add(result, samples.length, rates.at(-1)!, milliseconds);
    this.#modelStep += rates.length;
  }

  /** Scores the validation set and keeps the weights when they are the best so far. */
  async #validate(epoch: number, stoppable: boolean): Promise<void> {
    this.report();
    this.#phase('validating');
    const began = this.#control.activeSeconds;
    const { validation } = splitSamples(this.plan.config);
    const result = await this.#score(validation.map(plainSample), stoppable);
    if (result === null) return;
    const state = await this.#read();
    if (!Number.isFinite(result.loss)) throw new Diverged(this.record.step, 'not-finite');
    const accuracy = result.correct / validation.length;
    const best = accuracy > (this.record.best?.metrics?.validationAccuracy ?? -1);
    const labels = this.#hooks.labels();
    const truths = validation.map((index) => labels[index]!);
    const metrics: EpochMetrics = {
      epoch,
      step: this.record.step,
      trainLoss: this.#meter.epochLoss,
      trainAccuracy: this.#meter.epochAccuracy,
      validationLoss: result.loss,
      validationAccuracy: accuracy,
      seconds: this.#control.activeSeconds - this.#meter.epochStart,
      best,
      validationConfusion: confusionOf(truths, result.predicted, CLASS_KEYS.length),
    };
    this.#meter.noteValidation(this.#control.activeSeconds - began);
    if (best) this.#keep({ state, config: this.plan.config, metrics, test: null });
    this.record.epochs.push(metrics);
    this.#hooks.models.keep(epoch, state);
    this.#hooks.emit({ type: 'epoch', metrics });
    // A run that was stopped inside of its first epoch has not come to the second.
    if (stoppable) this.#keepRun(state, { ...FIRST_CURSOR, epoch: epoch + 1, seconds: this.#seconds });
  }

  #keepRun(state: ModelState, position: RunCursor): void {
    const { losses, accuracies } = this.record.history;
    this.#hooks.saver.save(this.record.checkpoint(state, position), losses.view(), accuracies.view());
  }

  /** The engine's model, which is never kept with numbers that are not finite. */
  async #read(): Promise<ModelState> {
    const state = await this.#engine.read();
    if (!state.parameters.every(Number.isFinite)) throw new Diverged(this.record.step, 'not-finite');
    return state;
  }

  get #seconds(): number {
    return this.#control.activeSeconds - this.#began;
  }

  /** Back to the best weights; the test set is scored once, on them. */
  async #finish(): Promise<void> {
    const seconds = this.#seconds;
    const { step } = this.record;
    const stoppedAtStep = step > 0 && step < this.plan.totalSteps ? step : null;
    const kept = this.record.best!;
    await this.#engine.write(kept.state);
    this.#modelStep = kept.state.step;
    this.#phase('testing');
    const words = Uint32Array.from({ length: TEST_COUNT }, (_, i) => plainSample(TRAIN_COUNT + i));
    const result = (await this.#score(words, false))!;
    const labels = this.#hooks.labels().slice(TRAIN_COUNT, DATASET_COUNT);
    const test: TestResult = {
      accuracy: result.correct / TEST_COUNT,
      correct: result.correct,
      total: TEST_COUNT,
      loss: result.loss,
      bestEpoch: kept.metrics?.epoch ?? null,
      bestValidationAccuracy: kept.metrics?.validationAccuracy ?? null,
      seconds,
      stoppedAtStep,
      engine: this.plan.engine,
      device: this.plan.device,
      predicted: result.predicted,
      confidence: result.confidence,
      labels,
    };
    this.#keep({ ...kept, test });
    this.#keepRun(kept.state, { ...FIRST_CURSOR, epoch: this.plan.config.epochs + 1, seconds });
    this.#hooks.emit({ type: 'result', result: test });
  }

  /** Puts the model back to the best epoch, or to the start. */
  async #takeBack({ step, sign }: Diverged): Promise<Failure> {
    this.report();
    const { best, learningRate } = this.record;
    const state = best?.state ?? this.#initial;
    await this.#engine.write(state);
    this.#modelStep = state.step;
    return {
      kind: 'diverged',
      sign,
      step,
      epoch: Math.ceil(step / this.plan.stepsPerEpoch),
      learningRate,
      restored: best?.metrics ? { from: 'best-epoch', epoch: best.metrics.epoch } : { from: 'start' },
    };
  }

  #score(words: Uint32Array, stoppable: boolean): Promise<EvaluationResult | null> {
    const total = words.length;
    return evaluate(
      this.#engine,
      words,
      this.#control,
      (done) => this.#hooks.emit({ type: 'scoring', done, total }),
      stoppable,
    );
  }

  #keep(kept: BestModel): void {
    this.record.best = kept;
    this.#hooks.onBest(kept);
  }

  #phase(phase: RunPhase): void {
    this.#hooks.onPhase(phase);
  }
}
