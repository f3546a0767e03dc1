// Files of other formats, opened again: every one that the page writes gives the same weights bit for bit, and damaged or
// foreign ones are refused for the right reason.

import { zipSync, type Zippable } from 'fflate';
import { describe, expect, test } from 'vitest';
import { PRESETS } from '../contract/config.ts';
import { FIELDS, type RunConfig } from '../contract/config.ts';
import type { WeightsRefusal } from '../contract/weights-refusal.ts';
import { initialParameters } from '../recipe/initial-parameters.ts';
import { readWeightFile, type WeightFile } from '../weights/read-weight-file.ts';
import { convertedFile, exactParameters, goodFiles, ownFile } from '../weights/weight-files.fixture.ts';
import { bundleOf, bundleRun } from './bundle.fixture.ts';
import { configOf, exportedRun } from './exported-run.fixture.ts';
import { badModelFiles } from './bad-model-files.fixture.ts';
import { littleEndian, onnxFile } from './onnx.ts';
import { readModelFile } from './read-model-file.ts';
import { tfjsFiles } from './tfjs.ts';

type Read = { file: WeightFile } | { refusal: WeightsRefusal };

async function open(bytes: Uint8Array): Promise<Read> {
  const read = await readModelFile(bytes.slice());
  return 'refusal' in read ? read : readWeightFile(read.bytes);
}

async function expectSame(bytes: Uint8Array, config: RunConfig, parameters: Float32Array): Promise<void> {
  const read = await open(bytes);
  if ('refusal' in read) throw new Error(`${read.refusal.reason}: ${read.refusal.found}`);
  expect(read.file).toMatchObject({ config, assumed: false });
  expect(Buffer.from(littleEndian(read.file.parameters)).equals(littleEndian(parameters))).toBe(true);
}

const zipOf = (files: Zippable) => zipSync(files);
function tfjsZip(run = exportedRun(), folder = ''): Uint8Array {
  const { model, weights } = tfjsFiles(run);
  return zipOf({
    [`${folder}model.json`]: new TextEncoder().encode(model),
    [`${folder}weights.bin`]: weights,
  });
}

const largest = { ...PRESETS.article, activation: 'relu', pooling: 'max', dense: true } as RunConfig;
for (const width of ['c1', 'c3', 'f5', 'f6'] as const) largest[width] = FIELDS[width].max;
const configs: Record<string, RunConfig> = {
  article: PRESETS.article,
  sprint: PRESETS.sprint,
  modern: PRESETS.modern,
  'three classes, tanh': configOf({ ...PRESETS.article, activation: 'tanh', classes: 3 }),
  'a hundred classes': configOf({ ...PRESETS.modern, classes: 100 }),
  'the largest network': largest,
};

describe.each(Object.entries(configs))('%s', (_, config) => {
  const parameters = initialParameters(config, 'he', 5);
  const run = exportedRun(config, parameters);
  test('as ONNX', () => expectSame(onnxFile(run), config, parameters));
  test('as TensorFlow.js in a zip', () => expectSame(tfjsZip(run, 'x/tfjs/'), config, parameters));
  test('as ONNX in a zip', () => expectSame(zipOf({ 'a/b.onnx': onnxFile(run) }), config, parameters));
});

describe('a zip', () => {
  test('of a whole run, with images and initial weights: the best weights', async () => {
    await expectSame(bundleOf().bytes, bundleRun.run.plan.config, bundleRun.parameters);
  });

  test('packed again by macOS, with its hidden files', async () => {
    const files = {
      'm.safetensors': ownFile,
      '__MACOSX/._m.safetensors': new Uint8Array(9),
      '.DS_Store': ownFile,
    };
    const read = await open(zipOf(files));
    expect(read).toEqual(readWeightFile(ownFile));
  });

  test('safetensors come before ONNX and TensorFlow.js', async () => {
    const read = await open(
      zipOf({ 'a.onnx': onnxFile(exportedRun()), 'b.safetensors': convertedFile('F16') }),
    );
    expect(read).toMatchObject({ file: { parameters: exactParameters } });
  });
});

test('safetensors pass unchanged', async () => {
  for (const bytes of Object.values(goodFiles)) {
    const copy = bytes.slice();
    expect(await readModelFile(copy)).toEqual({ bytes: copy });
  }
});

test('a view into a larger buffer', async () => {
  const file = onnxFile(exportedRun());
  const shifted = new Uint8Array(file.length + 3);
  shifted.set(file, 3);
  const read = await readModelFile(shifted.subarray(3));
  expect('bytes' in read && readWeightFile(read.bytes)).toHaveProperty('file');
});

describe.each(Object.entries(badModelFiles))('refused as %s', (reason, files) => {
  test.each(files)('%s', async (_, bytes) => {
    const read = await open(bytes);
    if ('file' in read) throw new Error('the file was accepted');
    expect(read.refusal).toMatchObject({ reason });
    expect(read.refusal.found.length + read.refusal.expected.length).toBeLessThan(300);
  });
});
