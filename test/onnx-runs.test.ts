// The ONNX file of a trained run in onnxruntime-web: it predicts the same class for each test image as the page does.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { PRESETS } from '../src/contract/config.ts';
import { TEST_COUNT, TRAIN_COUNT } from '../src/contract/dataset.ts';
import { IMAGE_PIXELS } from '../src/contract/model.ts';
import { exportedRun } from '../src/export/exported-run.fixture.ts';
import { onnxFile } from '../src/export/onnx.ts';
import { readWeightFile } from '../src/weights/read-weight-file.ts';
import { runInNode } from '../tools/node-run.ts';

const BATCH = 500;
const DATA = new URL('../public/data/', import.meta.url);

env.wasm.numThreads = 1;

/** [10000, 28, 28], and the labels. */
function readTestSet(): { images: Uint8Array; labels: Uint8Array } {
  const { shards } = JSON.parse(readFileSync(new URL('manifest.json', DATA), 'utf8')) as {
    shards: { file: string; first: number }[];
  };
  const { file } = shards.find(({ first }) => first === TRAIN_COUNT)!;
  const content = gunzipSync(readFileSync(new URL(file, DATA)));
  return { labels: content.subarray(0, TEST_COUNT), images: content.subarray(TEST_COUNT) };
}

/** The class with the largest logit for each image. */
async function predictions(file: Uint8Array, images: Uint8Array): Promise<Uint8Array> {
  const session = await InferenceSession.create(file, { executionProviders: ['wasm'] });
  const predicted = new Uint8Array(images.length / IMAGE_PIXELS);
  for (let first = 0; first < predicted.length; first += BATCH) {
    const batch = images.subarray(first * IMAGE_PIXELS, (first + BATCH) * IMAGE_PIXELS);
    const pixels = Float32Array.from(batch, (value) => value / 255);
    const { logits } = await session.run({ image: new Tensor('float32', pixels, [BATCH, 1, 28, 28]) });
    const values = logits!.data as Float32Array;
    for (let i = 0; i < BATCH; i++) {
      const row = values.subarray(10 * i, 10 * i + 10);
      predicted[first + i] = row.indexOf(Math.max(...row));
    }
  }
  await session.release();
  return predicted;
}

test.each(['article', 'sprint'] as const)(
  '%s, one epoch: the same prediction for 10,000 test images',
  async (preset) => {
    const config = { ...PRESETS[preset], epochs: 1, engine: 'wasm' as const };
    let bytes = new Uint8Array(0);
    const { result } = await runInNode(config, (event) => {
      if (event.type === 'exported') bytes = event.bytes.slice();
    });
    const read = readWeightFile(bytes);
    if ('refusal' in read) throw new Error(read.refusal.found);
    const { images, labels } = readTestSet();
    const predicted = await predictions(onnxFile(exportedRun(config, read.file.parameters)), images);
    const correct = predicted.filter((label, i) => label === labels[i]).length;
    const others = predicted.filter((label, i) => label !== result.predicted[i]).length;
    console.log(`${preset}: page ${result.correct}, ONNX Runtime ${correct}, ${others} other predictions`);
    expect(result.total).toBe(TEST_COUNT);
    expect(correct).toBe(result.correct);
    expect(others).toBe(0);
  },
);
