// One run from its first step, or from a checkpoint, to its score: epochs of steps with a validation after each, then the
// test set, scored once on the best weights.

import { allFinite } from '../../base/all-finite.ts';
import type { RunConfig } from '../../contract/config.ts';
import type { Failure, RunPhase, WorkerEvent } from '../../contract/messages.ts';
import type { RunPlan } from '../../contract/metrics.ts';
import { plainSample } from '../../contract/sample.ts';
import type { Engine, ModelState } from '../../engine/engine.ts';
import { learningRateFactor } from '../../recipe/schedule.ts';
import { epochOrder, splitSamples, trainingImages } from '../../recipe/split.ts';
import type { Saver } from '../checkpoint/saver.ts';
import { beginSnapshots } from '../inspect/begin-snapshots.ts';
import type { RunSnapshots } from '../inspect/snapshots.ts';
import type { RunControl } from './control.ts';
import { DivergedError, DivergenceDetector } from './divergence.ts';
import { evaluate, type EvaluationResult } from './evaluation.ts';
import { StepReporter } from './reports.ts';
import { epochMetrics, testResult } from './results.ts';
import type { RunImages } from './run-images.ts';
import { divergedFailure, type RunOutcome } from './run-outcome.ts';
import { FIRST_CURSOR, planOf, RunRecord, type RunCursor } from './run-record.ts';
import { initialState, runStartOf, type StartWeights } from './run-start.ts';
import type { SingleStep } from './single-step.ts';
import { yieldToMessages } from './yield.ts';

export interface RunHooks {
  emit(event: WorkerEvent): void;
  onPhase(phase: RunPhase): void;
  images: RunImages;
  saver: Saver;
  snapshots: RunSnapshots;
}

export class Run {
  readonly record: RunRecord;
  readonly #engine: Engine;
  readonly #control: RunControl;
  readonly #hooks: RunHooks;
  readonly #reporter: StepReporter;
  readonly #divergence: DivergenceDetector;
  /** What the engine starts from. */
  readonly #initial: ModelState;
  readonly #start: RunCursor;
  #modelStep: number;
  #singleStep: SingleStep | null = null;
  /** Steps that the engine computes now. */
  #stepsUnderWay = 0;
  /** The control's active seconds at which the run's own begin: waiting for data and engine is not training time. */
  #startedAt = 0;

