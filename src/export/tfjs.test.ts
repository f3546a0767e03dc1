// The TensorFlow.js files of every golden case, loaded by TensorFlow.js: its logits are PyTorch's, and a file whose f5 was
// not reordered is found out.

import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { IMAGE_PIXELS, parameterLayout } from '../contract/model.ts';
import { GOLDEN_NAMES, type GoldenCase } from '../engine/testing/golden.ts';
import { loadGolden } from '../engine/testing/load.ts';
import { configOf, exportedRun } from './exported-run.fixture.ts';
import { littleEndian } from './onnx.ts';
import { fromTfjs, tfjsFiles, toTfjs, type TfjsFiles, type TfjsModel } from './tfjs.ts';

/** Float32 against PyTorch's float64: 3e-8 was measured. */
const TOLERANCE = 1e-5;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const runOf = ({ spec, initial }: GoldenCase) => exportedRun(configOf(spec.model), initial);

async function load({ model, weights }: TfjsFiles): Promise<tf.LayersModel> {
  const { modelTopology, weightsManifest, format } = JSON.parse(model) as TfjsModel;
  expect(weightsManifest[0].paths).toEqual(['weights.bin']);
  const weightSpecs = weightsManifest.flatMap((group) => group.weights);
  return tf.loadLayersModel(
    tf.io.fromMemory({ modelTopology, weightSpecs, weightData: weights.buffer, format }),
  );
}

async function outputsOf(files: TfjsFiles, images: Uint8Array) {
  const model = await load(files);
  const pixels = Float32Array.from(images, (value) => value / 255);
  const input = tf.tensor4d(pixels, [images.length / IMAGE_PIXELS, 28, 28, 1]);
  const inner = tf.model({ inputs: model.inputs, outputs: model.getLayer('f7').output });
  const logits = await (inner.predict(input) as tf.Tensor).data();
  const probabilities = await (model.predict(input) as tf.Tensor).data();
  return { logits, probabilities, names: model.layers.map(({ name }) => name) };
}

/** The largest difference; infinite for another number of values. */
function difference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return Infinity;
  return Math.max(...Array.from(expected, (value, i) => Math.abs(value - found[i]!)));
}

describe.each(GOLDEN_NAMES)('%s', (name) => {
  test('predict gives the probabilities, layer f7 the logits', async () => {
    const golden = await loadGolden(name);
    const { logits, probabilities, names } = await outputsOf(tfjsFiles(runOf(golden)), golden.batchImages);
    expect(names).toEqual(['c1', 's2', 'c3', 's4', 'flatten', 'f5', 'f6', 'f7', 'probabilities']);
    expect(difference(logits, golden.logits)).toBeLessThan(TOLERANCE);
    const { classes } = golden.spec.model;
    const expected = Array.from({ length: golden.batch }, (_, i) => {
      const powers = Array.from(golden.logits.subarray(i * classes, (i + 1) * classes), Math.exp);
      const sum = powers.reduce((a, b) => a + b);
      return powers.map((power) => power / sum);
    }).flat();
    expect(difference(probabilities, expected)).toBeLessThan(TOLERANCE);
  });

  test('f5 with its inputs in PyTorch’s order gives other logits', async () => {
    const golden = await loadGolden(name);
    const files = tfjsFiles(runOf(golden));
    const { tensors } = parameterLayout(golden.spec.model);
    const { shape, offset, size } = tensors.find((tensor) => tensor.name === 'f5.weight')!;
    const [outputs, inputs] = shape;
    const transposed = Float32Array.from(
      { length: size },
      (_, i) => golden.initial[offset + (i % outputs!) * inputs! + Math.floor(i / outputs!)]!,
    );
    files.weights.set(littleEndian(transposed), 4 * offset);
    const { logits } = await outputsOf(files, golden.batchImages);
    expect(difference(logits, golden.logits)).toBeGreaterThan(TOLERANCE);
  });

  test('the order of the weights is undone exactly', async () => {
    const { spec, initial } = await loadGolden(name);
    const there = toTfjs(spec.model, initial);
    expect(there).not.toEqual(initial);
    expect(fromTfjs(spec.model, there)).toEqual(initial);
  });
});

test('the metadata names the classes and the configuration', () => {
  const run = exportedRun();
  const { userDefinedMetadata } = JSON.parse(tfjsFiles(run).model) as TfjsModel;
  expect(JSON.parse(userDefinedMetadata['classes']!)).toEqual(run.classNames);
  expect(JSON.parse(userDefinedMetadata['config']!)).toEqual(run.run.plan.config);
  expect(userDefinedMetadata).toMatchObject({ link: '', test_accuracy: '0.75' });
});

test('refuses parameters of another network', () => {
  expect(() => tfjsFiles(exportedRun(undefined, new Float32Array(3)))).toThrow(RangeError);
});
