// One run from its first step to its score: epochs of steps, validation after each, the best weights kept,
// the test set scored once on them. It knows no messages beyond the events it emits.

import { splitCounts, type RunConfig } from '../contract/config.ts';
import { TEST_COUNT, TRAIN_COUNT } from '../contract/dataset.ts';
import type { Event, Failure, RunPhase } from '../contract/messages.ts';
import type { EpochMetrics, RunPlan, TestResult } from '../contract/metrics.ts';
import { parameterLayout } from '../contract/model.ts';
import { plainSample } from '../contract/sample.ts';
import { initialParameters } from '../data/initial-parameters.ts';
import { learningRateFactor } from '../data/schedule.ts';
import { epochOrder, splitSamples } from '../data/split.ts';
import type { Engine, ModelState } from '../engine/engine.ts';
import type { RunControl } from './control.ts';
import { StepMeter } from './step-meter.ts';
import { score, type Score } from './score.ts';
import { yieldToMessages } from './yield.ts';

/** The loss or the weights are not finite any more. */
class Diverged extends Error {
  override readonly name = 'Diverged';
  readonly step: number;
  constructor(step: number) {
    super(`not finite at step ${step}`);
    this.step = step;
  }
}

/** Weights worth keeping, with what is known of them. */
export interface KeptModel {
  state: ModelState;
  config: RunConfig;
  metrics: EpochMetrics;
  test: TestResult | null;
}

export interface RunHooks {
  emit(event: Event): void;
  onPhase(phase: RunPhase): void;
  /** Labels of the 10,000 test pictures. */
  testLabels(): Uint8Array;
  /** The best weights so far, whenever they change or are scored. */
  onKept(kept: KeptModel): void;
}

export type RunOutcome = { kind: 'finished' } | { kind: 'nothing' } | { kind: 'failed'; failure: Failure };

export class Run {
  readonly plan: RunPlan;
  readonly #engine: Engine;
  readonly #control: RunControl;
  readonly #hooks: RunHooks;
  readonly #meter: StepMeter;
  readonly #initial: ModelState;
  #kept: KeptModel | null = null;
  #learningRate: number;
  #step = 0;
  /** Active seconds that had passed when the run began: the wait for data and engine is not training time. */
  #began = 0;