  constructor(config: RunConfig, engine: Engine, control: RunControl, hooks: RunHooks, from: StartWeights) {
    const plan = planOf(config, engine, runStartOf(from));
    const resumed = from.from === 'checkpoint' ? from.run : null;
    this.record = new RunRecord(plan, resumed, from.from === 'weights' ? from.parameters : null);
    this.#engine = engine;
    this.#control = control;
    this.#hooks = hooks;
    this.#reporter = new StepReporter(plan, hooks.emit, this.record.history, control);
    this.#divergence = new DivergenceDetector(plan.stepsPerEpoch);
    this.#start = resumed?.checkpoint ?? FIRST_CURSOR;
    this.#initial = initialState(from, config);
    if (from.from === 'file') {
      // Nothing is trained: the cursor stands behind the last epoch.
      this.#start = { ...FIRST_CURSOR, epoch: config.epochs + 1 };
      this.record.best = { state: this.#initial, config, metrics: null, test: null };
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

  /** The newest step, if it was made alone: under Step or at a limited speed. Never saved. */
  get singleStep(): SingleStep | null {
    return this.#singleStep;
  }

  /** For the steps to come; a schedule's peak. */
  setLearningRate(value: number): void {
    const mark = { step: this.record.step + this.#stepsUnderWay, value };
    this.record.learningRate = value;
    this.record.marks.push(mark);
    this.#hooks.emit({ type: 'learning-rate', mark });
  }

  /** A person waits for a prediction: the next chunks are short. */
  answerSoon(): void {
    this.#control.answerSoon();
  }

  /** Sends the page all steps so far and the speed, without waiting for the next regular report. */
  report(): void {
    this.#reporter.flush();
  }

  /** Resolves when the run ended by itself or by Stop; throws `RunCancelled` after Reset, and what the engine throws. */
  async execute(): Promise<RunOutcome> {
    const { epochs } = this.plan.config;
    this.#startedAt = this.#control.activeSeconds - this.#start.seconds;
    beginSnapshots(this.#hooks.snapshots, this.record, this.#initial, this.#start === FIRST_CURSOR);
    await this.#engine.write(this.#initial);
    // A run that is stopped before its next step ends with the sums that it was resumed with.
    this.#reporter.beginEpoch(this.#control.activeSeconds - this.#start.epochSeconds, this.#start);
    try {
      for (let { epoch } = this.#start; epoch <= epochs && !this.#control.stopped; epoch++) {
        await this.#runEpoch(epoch, epoch === this.#start.epoch ? this.#start : FIRST_CURSOR);
      }
      this.report();
      await this.#control.turn();
      if (this.record.step === 0 && this.record.best === null) return { kind: 'nothing' };
      if (this.record.best === null) await this.#validate(1, false);
      await this.#finish();
      return { kind: 'finished' };
    } catch (error) {
      if (!(error instanceof DivergedError)) throw error;
      const { start } = this.plan;
      if (start.kind === 'file') return { kind: 'unusable', failure: { kind: 'weights', name: start.name } };
      return { kind: 'failed', failure: await this.#restoreBest(error) };
    }
  }

  async #runEpoch(epoch: number, { epochSeconds, ...sums }: RunCursor): Promise<void> {
    const { config } = this.plan;
    const { images, onPhase, snapshots } = this.#hooks;
    onPhase('training');
    const order = epochOrder(config, trainingImages(config), epoch);
    this.#reporter.beginEpoch(this.#control.activeSeconds - epochSeconds, sums);
    // Whether Step was pressed for the last step. A press during a step is for the next one.
    let stepping = false;
    for (let first = sums.images; first < order.length;) {
      const next = order.subarray(first, first + config.batch);
      do {
        await this.#turn(epoch);
        if (this.#control.stopped) return;
      } while ((await this.#wait(epoch, next)) || (await this.#control.waitForStep()));
      const alone = this.#control.oneStep;
      stepping = this.#control.stepping;
      const { step } = this.record;
      const fitting = alone ? 1 : this.#reporter.chunkSteps(this.#control.chunkMilliseconds);
      // A chunk ends where a snapshot is due, and where images are not loaded yet.
      const loaded = images.steps(order.subarray(first, first + fitting * config.batch), config.batch);
      const steps = Math.min(fitting, snapshots.dueAfter(step) - step, loaded);
      const samples = order.subarray(first, first + steps * config.batch);
      if (alone) await this.#trainAlone(samples);
      else await this.#trainChunk(samples);
      first += samples.length;
      // At an epoch's end the validation reads the state.
      if (first < order.length && snapshots.isDue(this.record.step))
        snapshots.add(await this.#read(), { epochEnd: false });
      // The step that ends the epoch ends with its validation.
      if (stepping && first < order.length) this.#control.endStep();
      await yieldToMessages();
    }
    await this.#turn(epoch);
    await this.#validate(epoch, true);
    if (stepping) this.#control.endStep();
  }

  /** Between two chunks: saves the run when a save is due or before a pause. */
  async #turn(epoch: number): Promise<void> {
    this.#control.signal.throwIfAborted();
    if ((this.#hooks.saver.due && this.record.step > 0) || this.#control.paused)
      await this.#saveWithin(epoch);
    await this.#control.turn();
    // A run that was stopped is scored without the edits, which were not trained on.
    const { edits, step } = this.record;
    await edits.settle(this.#engine, step, this.#control.stopped, this.#hooks.emit);
  }

  /** Before what needs the images of `samples`. Resolves to whether it waited, for which the run is saved. */
  #wait(epoch: number, samples: Uint32Array | 'all'): Promise<boolean> {
    return this.#hooks.images.wait(samples, this.#control, async () => {
      this.report();
      if (this.record.step > 0) await this.#saveWithin(epoch);
    });
  }

  async #saveWithin(epoch: number): Promise<void> {
    const epochSeconds = this.#control.activeSeconds - this.#reporter.epochStart;
    const cursor = { ...this.#reporter.sums, epoch, epochSeconds, seconds: this.#seconds };
    this.#save(await this.#read(), cursor);
  }

  async #trainChunk(samples: Uint32Array): Promise<void> {
    await this.#train(samples);
    this.#singleStep = null;
    this.#reporter.flushWhenDue();
  }

  /** One step, which is recorded and reported at once. */
  async #trainAlone(samples: Uint32Array): Promise<void> {
    const before = await this.#engine.read();
    this.#control.noteStep();
    const learningRate = await this.#train(samples);
    const after = await this.#engine.read();
    this.#singleStep = { before, samples: samples.slice(), learningRate, after };
    this.report();
  }

  /** Resolves to the last step's learning rate. */
  async #train(samples: Uint32Array): Promise<number> {
    const { config, totalSteps } = this.plan;
    const { step } = this.record;
    const rateOf = (i: number) => this.record.learningRate * learningRateFactor(config, step + i, totalSteps);
    const count = Math.ceil(samples.length / config.batch);
    const rates = Float32Array.from({ length: count }, (_, i) => rateOf(i));
    const startedAt = this.#control.now();
    this.#stepsUnderWay = rates.length;
    const result = await this.#engine.train({ samples, batch: config.batch, learningRates: rates });
    const milliseconds = this.#control.now() - startedAt;
    const allCorrect = (at: number) =>
      result.correct[at] === Math.min(config.batch, samples.length - at * config.batch);
    const diverged = this.#divergence.check(result.losses, allCorrect);
    if (diverged) throw new DivergedError(step + diverged.at + 1, diverged.symptom);
    this.#modelStep += rates.length;
    this.#reporter.add(result, samples.length, rates.at(-1)!, milliseconds);
    this.#stepsUnderWay = 0;
    return rates.at(-1)!;
  }

  /** Scores the validation set; the weights are the best ones when their accuracy is the highest so far. */
  async #validate(epoch: number, stoppable: boolean): Promise<void> {
    this.report();
    while (await this.#wait(epoch, 'all')) await this.#turn(epoch);
    this.#hooks.onPhase('validating');
    const startedAt = this.#control.activeSeconds;
    const { validation } = splitSamples(this.plan.config);
    const result = await this.#score(validation.map(plainSample), stoppable);
    if (result === null) return;
    const state = await this.#read();
    const { labels } = this.#hooks.images;
    const seconds = this.#control.activeSeconds - this.#reporter.epochStart;
    const facts = { epoch, seconds, validation, labels };
    const metrics = epochMetrics(this.record, this.#reporter, result, facts);
    this.#reporter.noteValidation(this.#control.activeSeconds - startedAt);
    if (metrics.best) this.record.best = { state, config: this.plan.config, metrics, test: null };
    this.record.epochs.push(metrics);
    this.#hooks.snapshots.add(state, { epochEnd: true });
    this.#hooks.emit({ type: 'epoch', metrics });
    // Where it is not stoppable, the run was stopped within its first epoch: the second has not begun.
    if (stoppable) this.#save(state, { ...FIRST_CURSOR, epoch: epoch + 1, seconds: this.#seconds });
  }

  /** Restores the best weights and scores the test set once on them. */
  async #finish(): Promise<void> {
    const seconds = this.#seconds;
    const best = this.record.best!;
    await this.#engine.write(best.state);
    this.#modelStep = best.state.step;
    this.#hooks.onPhase('testing');
    const { images } = this.#hooks;
    const score = (await this.#score(images.testSamples(), false))!;
    const result = testResult(this.record, best, score, images.testLabels(), seconds);
    this.record.best = { ...best, test: result };
    this.#save(best.state, { ...FIRST_CURSOR, epoch: this.plan.config.epochs + 1, seconds });
    this.#hooks.emit({ type: 'result', result });
  }

  /** After a divergence: back to the best epoch's weights, or to the first ones. */
  async #restoreBest(error: DivergedError): Promise<Failure> {
    this.report();
    const state = this.record.best?.state ?? this.#initial;
    await this.#engine.write(state);
    this.#modelStep = state.step;
    return divergedFailure(error, this.record);
  }

  /** Throws where the scores are not finite. */
  async #score(words: Uint32Array, stoppable: boolean): Promise<EvaluationResult | null> {
    const total = words.length;
    const onProgress = (done: number) => this.#hooks.emit({ type: 'scoring', done, total });
    const result = await evaluate(this.#engine, words, this.#control, onProgress, stoppable);
    const finite = !result || (Number.isFinite(result.loss) && result.confidence.every(Number.isFinite));
    if (!finite) throw new DivergedError(this.record.step, 'not-finite');
    return result;
  }

  #save(state: ModelState, cursor: RunCursor): void {
    const { losses, accuracies } = this.record.history;
    this.#hooks.saver.save(this.record.checkpoint(state, cursor), losses.view(), accuracies.view());
  }

  /** The engine's model. Throws where its weights are not finite: such weights are never saved. */
  async #read(): Promise<ModelState> {
    const state = await this.#engine.read();
    if (!allFinite(state.parameters)) throw new DivergedError(this.record.step, 'not-finite');
    return state;
  }

  get #seconds(): number {
    return this.#control.activeSeconds - this.#startedAt;
  }
}
