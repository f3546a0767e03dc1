// What a run has measured so far: plan, history, epochs and best weights. The current weights are in its engine.

import { GrowableFloat32 } from '../../base/growable.ts';
import { runCounts, type RunConfig } from '../../contract/config.ts';
import type {
  EpochMetrics,
  LearningRateMark,
  RunStart,
  RestoredRun,
  RunPlan,
  TestResult,
} from '../../contract/metrics.ts';
import { parameterLayout } from '../../contract/model.ts';
import type { Engine, ModelState } from '../../engine/engine.ts';
import { ModelEdits } from '../edit/model-edits.ts';
import type { ResumableRun, UnsealedCheckpoint } from '../checkpoint/checkpoint.ts';

/** The weights with the best validation accuracy so far, or those of a weight file, with their scores. */
export interface BestModel {
  state: ModelState;
  config: RunConfig;
  /** Of their epoch; null for weights from a file. */
  metrics: EpochMetrics | null;
  test: TestResult | null;
}

/** One value for each step done. */
export interface StepHistory {
  losses: GrowableFloat32;
  accuracies: GrowableFloat32;
}

/** Over the images of an epoch so far. */
export interface EpochSums {
  lossSum: number;
  correct: number;
  images: number;
}

/** Where a run is between two chunks; times in seconds, without pauses. */
export interface RunCursor extends EpochSums {
  /** From 1; `images` of it have been trained on. */
  epoch: number;
  epochSeconds: number;
  seconds: number;
}

export const FIRST_CURSOR: RunCursor = {
  epoch: 1,
  images: 0,
  lossSum: 0,
  correct: 0,
  epochSeconds: 0,
  seconds: 0,
};

/** The fixed facts of a run of `config` on an engine. */
export function planOf(
  config: RunConfig,
  { name, device }: Pick<Engine, 'name' | 'device'>,
  start: RunStart,
): RunPlan {
  return {
    start,
    config,
    engine: name,
    device,
    ...runCounts(config),
    parameterCount: parameterLayout(config).size,
  };
}

export class RunRecord {
  /** All checkpoints of this run have it. */
  readonly id: string;
  readonly plan: RunPlan;
  readonly history: StepHistory = { losses: new GrowableFloat32(), accuracies: new GrowableFloat32() };
  readonly epochs: EpochMetrics[] = [];
  readonly marks: LearningRateMark[] = [];
  readonly edits: ModelEdits;
  best: BestModel | null = null;
  /** The weights that a fine-tuned run started from; null for other runs, and where an older checkpoint lacks them. */
  readonly initial: Float32Array | null;
  /** Whether it was trained on more than one engine. */
  readonly mixed: boolean;
  /** For the steps to come; a schedule's peak. */
  learningRate: number;

  /** `from`: the checkpoint that the run resumes from; null for a new run. `initial`: see there. */
  constructor(plan: RunPlan, from: ResumableRun | null, initial: Float32Array | null = null) {
    this.plan = plan;
    this.learningRate = plan.config.lr;
    this.initial = from ? from.checkpoint.initial : initial;
    this.mixed = from !== null && (from.checkpoint.mixed || from.checkpoint.plan.engine !== plan.engine);
    this.edits = new ModelEdits(from?.checkpoint.edited);
    this.id = from?.checkpoint.run ?? `${Date.now()}-${Math.random()}`;
    if (!from) return;
    const { checkpoint, losses, accuracies } = from;
    this.history.losses.append(losses);
    this.history.accuracies.append(accuracies);
    this.epochs.push(...checkpoint.epochs);
    this.marks.push(...checkpoint.marks);
    this.learningRate = checkpoint.learningRate;
    if (checkpoint.best) this.best = { ...checkpoint.best, config: plan.config };
  }

  get step(): number {
    return this.history.losses.length;
  }

  /** Everything that a page shows of the run. */
  restored(): RestoredRun {
    return {
      plan: this.plan,
      losses: this.history.losses.view().slice(),
      accuracies: this.history.accuracies.view().slice(),
      epochs: [...this.epochs],
      marks: [...this.marks],
      edited: [...this.edits.steps],
      mixed: this.mixed,
      result: this.best?.test ?? null,
    };
  }

  /** `state` is what the engine holds at `cursor`. */
  checkpoint(state: ModelState, cursor: RunCursor): UnsealedCheckpoint {
    const { id: run, plan, step, learningRate, best, initial, mixed } = this;
    return {
      run,
      plan,
      step,
      state,
      ...cursor,
      learningRate,
      epochs: [...this.epochs],
      marks: [...this.marks],
      edited: [...this.edits.steps],
      initial,
      mixed,
      best: best && { state: best.state, metrics: best.metrics, test: best.test },
    };
  }
}
