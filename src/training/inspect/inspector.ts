// Shows the inside of the network for one image: the current model on its engine, or an earlier epoch's model on a
// reference engine that is created for the one image.

import { messageOf } from '../../base/errors.ts';
import { TEST_COUNT, TRAIN_COUNT } from '../../contract/dataset.ts';
import type { InspectedImage, Inspection, InspectionRequest } from '../../contract/inspection.ts';
import type { WorkerEvent } from '../../contract/messages.ts';
import { CLASS_COUNT, IMAGE_PIXELS } from '../../contract/model.ts';
import { hasTestSet, type Dataset } from '../../dataset/fetch-shards.ts';
import type { Engine } from '../../engine/engine.ts';
import { engineSpec } from '../engine-spec.ts';
import type { SessionHost } from '../host.ts';
import type { CurrentRun } from '../run/job.ts';
import type { Run } from '../run/run.ts';
import { occludedImages, occlusionMap } from './occlusion.ts';
import type { Snapshot } from './snapshots.ts';

type Values = Pick<
  Inspection,
  'step' | 'activations' | 'probabilities' | 'parameters' | 'occlusion' | 'otherProbabilities'
>;
/** What is predicted beside the image itself. */
type Extras = Pick<InspectionRequest, 'occlusion' | 'others'>;
type Refusal = Extract<WorkerEvent, { type: 'refused' }>['reason'];

export class Inspector {
  readonly #host: Pick<SessionHost, 'emit' | 'createEngine'>;

  constructor(host: Pick<SessionHost, 'emit' | 'createEngine'>) {
    this.#host = host;
  }

  /** Without an engine that holds the current model, the run's newest snapshot stands in for it. */
  async inspect(
    { id, image, epoch, ...extras }: InspectionRequest & { id: number },
    current: () => CurrentRun | null,
    dataset: Dataset,
  ): Promise<void> {
    const refuse = (reason: Refusal) => this.#host.emit({ type: 'refused', id, reason });
    const input = inputOf(image, dataset);
    if (!input) return refuse('no-data');
    const inspected = current();
    if (!inspected) return refuse('no-model');
    const { run, snapshots } = inspected;
    // Before the first step only a weight file's run has a model.
    const hasModel = run.step > 0 || run.record.best !== null;
    const live = epoch === null && hasModel ? inspected.engine : null;
    const past = live ? null : snapshots.at(epoch);
    if (!live && !past) return refuse('no-model');
    const { model } = engineSpec(run.plan.config);
    try {
      const values = live
        ? await inspectOn(live, input.pixels, extras)
        : await this.#inspectSnapshot(run, past!, input.pixels, extras);
      const { epochs } = snapshots;
      this.#host.emit({
        type: 'inspected',
        id,
        model,
        epoch: past?.epoch ?? null,
        epochs,
        ...input,
        ...values,
      });
    } catch (error) {
      // An engine that was disposed of or lost meanwhile has no model.
      if (live && current()?.engine !== live) return refuse('no-model');
      this.#host.emit({ type: 'request-failed', id, message: messageOf(error) });
    }
  }

  async #inspectSnapshot(
    run: Run,
    { step, parameters }: Snapshot,
    pixels: Uint8Array,
    extras: Extras,
  ): Promise<Values> {
    const engine = await this.#host.createEngine('reference', engineSpec(run.plan.config));
    try {
      const unused = new Float32Array(parameters.length);
      await engine.write({ step, parameters, moment1: unused, moment2: unused });
      return await inspectOn(engine, pixels, extras);
    } finally {
      engine.dispose();
    }
  }
}

/** The image with its label; null when it is not loaded, or not valid. */
function inputOf(image: InspectedImage, dataset: Dataset): Pick<Inspection, 'pixels' | 'label'> | null {
  switch (image.kind) {
    case 'test': {
      const { index } = image;
      if (!hasTestSet(dataset) || !Number.isInteger(index) || index < 0 || index >= TEST_COUNT) return null;
      const start = (TRAIN_COUNT + index) * IMAGE_PIXELS;
      return {
        pixels: dataset.images.slice(start, start + IMAGE_PIXELS),
        label: dataset.labels[TRAIN_COUNT + index]!,
      };
    }
    case 'pixels':
      return image.pixels.length === IMAGE_PIXELS ? { pixels: image.pixels, label: null } : null;
    default:
      return image satisfies never;
  }
}

/** All calls are made at once: in a serial engine no training step comes in between, so they see the same weights. */
async function inspectOn(
  engine: Engine,
  pixels: Uint8Array,
  { occlusion, others = new Uint8Array(0) }: Extras,
): Promise<Values> {
  const own = occlusion ? occludedImages(pixels) : pixels;
  const images = new Uint8Array(own.length + others.length);
  images.set(own);
  images.set(others, own.length);
  const [activations, all, { step, parameters }] = await Promise.all([
    engine.activations(pixels),
    engine.predict(images),
    engine.read(),
  ]);
  const ownEnd = (own.length / IMAGE_PIXELS) * CLASS_COUNT;
  return {
    step,
    activations,
    probabilities: all.slice(0, CLASS_COUNT),
    parameters,
    occlusion: occlusion ? occlusionMap(all.subarray(0, ownEnd)) : null,
    otherProbabilities: others.length > 0 ? all.slice(ownEnd) : null,
  };
}