  constructor(config: RunConfig, engine: Engine, control: RunControl, hooks: RunHooks) {
    const { train, validation } = splitCounts(config);
    const stepsPerEpoch = Math.ceil(train / config.batch);
    const size = parameterLayout(config).size;
    this.plan = {
      config,
      engine: engine.name,
      device: engine.device,
      trainCount: train,
      validationCount: validation,
      stepsPerEpoch,
      totalSteps: stepsPerEpoch * config.epochs,
      parameterCount: size,
    };
    this.#engine = engine;
    this.#control = control;
    this.#hooks = hooks;
    this.#learningRate = config.lr;
    this.#meter = new StepMeter(this.plan, hooks.emit);
    this.#initial = {
      step: 0,
      parameters: initialParameters(config, config.init, config.seed),
      moment1: new Float32Array(size),
      moment2: new Float32Array(size),
    };
  }

  /** Updates made to the model that the engine holds. */
  get step(): number {
    return this.#step;
  }

  /** For the steps to come; a schedule's peak. */
  setLearningRate(value: number): void {
    this.#learningRate = value;
    this.#hooks.emit({ type: 'learning-rate', mark: { step: this.#step, value } });
  }

  /** Tells the page all steps so far, without waiting for the next regular report. */
  report(): void {
    this.#meter.flush();
  }

  /** Resolves when the run ended by itself or by Stop; throws `RunCancelled` after Reset, and what the engine throws. */
  async execute(): Promise<RunOutcome> {
    const { epochs } = this.plan.config;
    this.#began = this.#control.activeSeconds;
    await this.#engine.write(this.#initial);
    try {
      for (let epoch = 1; epoch <= epochs && !this.#control.stopped; epoch++) await this.#epoch(epoch);
      this.report();
      if (this.#step === 0) return { kind: 'nothing' };
      if (this.#kept === null) await this.#validate(1, false);
      await this.#finish();
      return { kind: 'finished' };
    } catch (error) {
      if (error instanceof Diverged) return { kind: 'failed', failure: await this.#takeBack(error) };
      throw error;
    }
  }

  async #epoch(epoch: number): Promise<void> {
    const { config } = this.plan;
    this.#phase('training');
    const order = epochOrder(config, splitSamples(config).train, epoch);
    this.#meter.beginEpoch(this.#control.activeSeconds);
    for (let first = 0; first < order.length;) {
      await this.#control.turn();
      if (this.#control.stopped) return;
      const samples = order.subarray(first, first + this.#meter.chunkSteps * config.batch);
      await this.#train(samples);
      first += samples.length;
      await yieldToMessages();
    }
    await this.#validate(epoch, true);
  }

  async #train(samples: Uint32Array): Promise<void> {
    const { config, totalSteps } = this.plan;
    const rates = new Float32Array(Math.ceil(samples.length / config.batch));
    for (let i = 0; i < rates.length; i++) {
      rates[i] = this.#learningRate * learningRateFactor(config, this.#step + i, totalSteps);
    }
    const began = performance.now();
    const result = await this.#engine.train({ samples, batch: config.batch, learningRates: rates });
    const milliseconds = performance.now() - began;
    const bad = result.losses.findIndex((loss) => !Number.isFinite(loss));
    if (bad >= 0) throw new Diverged(this.#step + bad + 1);
    this.#meter.add(this.#step, result, samples.length, rates.at(-1)!, milliseconds);
    this.#step += rates.length;
  }

  /** Scores the validation set and keeps the weights when they are the best so far. */
  async #validate(epoch: number, stoppable: boolean): Promise<void> {
    this.report();
    this.#phase('validating');
    const began = this.#control.activeSeconds;
    const { validation } = splitSamples(this.plan.config);
    const result = await this.#score(validation.map(plainSample), stoppable);
    if (result === null) return;
    const state = await this.#engine.read();
    if (!Number.isFinite(result.loss) || !state.parameters.every(Number.isFinite))
      throw new Diverged(this.#step);
    const accuracy = result.correct / validation.length;
    const best = this.#kept === null || accuracy > this.#kept.metrics.validationAccuracy;
    const metrics: EpochMetrics = {
      epoch,
      step: this.#step,
      trainLoss: this.#meter.epochLoss,
      trainAccuracy: this.#meter.epochAccuracy,
      validationLoss: result.loss,
      validationAccuracy: accuracy,
      seconds: this.#control.activeSeconds - this.#meter.epochBegan,
      best,
    };
    this.#meter.noteValidation(this.#control.activeSeconds - began);
    if (best) this.#keep({ state, config: this.plan.config, metrics, test: null });
    this.#hooks.emit({ type: 'epoch', metrics });
  }

  /** Back to the best weights; the test set is scored once, on them. */
  async #finish(): Promise<void> {
    const seconds = this.#control.activeSeconds - this.#began;
    const stoppedAtStep = this.#step < this.plan.totalSteps ? this.#step : null;
    const kept = this.#kept!;
    await this.#engine.write(kept.state);
    this.#step = kept.state.step;
    this.#phase('testing');
    const words = Uint32Array.from({ length: TEST_COUNT }, (_, i) => plainSample(TRAIN_COUNT + i));
    const result = (await this.#score(words, false))!;
    const labels = this.#hooks.testLabels();
    const test: TestResult = {
      accuracy: result.correct / TEST_COUNT,
      correct: result.correct,
      total: TEST_COUNT,
      loss: result.loss,
      bestEpoch: kept.metrics.epoch,
      bestValidationAccuracy: kept.metrics.validationAccuracy,
      seconds,
      stoppedAtStep,
      engine: this.plan.engine,
      device: this.plan.device,
      predicted: result.predicted,
      confidence: result.confidence,
      labels,
    };
    this.#keep({ ...kept, test });
    this.#hooks.emit({ type: 'result', result: test });
  }

  /** Puts the model back to the best epoch, or to the start, after numbers that are not finite. */
  async #takeBack({ step }: Diverged): Promise<Failure> {
    this.report();
    const kept = this.#kept;
    const state = kept?.state ?? this.#initial;
    await this.#engine.write(state);
    this.#step = state.step;
    return {
      kind: 'diverged',
      step,
      epoch: Math.ceil(step / this.plan.stepsPerEpoch),
      learningRate: this.#learningRate,
      kept: kept ? { from: 'best-epoch', epoch: kept.metrics.epoch } : { from: 'start' },
    };
  }

  #score(words: Uint32Array, stoppable: boolean): Promise<Score | null> {
    const total = words.length;
    return score(
      this.#engine,
      words,
      this.#control,
      (done) => this.#hooks.emit({ type: 'scoring', done, total }),
      stoppable,
    );
  }

  #keep(kept: KeptModel): void {
    this.#kept = kept;
    this.#hooks.onKept(kept);
  }

  #phase(phase: RunPhase): void {
    this.#hooks.onPhase(phase);
  }
}
