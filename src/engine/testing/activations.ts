// Measures an engine's outputs of every layer against exact ones, without a test framework.

import { ACTIVATION_LAYERS, type ActivationLayer } from '../../contract/activations.ts';
import { IMAGE_PIXELS } from '../../contract/model.ts';
import type { Chunk, EngineSpec, ModelState } from '../engine.ts';
import { freshState } from '../fresh-state.ts';
import type { GoldenCase } from './golden.ts';
import { CHUNK, IMAGES, LABELS, ODD_SPEC, ODD_WIDTHS, startState } from './inputs.ts';
import { relativeError } from './measure.ts';
import type { EngineFactory, ParityRecord } from './parity.ts';
import { SINGLE_PRECISION, type Tolerances } from '../tolerances.ts';

interface ActivationsCase {
  spec: EngineSpec;
  state: ModelState;
  images: Uint8Array;
  labels: Uint8Array;
  /** Training before and after `activations`, which must not change it. */
  chunk: Chunk;
  inputs: readonly Uint8Array[];
  /** PyTorch's logits of each input, where a golden case has them. */
  logits: readonly Float64Array[];
}

/** All layers' outputs for one image with these parameters, more exact than in single precision. */
type ExactActivations = (
  spec: EngineSpec,
  parameters: Float32Array,
  image: Uint8Array,
) => Record<ActivationLayer, ArrayLike<number>>;

/** The first and the last image of the first batch. */
export function goldenActivations(golden: GoldenCase): ActivationsCase {
  const { spec, batch, initial, images, labels, samples, learningRates, batchImages } = golden;
  const row = <T extends Uint8Array | Float64Array>(all: T, size: number, i: number) =>
    all.slice(i * size, (i + 1) * size) as T;
  return {
    spec,
    state: freshState(initial),
    images,
    labels,
    chunk: { samples: samples.slice(0, batch), batch, learningRates: learningRates.slice(0, 1) },
    inputs: [0, batch - 1].map((i) => row(batchImages, IMAGE_PIXELS, i)),
    logits: [0, batch - 1].map((i) => row(golden.logits, spec.model.classes, i)),
  };
}

export function oddActivations(): ActivationsCase[] {
  return ODD_WIDTHS.map((model) => {
    const spec: EngineSpec = { ...ODD_SPEC, model };
    return {
      spec,
      state: startState(spec),
      images: IMAGES,
      labels: LABELS,
      chunk: CHUNK,
      inputs: [0, 1].map((i) => IMAGES.slice(i * IMAGE_PIXELS, (i + 1) * IMAGE_PIXELS)),
      logits: [],
    };
  });
}

export async function measureActivations(
  createEngine: EngineFactory,
  exactActivations: ExactActivations,
  { spec, state, images, labels, chunk, inputs, logits }: ActivationsCase,
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
    for (const image of inputs) found.push(await engine.activations(image));
    const trained = await engine.train(chunk);
    // Compared only now, because the training must not have changed the results.
    for (const [i, image] of inputs.entries()) {
      const expected = exactActivations(spec, state.parameters, image);
      for (const layer of ACTIVATION_LAYERS) {
        add('activations', `image ${i}: ${layer}`, found[i]![layer], expected[layer]);
      }
    }
    for (const [i, row] of logits.entries()) {
      add('activations', `image ${i}: PyTorch's logits`, found[i]!.logits, row);
    }
    add('exact', 'losses afterwards', trained.losses, undisturbed.losses);
    await engine.write(state);
    const before = await engine.predict(inputs[0]!);
    const again = await engine.activations(inputs[0]!);
    for (const layer of ACTIVATION_LAYERS) add('exact', `again: ${layer}`, again[layer], found[0]![layer]);
    add('exact', 'probabilities afterwards', await engine.predict(inputs[0]!), before);
    add('exact', 'parameters afterwards', (await engine.read()).parameters, state.parameters);
  } finally {
    engine.dispose();
  }
  return records;
}
