// Explains the newest step that was trained alone: its batch, one parameter, or its gradients. What was computed of the step
// is held until the page releases it or requests another step.

import type { ParameterExplanation } from '../../contract/explanation.ts';
import type { WorkerCommand, WorkerEvent } from '../../contract/messages.ts';
import { parameterLayout } from '../../contract/model.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { EngineSpec } from '../../engine/engine.ts';
import type { CreateLoops, LayerLoops } from '../../engine/layer-loops.ts';
import { explainGradients } from '../../explain/explain-gradients.ts';
import { explainParameter } from '../../explain/explain-parameter.ts';
import { explainStep, type ExplainedStep } from '../../explain/explain-step.ts';
import { engineSpec } from '../engine-spec.ts';
import type { SessionHost } from '../host.ts';
import type { CurrentRun } from '../run/job.ts';
import type { SingleStep } from '../run/single-step.ts';
import { yieldToMessages } from '../run/yield.ts';
import type { Snapshots } from './snapshots.ts';

type Request = Extract<WorkerCommand, { type: 'explain-step' | 'explain-parameter' | 'explain-gradients' }>;
type Refusal = Extract<WorkerEvent, { type: 'refused' }>['reason'];

/** Work between two looks at the messages, in milliseconds. */
const SLICE_MILLISECONDS = 20;

interface Held {
  step: SingleStep;
  /** Undefined for the reference's. */
  loops: Promise<LayerLoops | undefined>;
  explained: Promise<ExplainedStep>;
  done: boolean;
}

export class StepExplainer {
  readonly #emit: SessionHost['emit'];
  readonly #loadLoops: SessionHost['loadLayerLoops'];
  /** Undefined where there are none but the reference's. */
  #createLoops: Promise<CreateLoops | undefined> | null = null;
  #held: Held | null = null;

  constructor({ emit, loadLayerLoops }: Pick<SessionHost, 'emit' | 'loadLayerLoops'>) {
    this.#emit = emit;
    this.#loadLoops = loadLayerLoops;
  }

  /** Answers `request`, or refuses it: without a run, without a recorded step, and for a place that does not exist. */
  async answer(request: Request, current: CurrentRun | null, dataset: Dataset): Promise<void> {
    const { id } = request;
    const refuse = (reason: Refusal) => this.#emit({ type: 'refused', id, reason });
    if (!current) return refuse('no-model');
    const { run, snapshots } = current;
    // A view of steps asks before the first step is trained: the loops are loaded meanwhile.
    void this.#loaded();
    const step = run.singleStep;
    if (!step) return refuse('no-step');
    const spec = engineSpec(run.plan.config);
    // The next step reuses the arrays of `samples`: they are used before the next await.
    switch (request.type) {
      case 'explain-step': {
        const { explanation } = await this.#explain(step, spec, dataset);
        return this.#emit({ type: 'step-explained', id, ...explanation });
      }
      case 'explain-parameter': {
        const { index } = request;
        if (!isPlace(index, parameterLayout(spec.model).size)) return refuse('no-step');
        const history = historyOf(snapshots, step, index);
        const explained = await this.#explain(step, spec, dataset);
        const found = explainParameter(step, explained, spec, index);
        return this.#emit({ type: 'parameter-explained', id, ...found, history });
      }
      case 'explain-gradients': {
        const { image } = request;
        if (image === null) {
          const { mean } = await this.#explain(step, spec, dataset);
          return this.#emit({ type: 'gradients-explained', id, model: spec.model, image, ...mean });
        }
        if (!isPlace(image, step.samples.length)) return refuse('no-step');
        const found = explainGradients(step, spec, dataset, image);
        return this.#emit({ type: 'gradients-explained', id, ...found });
      }
      default:
        return request satisfies never;
    }
  }

  /** Frees what is held of a step. */
  release(): void {
    this.#held = null;
  }

  /** Computes once for each step; messages are handled meanwhile. */
  #explain(step: SingleStep, spec: EngineSpec, dataset: Dataset): Promise<ExplainedStep> {
    const former = this.#held;
    if (former?.step === step) return former.explained;
    // Its arrays are free: whoever waited for it was answered before the next message.
    const reused = former?.done ? former.loops : Promise.resolve(undefined);
    const loops = reused.then((found) => found ?? this.#newLoops());
    const held: Held = {
      step,
      loops,
      done: false,
      explained: loops.then(async (found) => {
        const explained = await inSlices(explainStep(step, spec, dataset, found));
        held.done = true;
        return explained;
      }),
    };
    this.#held = held;
    // The next request for the step computes it again.
    held.explained.catch(() => {
      if (this.#held === held) this.#held = null;
    });
    return held.explained;
  }

  /** Undefined where only the reference's can be had. */
  async #newLoops(): Promise<LayerLoops | undefined> {
    const create = await this.#loaded();
    try {
      return create?.();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return undefined;
    }
  }

  #loaded(): Promise<CreateLoops | undefined> {
    return (this.#createLoops ??= loadedOrNone(this.#loadLoops));
  }
}

async function loadedOrNone(load: SessionHost['loadLayerLoops']): Promise<CreateLoops | undefined> {
  try {
    return await load?.();
  } catch {
    return undefined;
  }
}

const isPlace = (index: number, count: number) => Number.isInteger(index) && index >= 0 && index < count;

async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - since < SLICE_MILLISECONDS) continue;
    await yieldToMessages();
    since = performance.now();
  }
}

/** The parameter's values in the snapshots before `step`, then before and after it. */
function historyOf(snapshots: Snapshots, step: SingleStep, index: number): ParameterExplanation['history'] {
  const earlier = snapshots.steps
    .filter((saved) => saved < step.before.step)
    .map((saved) => snapshots.at(saved)!);
  const states = [...earlier, step.before, step.after];
  return {
    steps: Uint32Array.from(states, (state) => state.step),
    values: Float32Array.from(states, ({ parameters }) => parameters[index]!),
  };
}
