// The ONNX file of every golden case in onnxruntime-web: its logits are PyTorch's, alone and in a batch, and a file with a
// typical fault of exporters is found out.

import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema, type ModelProto, type NodeProto, type TensorProto } from 'onnx-buf';
import { InferenceSession, Tensor, env } from 'onnxruntime-web';
import { describe, expect, test } from 'vitest';
import { PRESETS } from '../contract/config.ts';
import { IMAGE_PIXELS, parameterLayout } from '../contract/model.ts';
import { GOLDEN_NAMES, type GoldenCase } from '../engine/testing/golden.ts';
import { loadGolden } from '../engine/testing/load.ts';
import { configOf, exportedRun } from './exported-run.fixture.ts';
import { littleEndian, onnxFile } from './onnx.ts';

/** Float32 against PyTorch's float64: 8e-8 was measured. */
const TOLERANCE = 1e-5;

env.wasm.numThreads = 1;

const runOf = ({ spec, initial }: GoldenCase) => exportedRun(configOf(spec.model), initial);

type Optimization = 'all' | 'disabled';

async function outputsOf(file: Uint8Array, images: Uint8Array, optimization: Optimization = 'all') {
  const session = await InferenceSession.create(file, {
    executionProviders: ['wasm'],
    graphOptimizationLevel: optimization,
  });
  const count = images.length / IMAGE_PIXELS;
  const image = new Tensor(
    'float32',
    Float32Array.from(images, (value) => value / 255),
    [count, 1, 28, 28],
  );
  const { logits, probabilities } = await session.run({ image });
  await session.release();
  return { logits: logits!.data as Float32Array, probabilities: probabilities!.data as Float32Array };
}

/** The largest difference to PyTorch's logits of the golden case's first batch; infinite for another number of them. */
function difference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return Infinity;
  return Math.max(...Array.from(expected, (value, i) => Math.abs(value - found[i]!)));
}

describe.each(GOLDEN_NAMES)('%s', (name) => {
  test('logits of the batch and of single images, with and without the optimizer', async () => {
    const golden = await loadGolden(name);
    const file = onnxFile(runOf(golden));
    const { batchImages, logits } = golden;
    for (const optimization of ['all', 'disabled'] as const) {
      const outputs = await outputsOf(file, batchImages, optimization);
      expect(difference(outputs.logits, logits)).toBeLessThan(TOLERANCE);
    }
    const { classes } = golden.spec.model;
    for (const i of [0, golden.batch - 1]) {
      const image = batchImages.subarray(i * IMAGE_PIXELS, (i + 1) * IMAGE_PIXELS);
      const outputs = await outputsOf(file, image);
      expect(difference(outputs.logits, logits.subarray(i * classes, (i + 1) * classes))).toBeLessThan(
        TOLERANCE,
      );
    }
  });

  test('probabilities are the softmax of the logits', async () => {
    const { batchImages, spec, logits, ...golden } = await loadGolden(name);
    const file = onnxFile(runOf({ ...golden, batchImages, spec, logits }));
    const { probabilities } = await outputsOf(file, batchImages);
    const { classes } = spec.model;
    const expected = Array.from({ length: golden.batch }, (_, i) => {
      const powers = Array.from(logits.subarray(i * classes, (i + 1) * classes), Math.exp);
      const sum = powers.reduce((a, b) => a + b);
      return powers.map((power) => power / sum);
    }).flat();
    expect(difference(probabilities, expected)).toBeLessThan(TOLERANCE);
  });
});

/** How far the logits are from PyTorch's after `change`. */
async function mutated(change: (model: ModelProto) => void): Promise<number> {
  const golden = await loadGolden('relu-dense');
  const model = fromBinary(ModelProtoSchema, onnxFile(runOf(golden)));
  change(model);
  const { logits } = await outputsOf(toBinary(ModelProtoSchema, model), golden.batchImages, 'disabled');
  return difference(logits, golden.logits);
}

/** How far the logits of a network with f5 as wide as f6 move by `change`. */
async function mutatedSquare(change: (model: ModelProto) => void): Promise<number> {
  const { batchImages } = await loadGolden('relu-dense');
  const file = onnxFile(exportedRun({ ...PRESETS.sprint, f5: 32, f6: 32 }));
  const model = fromBinary(ModelProtoSchema, file);
  change(model);
  const outputs = [file, toBinary(ModelProtoSchema, model)].map((bytes) =>
    outputsOf(bytes, batchImages, 'disabled'),
  );
  const [expected, found] = await Promise.all(outputs);
  return difference(found!.logits, expected!.logits);
}

