// The zip file of a run: its files, their content when unpacked, the images by their hash, and equal bytes for equal runs.

import { createHash } from 'node:crypto';
import { gunzipSync, unzipSync } from 'fflate';
import { afterEach, expect, test, vi } from 'vitest';
import { parseRunFile } from '../contract/run-file.ts';
import { readWeightFile } from '../weights/read-weight-file.ts';
import { bundleImages, bundleOf, bundleParts, bundleRun, bundleWeights } from './bundle.fixture.ts';
import { exportedRun } from './exported-run.fixture.ts';
import { modelCard } from './model-card.ts';
import { littleEndian, onnxFile } from './onnx.ts';
import { tfjsFiles } from './tfjs.ts';

afterEach(() => vi.useRealTimers());

const same = (a: Uint8Array | undefined, b: Uint8Array) => expect(Buffer.from(a!).equals(b)).toBe(true);
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const DATA = ['train', 't10k', 'synthetic'].flatMap((part) => [
  `data/${part}-images-idx3-ubyte.gz`,
  `data/${part}-labels-idx1-ubyte.gz`,
]);

/** The extents and the bytes of an IDX file. */
function readIdx(gz: Uint8Array): { shape: number[]; content: Uint8Array } {
  const bytes = gunzipSync(gz);
  const axes = bytes[3]!;
  expect([...bytes.subarray(0, 3)]).toEqual([0, 0, 8]);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  return { shape, content: bytes.subarray(4 + 4 * axes) };
}

test('has every file, each as its own writer writes it', () => {
  const { name, bytes } = bundleOf();
  expect(name).toBe(`lenet5-${bundleRun.run.dataset.id}-seed7.zip`);
  const files = unzipSync(bytes);
  const tfjs = tfjsFiles(bundleRun);
  expect(Object.keys(files)).toEqual([
    'README.md',
    'model.safetensors',
    'model.onnx',
    'tfjs/model.json',
    'tfjs/weights.bin',
    'train.py',
    'run.ipynb',
    'run.json',
    'initial.safetensors',
    ...DATA,
  ]);
  expect(textOf(files['README.md'])).toBe(modelCard(bundleRun));
  same(files['model.safetensors'], bundleWeights);
  same(files['model.onnx'], onnxFile(bundleRun));
  expect(textOf(files['tfjs/model.json'])).toBe(tfjs.model);
  same(files['tfjs/weights.bin'], tfjs.weights);
  expect(textOf(files['train.py'])).toBe(bundleParts.script);
  expect(textOf(files['run.ipynb'])).toBe(bundleParts.notebook);
  expect(parseRunFile(textOf(files['run.json']))).toEqual({ run: bundleRun.run });
  const read = readWeightFile(files['initial.safetensors']!);
  if ('refusal' in read) throw new Error(read.refusal.found);
  expect(read.file.config).toEqual(bundleRun.run.plan.config);
  same(littleEndian(read.file.parameters), littleEndian(bundleRun.initial!));
});

test('the images are those of the dataset, by its hash', () => {
  const files = unzipSync(bundleOf().bytes);
  const [train, trainLabels, test, testLabels, synthetic, syntheticLabels] = DATA.map((name) =>
    readIdx(files[name]!),
  );
  expect(train!.shape).toEqual([40, 28, 28]);
  expect(test!.shape).toEqual([10, 28, 28]);
  expect(synthetic!.shape).toEqual([7, 28, 28]);
  const hash = createHash('sha256');
  for (const part of [trainLabels, testLabels, train, test]) hash.update(part!.content);
  expect(hash.digest('hex')).toBe(bundleRun.run.dataset.contentHash);
  same(synthetic!.content, bundleImages.syntheticImages);
  expect(syntheticLabels!.content).toEqual(bundleImages.syntheticLabels);
});

test('images only on request, synthetic images only where there are some', () => {
  const none = new Uint8Array(0);
  const withoutSynthetic = { ...bundleImages, syntheticImages: none, syntheticLabels: none };
  const dataOf = (bytes: Uint8Array) =>
    Object.keys(unzipSync(bytes)).filter((name) => name.startsWith('data/'));
  expect(dataOf(bundleOf(bundleRun, null).bytes)).toEqual([]);
  expect(dataOf(bundleOf(bundleRun, withoutSynthetic).bytes)).toEqual(DATA.slice(0, 4));
});

test('without initial weights where they follow from the seed', () => {
  const { name, bytes } = bundleOf(exportedRun(), null);
  expect(name).toBe('lenet5-fashion-mnist-seed1.zip');
  expect(Object.keys(unzipSync(bytes))).not.toContain('initial.safetensors');
});

test('the same run gives the same bytes at any time', () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 30) });
  const { bytes } = bundleOf();
  vi.setSystemTime(Date.UTC(2031, 1, 2, 3, 4, 5));
  same(bundleOf().bytes, bytes);
});

test('refuses arrays of images that do not fit each other', () => {
  expect(() => bundleOf(bundleRun, { ...bundleImages, images: bundleImages.images.subarray(1) })).toThrow(
    RangeError,
  );
});
