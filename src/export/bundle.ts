// All files of a run in one zip, laid out as a repository for Hugging Face.

import { gzipSync, zipSync, type Zippable, type ZipOptions } from 'fflate';
import { encodeSafetensors } from '../weights/safetensors.ts';
import type { ExportedFile, ExportedImages, ExportedRun } from './exported-run.ts';
import { idxImages, idxLabels } from './idx.ts';
import { exportName, modelCard } from './model-card.ts';
import { modelMetadata } from './model-metadata.ts';
import { onnxFile } from './onnx.ts';
import { tfjsFiles, WEIGHTS_NAME } from './tfjs.ts';

/** Files of the zip that other modules write. */
export interface BundleParts {
  /** train.py */
  script: string;
  /** run.ipynb */
  notebook: string;
}

/** The earliest time that a zip file can hold. Times in zip files are local times. */
export const ZIP_TIME = new Date(1980, 0, 1);
/** FashionMNIST's test images have 4,495,590 bytes at level 4, and 4,485,089 at level 6. */
const IMAGE_LEVEL = 4;
const TEXT_LEVEL = 9;

/**
 * The zip file: card, weights in three formats, script, notebook, run.json, and `data/` with `images`. `weightFile` is the
 * safetensors file of the best weights.
 */
export function bundle(
  run: ExportedRun,
  weightFile: Uint8Array,
  { script, notebook }: BundleParts,
  images: ExportedImages | null,
): ExportedFile {
  const { model, weights } = tfjsFiles(run);
  const text = (content: string): [Uint8Array, ZipOptions] => [
    new TextEncoder().encode(content),
    { level: TEXT_LEVEL },
  ];
  // Weights and gzip files hardly get smaller.
  const stored = (content: Uint8Array): [Uint8Array, ZipOptions] => [content, { level: 0 }];
  const files: Zippable = {
    'README.md': text(modelCard(run)),
    'model.safetensors': stored(weightFile),
    'model.onnx': stored(onnxFile(run)),
    'tfjs/model.json': text(model),
    [`tfjs/${WEIGHTS_NAME}`]: stored(weights),
    'train.py': text(script),
    'run.ipynb': text(notebook),
    'run.json': text(JSON.stringify(run.run)),
  };
  const { config } = run.run.plan;
  if (run.initial) {
    files['initial.safetensors'] = stored(
      encodeSafetensors(config, run.initial, modelMetadataOfInitial(run)),
    );
  }
  for (const [name, content] of images ? dataFiles(images, run.run.dataset.trainCount) : []) {
    files[`data/${name}`] = stored(gzipSync(content, { level: IMAGE_LEVEL, mtime: 0 }));
  }
  return { name: `${exportName(run.run)}.zip`, bytes: zipSync(files, { mtime: ZIP_TIME }) };
}

/** Without the scores and the link, which are those of the best weights. */
function modelMetadataOfInitial(run: ExportedRun): Record<string, string> {
  const { version, config, classes, data_sha256 } = modelMetadata(run);
  return { version, config, classes, data_sha256 };
}

/** IDX files with the names of MNIST's. Throws a RangeError where the arrays do not fit each other. */
function dataFiles(
  { images, labels, syntheticImages, syntheticLabels }: ExportedImages,
  trainCount: number,
): [name: string, content: Uint8Array][] {
  const pixels = trainCount * 28 * 28;
  const parts: [name: string, images: Uint8Array, labels: Uint8Array][] = [
    ['train', images.subarray(0, pixels), labels.subarray(0, trainCount)],
    ['t10k', images.subarray(pixels), labels.subarray(trainCount)],
  ];
  if (syntheticLabels.length > 0) parts.push(['synthetic', syntheticImages, syntheticLabels]);
  return parts.flatMap(([name, images, labels]) => [
    [`${name}-images-idx3-ubyte.gz`, idxImages(images, labels.length)],
    [`${name}-labels-idx1-ubyte.gz`, idxLabels(labels)],
  ]);
}