const nodeOf = ({ graph }: ModelProto, name: string): NodeProto =>
  graph!.node.find((node) => node.name === name)!;
const tensorOf = ({ graph }: ModelProto, name: string) =>
  graph!.initializer.find((one) => one.name === name)!;
const floatsOf = ({ rawData }: TensorProto) => new Float32Array(rawData.slice().buffer);
const padsOf = (model: ModelProto) => nodeOf(model, 'c1').attribute.find(({ name }) => name === 'pads')!;

function swap(model: ModelProto, first: string, second: string): void {
  const [a, b] = [tensorOf(model, first), tensorOf(model, second)];
  [a.rawData, b.rawData] = [b.rawData, a.rawData];
}

describe('a faulty file is found out', () => {
  test('without a fault the comparison passes', async () => {
    expect(await mutated(() => {})).toBeLessThan(TOLERANCE);
    expect(await mutatedSquare(() => {})).toBe(0);
  });

  test('no padding: the runtime refuses it, since f5 no longer fits', async () => {
    const unpadded = mutated((model) => (padsOf(model).ints = [0n, 0n, 0n, 0n]));
    await expect(unpadded).rejects.toThrow('Dimension mismatch');
  });

  test('padding on one side', async () => {
    expect(await mutated((model) => (padsOf(model).ints = [4n, 4n, 0n, 0n]))).toBeGreaterThan(TOLERANCE);
  });

  test('transB 0: refused by the runtime, or other logits where the layer is square', async () => {
    const untransposed = (model: ModelProto) => (nodeOf(model, 'f6').attribute[0]!.i = 0n);
    await expect(mutated(untransposed)).rejects.toThrow('Dimension mismatch');
    expect(await mutatedSquare(untransposed)).toBeGreaterThan(TOLERANCE);
  });

  test('the biases of two layers swapped', async () => {
    const moved = await mutatedSquare((model) => swap(model, 'f5.bias', 'f6.bias'));
    expect(moved).toBeGreaterThan(TOLERANCE);
  });

  test('the filters of c1 in reverse', async () => {
    const moved = await mutated((model) => {
      const tensor = tensorOf(model, 'c1.weight');
      tensor.rawData = littleEndian(floatsOf(tensor).toReversed());
    });
    expect(moved).toBeGreaterThan(TOLERANCE);
  });

  test('another pooling', async () => {
    expect(await mutated((model) => (nodeOf(model, 's2').opType = 'MaxPool'))).toBeGreaterThan(TOLERANCE);
  });

  test.each(['c1', 'c3', 'f5', 'f6'])('no activation after %s', async (layer) => {
    const wrong = await mutated((model) => {
      const { node } = model.graph!;
      const at = node.findIndex(({ name }) => name === `${layer}.activation`);
      node[at + 1]!.input[0] = layer;
      node.splice(at, 1);
    });
    expect(wrong).toBeGreaterThan(TOLERANCE);
  });
});

test('the file is read back: names, shapes, numbers and metadata', async () => {
  const golden = await loadGolden('many-classes');
  const run = runOf(golden);
  const file = onnxFile(run);
  const model = fromBinary(ModelProtoSchema, file);
  expect(model).toMatchObject({ irVersion: 7n, producerName: 'LeNet Playground' });
  expect(model.opsetImport).toMatchObject([{ domain: '', version: 13n }]);
  const { tensors } = parameterLayout(golden.spec.model);
  expect(model.graph!.initializer.map(({ name, dims }) => [name, dims.map(Number)])).toEqual(
    tensors.map(({ name, shape }) => [name, shape]),
  );
  const numbers = model.graph!.initializer.flatMap((tensor) => Array.from(floatsOf(tensor)));
  expect(numbers).toEqual([...golden.initial]);
  const metadata = Object.fromEntries(model.metadataProps.map(({ key, value }) => [key, value]));
  expect(JSON.parse(metadata['classes']!)).toEqual(run.classNames);
  expect(JSON.parse(metadata['config']!)).toEqual(run.run.plan.config);
  expect(metadata).toMatchObject({ data_sha256: run.run.dataset.contentHash, epoch: '5', engine: 'wasm' });
  expect(Buffer.from(toBinary(ModelProtoSchema, model)).equals(Buffer.from(file))).toBe(true);
});

test('refuses parameters of another network', () => {
  expect(() => onnxFile(exportedRun(undefined, new Float32Array(3)))).toThrow(RangeError);
});
