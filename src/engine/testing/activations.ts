// The activations suite: measures what any engine says of the layers of one picture against a truth that the test gives.
// Like parity.ts it knows no test framework. For tests alone.

import { ACTIVATION_LAYERS, type ActivationLayer } from '../../contract/activations.ts';
import { CLASS_COUNT, IMAGE_PIXELS } from '../../contract/model.ts';
import type { Chunk, EngineSpec, ModelState } from '../engine.ts';
import type { GoldenCase } from './golden.ts';
import { CHUNK, IMAGES, LABELS, ODD_WIDTHS, startState } from './inputs.ts';
import { relativeError } from './measure.ts';
import type { EngineFactory, ParityRecord } from './parity.ts';
import { SINGLE_PRECISION, type Tolerances } from '../tolerances.ts';

interface ActivationsCase {
  spec: EngineSpec;
  state: ModelState;
  images: Uint8Array;
  labels: Uint8Array;
  /** Some training, to see that asking for activations does not disturb it. */
  chunk: Chunk;
  pictures: readonly Uint8Array[];
  /** PyTorch's, one of ten for each picture, where it has computed them. */
  logits: readonly Float64Array[];
}

/** All layers' outputs of one picture with these parameters, better than in single precision. */
export type ActivationsTruth = (
  spec: EngineSpec,
  parameters: Float32Array,
  picture: Uint8Array,
) => Record<ActivationLayer, ArrayLike<number>>;

/** The first and the last picture of the first batch. */
export function goldenActivations(golden: GoldenCase): ActivationsCase {
  const { spec, batch, initial, images, labels, samples, learningRates, batchImages } = golden;
  const zeros = () => new Float32Array(initial.length);
  const row = <T extends Uint8Array | Float64Array>(all: T, size: number, i: number) =>
    all.slice(i * size, (i + 1) * size) as T;
  return {
    spec,
    state: { step: 0, parameters: initial, moment1: zeros(), moment2: zeros() },
    images,
    labels,
    chunk: { samples: samples.slice(0, batch), batch, learningRates: learningRates.slice(0, 1) },
    pictures: [0, batch - 1].map((i) => row(batchImages, IMAGE_PIXELS, i)),
    logits: [0, batch - 1].map((i) => row(golden.logits, CLASS_COUNT, i)),
  };
}

export function oddActivations(): ActivationsCase[] {
  return ODD_WIDTHS.map((model) => {
    const spec: EngineSpec = { model, optimizer: 'adam', weightDecay: 0, labelSmoothing: 0, maxBatch: 4 };
    return {
      spec,
      state: startState(spec),
      images: IMAGES,
      labels: LABELS,
      chunk: CHUNK,
      pictures: [0, 1].map((i) => IMAGES.slice(i * IMAGE_PIXELS, (i + 1) * IMAGE_PIXELS)),
      logits: [],
    };
  });
}

export async function measureActivations(
  createEngine: EngineFactory,
  truth: ActivationsTruth,
  { spec, state, images, labels, chunk, pictures, logits }: ActivationsCase,
): Promise<ParityRecord[]> {
  const records: ParityRecord[] = [];
  const add = (
    kind: keyof Tolerances,
    what: string,
    actual: ArrayLike<number>,
    expected: ArrayLike<number>,
  ) =>
    records.push({
      what,
      error: relativeError(actual, expected),
      tolerance: SINGLE_PRECISION[kind].value,
    });
  const engine = await createEngine(spec);
  try {
    await engine.upload(images, labels);
    await engine.write(state);
    const undisturbed = await engine.train(chunk);
    await engine.write(state);
    const found = [];
    for (const picture of pictures) found.push(await engine.activations(picture));
    const trained = await engine.train(chunk);
    // Looked at now: what was given must stay as it was.
    for (const [i, picture] of pictures.entries()) {
      const expected = truth(spec, state.parameters, picture);
      for (const layer of ACTIVATION_LAYERS) {
        add('activations', `picture ${i}: ${layer}`, found[i]![layer], expected[layer]);
      }
    }
    for (const [i, row] of logits.entries()) {
      add('activations', `picture ${i}: PyTorch's logits`, found[i]!.logits, row);
    }
    add('exact', 'losses after it', trained.losses, undisturbed.losses);
    await engine.write(state);
    const before = await engine.predict(pictures[0]!);
    const again = await engine.activations(pictures[0]!);
    for (const layer of ACTIVATION_LAYERS) add('exact', `again: ${layer}`, again[layer], found[0]![layer]);
    add('exact', 'probabilities after it', await engine.predict(pictures[0]!), before);
    add('exact', 'parameters after it', (await engine.read()).parameters, state.parameters);
  } finally {
    engine.dispose();
  }
  return records;
}
