// Takes the newest step that was trained alone apart, when the page asks: its batch, one parameter, or its gradients.
// Nothing is held between two requests.

import type { ParameterExplanation } from '../../contract/explanation.ts';
import type { WorkerCommand, WorkerEvent } from '../../contract/messages.ts';
import { parameterLayout } from '../../contract/model.ts';
import type { Dataset } from '../../dataset/fetch-shards.ts';
import { explainGradients } from '../../explain/explain-gradients.ts';
import { explainParameters } from '../../explain/explain-parameters.ts';
import { explainStep } from '../../explain/explain-step.ts';
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

/** Answers `request`, or refuses it: without a run, without a recorded step, and for a place that does not exist. */
export async function answerExplanation(
  request: Request,
  emit: SessionHost['emit'],
  current: CurrentRun | null,
  dataset: Dataset,
): Promise<void> {
  const { id } = request;
  const refuse = (reason: Refusal) => emit({ type: 'refused', id, reason });
  if (!current) return refuse('no-model');
  const { run, snapshots } = current;
  const step = run.singleStep;
  if (!step) return refuse('no-step');
  const spec = engineSpec(run.plan.config);
  switch (request.type) {
    case 'explain-step': {
      const found = await inSlices(explainStep(step, spec, dataset));
      emit({ type: 'step-explained', id, ...found }, [found.pixels.buffer]);
      return;
    }
    case 'explain-parameter': {
      const { index } = request;
      if (!isPlace(index, parameterLayout(spec.model).size)) return refuse('no-step');
      const [found] = await inSlices(explainParameters(step, spec, dataset, [index]));
      emit({ type: 'parameter-explained', id, ...found!, history: historyOf(snapshots, step, index) });
      return;
    }
    case 'explain-gradients': {
      const { image } = request;
      if (image !== null && !isPlace(image, step.samples.length)) return refuse('no-step');
      const found = await inSlices(explainGradients(step, spec, dataset, image));
      const arrays = [...Object.values(found.activations), ...Object.values(found.gradients)];
      emit(
        { type: 'gradients-explained', id, ...found },
        arrays.map(({ buffer }) => buffer),
      );
      return;
    }
    default:
      request satisfies never;
  }
}

const isPlace = (index: number, count: number) => Number.isInteger(index) && index >= 0 && index < count;

/** Completes `work`; messages are handled meanwhile. */
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
  const earlier = snapshots.epochs
    .map((epoch) => snapshots.at(epoch)!)
    .filter((snapshot) => snapshot.step < step.before.step);
  const states = [...earlier, step.before, step.after];
  return {
    steps: Uint32Array.from(states, (state) => state.step),
    values: Float32Array.from(states, ({ parameters }) => parameters[index]!),
  };
}
