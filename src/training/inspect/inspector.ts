// Answers what goes on inside the network for one picture: with the model at hand on its engine, with an earlier epoch's
// on the reference engine, made for that one picture. It changes nothing of the run.

import { TEST_COUNT, TRAIN_COUNT } from '../../contract/dataset.ts';
import type { InspectedImage, Inspection, InspectionRequest } from '../../contract/inspection.ts';
import type { WorkerEvent } from '../../contract/messages.ts';
import { CLASS_COUNT, IMAGE_PIXELS } from '../../contract/model.ts';
import { hasTestSet, type Dataset } from '../../dataset/fetch-shards.ts';
import type { Engine } from '../../engine/engine.ts';
import { engineSpec } from '../engine-spec.ts';
import { Snapshots, type Snapshot } from './snapshots.ts';
import { occludedImages, occlusionMap } from './occlusion.ts';
import type { Run } from '../run/run.ts';
import type { SessionHost } from '../session.ts';

type Seen = Pick<Inspection, 'step' | 'activations' | 'probabilities' | 'parameters' | 'occlusion'>;
type Refusal = Extract<WorkerEvent, { type: 'refused' }>['reason'];

export class Inspector {
  readonly models = new Snapshots();
  readonly #host: Pick<SessionHost, 'emit' | 'createEngine'>;

  constructor(host: Pick<SessionHost, 'emit' | 'createEngine'>) {
    this.#host = host;
  }

  /** `engine` holds the model of `run`; without it the run's last kept epoch stands for the model at hand. */
  async inspect(
    { id, image, epoch, occlusion }: InspectionRequest & { id: number },
    run: Run | null,
    engine: Engine | null,
    dataset: Dataset,
  ): Promise<void> {
    const refuse = (reason: Refusal) => this.#host.emit({ type: 'refused', id, reason });
    const shown = pictureOf(image, dataset);
    if (!shown) return refuse('no-data');
    // Without a step it is a model only where a file gave it.
    const live = epoch === null && (run?.step || run?.record.best) ? engine : null;
    const past = live ? null : this.models.at(epoch);
    if (!run || !(live ?? past)) return refuse('no-model');
    const { config } = run.plan;
    const { model } = engineSpec(config);
    try {
      const seen = live
        ? await look(live, shown.pixels, occlusion)
        : await this.#lookBack(run, past!, shown.pixels, occlusion);
      const { epochs } = this.models;
      this.#host.emit({
        type: 'inspected',
        id,
        model,
        epoch: past?.epoch ?? null,
        epochs,
        ...shown,
        ...seen,
      });
    } catch {
      // The engine was lost or disposed of meanwhile.
      refuse('no-model');
    }
  }

  async #lookBack(
    run: Run,
    { step, parameters }: Snapshot,
    pixels: Uint8Array,
    occlusion: boolean,
  ): Promise<Seen> {
    const engine = await this.#host.createEngine('reference', engineSpec(run.plan.config));
    try {
      const unused = new Float32Array(parameters.length);
      await engine.write({ step, parameters, moment1: unused, moment2: unused });
      return await look(engine, pixels, occlusion);
    } finally {
      engine.dispose();
    }
  }
}

/** The picture and its label; null where the data lacks it or it is none. */
function pictureOf(picture: InspectedImage, dataset: Dataset): Pick<Inspection, 'pixels' | 'label'> | null {
  switch (picture.kind) {
    case 'test': {
      const { index } = picture;
      if (!hasTestSet(dataset) || !Number.isInteger(index) || index < 0 || index >= TEST_COUNT) return null;
      const start = (TRAIN_COUNT + index) * IMAGE_PIXELS;
      return {
        pixels: dataset.images.slice(start, start + IMAGE_PIXELS),
        label: dataset.labels[TRAIN_COUNT + index]!,
      };
    }
    case 'pixels':
      return picture.pixels.length === IMAGE_PIXELS ? { pixels: picture.pixels, label: null } : null;
    default:
      return picture satisfies never;
  }
}

/** All calls at once: an engine that queues them lets no training step in between, so that they see one model. */
async function look(engine: Engine, pixels: Uint8Array, occlusion: boolean): Promise<Seen> {
  const [activations, all, { step, parameters }] = await Promise.all([
    engine.activations(pixels),
    engine.predict(occlusion ? occludedImages(pixels) : pixels),
    engine.read(),
  ]);
  return {
    step,
    activations,
    probabilities: all.slice(0, CLASS_COUNT),
    parameters,
    occlusion: occlusion ? occlusionMap(all) : null,
  };
}
