// A run on a small dataset with its images, for tests of the zip file.

import { createHash } from 'node:crypto';
import { PRESETS } from '../contract/config.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { initialParameters } from '../recipe/initial-parameters.ts';
import { encodeSafetensors } from '../weights/safetensors.ts';
import { bundle } from './bundle.ts';
import { configOf, datasetOf, exportedRun } from './exported-run.fixture.ts';
import type { ExportedImages, ExportedRun } from './exported-run.ts';

const COUNT = 50;
const SYNTHETIC = 7;

const bytes = (length: number, factor: number) => Uint8Array.from({ length }, (_, i) => (i * factor) % 251);

export const bundleImages: ExportedImages = {
  images: bytes(COUNT * IMAGE_PIXELS, 17),
  labels: Uint8Array.from({ length: COUNT }, (_, i) => i % 3),
  syntheticImages: bytes(SYNTHETIC * IMAGE_PIXELS, 29),
  syntheticLabels: Uint8Array.from({ length: SYNTHETIC }, (_, i) => (2 * i) % 3),
};

const contentHash = createHash('sha256')
  .update(bundleImages.labels)
  .update(bundleImages.images)
  .digest('hex');
const facts = { ...datasetOf(3), contentHash, id: contentHash.slice(0, 12) };
const config = { ...configOf({ ...PRESETS.article, classes: 3 }), data: facts.id };

/** 40 training and 10 test images of three classes; fine-tuned. */
export const bundleRun: ExportedRun = exportedRun(config, undefined, {
  run: { dataset: facts },
  initial: initialParameters(config, 'he', 2),
});

export const bundleWeights = encodeSafetensors(config, bundleRun.parameters, {
  config: JSON.stringify(config),
});
export const bundleParts = { script: 'print("短靴")\n', notebook: '{"cells": []}\n' };

export const bundleOf = (run = bundleRun, images: ExportedImages | null = bundleImages) =>
  bundle(run, bundleWeights, bundleParts, images);
