// Shows the inside of the network for one image: the current model on its engine, or the model of an earlier step on a
// reference engine that is created for the one image. Before a run it is the network that the run would start from.

import { allFinite } from '../../base/all-finite.ts';
import type { RunConfig } from '../../contract/config.ts';
import type { Inspection, InspectionRequest } from '../../contract/inspection.ts';
import type { WorkerEvent } from '../../contract/messages.ts';
import { IMAGE_PIXELS } from '../../contract/model.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { Engine } from '../../engine/engine.ts';
import { freshState } from '../../engine/fresh-state.ts';
import { engineSpec } from '../engine-spec.ts';
import type { SessionHost } from '../host.ts';
import type { CurrentRun } from '../run/job.ts';
import { initialState } from '../run/run-start.ts';
import { inspectedImage } from './inspected-image.ts';
import { occludedImages, occlusionMap } from './occlusion.ts';
import type { Snapshot } from './snapshots.ts';

type Values = Pick<
  Inspection,
  'step' | 'activations' | 'probabilities' | 'parameters' | 'occlusion' | 'otherProbabilities'
>;
/** What is predicted beside the image itself. */
type Extras = Pick<InspectionRequest, 'occlusion' | 'others'>;
type Refusal = Extract<WorkerEvent, { type: 'refused' }>['reason'];

/** The model to show, with the steps that have a snapshot. */
interface Subject {
  config: RunConfig;
  model: { live: Engine } | { snapshot: Snapshot };
  current: boolean;
  steps: readonly number[];
}

/** What an inspection is made from. */
interface Sources {
  /** The run at the time of the call; it may end while a request is answered. */
  current(): CurrentRun | null;
  /** The newest configuration of the page. */
  configured: RunConfig | null;
  dataset: Dataset;
}

export class Inspector {
  readonly #host: Pick<SessionHost, 'emit' | 'createEngine'>;

  constructor(host: Pick<SessionHost, 'emit' | 'createEngine'>) {
    this.#host = host;
  }

  /** Answers or refuses the request. Rejects when the engine fails. */
  async inspect(
    { id, image, step, ...extras }: InspectionRequest & { id: number },
    { current, configured, dataset }: Sources,
  ): Promise<void> {
    const refuse = (reason: Refusal) => this.#host.emit({ type: 'refused', id, reason });
    const input = inspectedImage(image, dataset);
    if (!input) return refuse('no-data');
    const run = current();
    const subject = run ? subjectOf(run, step) : configured && firstModel(configured);
    if (!subject) return refuse('no-model');
    const { config, model, steps } = subject;
    try {
      const values =
        'live' in model
          ? await inspectOn(model.live, input.pixels, extras)
          : await this.#inspectSnapshot(config, model.snapshot, input.pixels, extras);
      // A run that diverges has no model until its best weights are back.
      if (!values) return refuse('no-model');
      this.#host.emit({
        type: 'inspected',
        id,
        model: engineSpec(config).model,
        current: subject.current,
        steps,
        ...input,
        ...values,
      });
    } catch (error) {
      // An engine that was disposed of or lost meanwhile has no model.
      if ('live' in model && current()?.engine !== model.live) return refuse('no-model');
      throw error;
    }
  }

  async #inspectSnapshot(
    config: RunConfig,
    { step, parameters }: Snapshot,
    pixels: Uint8Array,
    extras: Extras,
  ): Promise<Values | null> {
    const engine = await this.#host.createEngine('reference', { ...engineSpec(config), maxBatch: 1 });
    try {
      await engine.write({ ...freshState(parameters), step });
      return await inspectOn(engine, pixels, extras);
    } finally {
      engine.dispose();
    }
  }
}

/** Without an engine that holds the current model, the run's newest snapshot stands in for it. */
function subjectOf({ run, engine, snapshots }: CurrentRun, step: number | null): Subject | null {
  const { config } = run.plan;
  const { steps } = snapshots;
  // Before the first step only a weight file's run has a model.
  const hasModel = run.step > 0 || run.record.best !== null;
  if (step === null && hasModel && engine) return { config, model: { live: engine }, current: true, steps };
  const snapshot = snapshots.at(step);
  return snapshot && { config, model: { snapshot }, current: false, steps };
}

/** The model that a run of `config` would start from. */
function firstModel(config: RunConfig): Subject {
  return { config, model: { snapshot: initialState({ from: 'seed' }, config) }, current: true, steps: [] };
}

/**
 * All calls are made at once: in a serial engine no training step comes in between, so they see the same weights. Null
 * where values are not finite.
 */
async function inspectOn(
  engine: Engine,
  pixels: Uint8Array,
  { occlusion, others = new Uint8Array(0) }: Extras,
): Promise<Values | null> {
  const own = occlusion ? occludedImages(pixels) : pixels;
  const images = new Uint8Array(own.length + others.length);
  images.set(own);
  images.set(others, own.length);
  const [activations, all, { step, parameters }] = await Promise.all([
    engine.activations(pixels),
    engine.predict(images),
    engine.read(),
  ]);
  if (![all, ...Object.values(activations)].every(allFinite)) return null;
  const classes = activations.logits.length;
  const ownEnd = (own.length / IMAGE_PIXELS) * classes;
  return {
    step,
    activations,
    probabilities: all.slice(0, classes),
    parameters,
    occlusion: occlusion ? occlusionMap(all.subarray(0, ownEnd), classes) : null,
    otherProbabilities: others.length > 0 ? all.slice(ownEnd) : null,
  };
}
