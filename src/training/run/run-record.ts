// All that is known of a run so far, apart from what its engine holds: the plan, the history, the epochs, the best weights.

import { GrowableFloat32 } from '../../base/growable.ts';
import { splitCounts, type RunConfig } from '../../contract/config.ts';
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
import type { ResumableRun } from '../checkpoint/checkpoint.ts';
import type { UnsealedCheckpoint } from '../checkpoint/saver.ts';
import type { EpochSums } from './reports.ts';

/** Weights worth keeping, with what is known of them. */
export interface BestModel {
  state: ModelState;
  config: RunConfig;
  /** Of the epoch that they come from; null for weights from a file. */
  metrics: EpochMetrics | null;
  test: TestResult | null;
}

/** One value for each step done. */
export interface StepHistory {
  losses: GrowableFloat32;
  accuracies: GrowableFloat32;
}

/** Where a run stands between two chunks; times in seconds, pauses left out. */
export interface RunCursor extends EpochSums {
  /** The epoch under way, from 1, of which `pictures` have been trained on. */
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

/** The fixed facts of a run of `config` on `engine`. */
export function planOf(
  config: RunConfig,
  { name, device }: Pick<Engine, 'name' | 'device'>,
  start: RunStart,
): RunPlan {
  const { train: photographs, validation } = splitCounts(config);
  const train = photographs + config.synthetic;
  const stepsPerEpoch = Math.ceil(train / config.batch);
  return {
    start,
    config,
    engine: name,
    device,
    trainCount: train,
    validationCount: validation,
    stepsPerEpoch,
    totalSteps: stepsPerEpoch * config.epochs,
    parameterCount: parameterLayout(config).size,
  };
}

export class RunRecord {
  /** Tells this run's checkpoints from another's. */
  readonly id: string;
  readonly plan: RunPlan;
  readonly history: StepHistory = { losses: new GrowableFloat32(), accuracies: new GrowableFloat32() };
  readonly epochs: EpochMetrics[] = [];
  readonly marks: LearningRateMark[] = [];
  best: BestModel | null = null;
  /** For the steps to come; a schedule's peak. */
  learningRate: number;

  /** Of a new run, or of one that goes on. */
  constructor(plan: RunPlan, from: ResumableRun | null) {
    this.plan = plan;
    this.learningRate = plan.config.lr;
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

  /** For a page that knows nothing of the run. */
  restored(): RestoredRun {
    return {
      plan: this.plan,
      losses: this.history.losses.view().slice(),
      accuracies: this.history.accuracies.view().slice(),
      epochs: [...this.epochs],
      marks: [...this.marks],
      result: this.best?.test ?? null,
    };
  }

  /** `state` is what the engine holds at `position`. */
  checkpoint(state: ModelState, cursor: RunCursor): UnsealedCheckpoint {
    const { id: run, plan, step, learningRate, best } = this;
    return {
      run,
      plan,
      step,
      state,
      ...cursor,
      learningRate,
      epochs: [...this.epochs],
      marks: [...this.marks],
      best: best && { state: best.state, metrics: best.metrics, test: best.test },
    };
  }
}
