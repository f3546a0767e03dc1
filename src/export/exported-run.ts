// What the exports of a run are written from: its facts, its weights and, on request, its images.

import type { ExportFormat } from '../contract/export.ts';
import type { RunFile } from '../contract/run-file.ts';

export interface ExportedRun {
  run: RunFile;
  /** The best weights, in the flat layout of the configuration's network. */
  parameters: Float32Array;
  /** The weights that a fine-tuned run started from; null where they follow from the seed or nothing was trained. */
  initial: Float32Array | null;
  /** Names of the classes for a reader, in the order of their labels. */
  classNames: readonly string[];
  /** Of the texts in the notebook and the model card. */
  language: 'en' | 'zh';
  /** The page's address without a search string, for links that repeat the run. */
  pageUrl: string;
}

/** All images of a run: [count, 28, 28] in 0 … 255, and [count] labels. */
export interface ExportedImages {
  /** The dataset's images, training images first. */
  images: Uint8Array;
  labels: Uint8Array;
  /** The synthetic training images; of length 0 without any. */
  syntheticImages: Uint8Array;
  syntheticLabels: Uint8Array;
}

export interface ExportedFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Writes a run in a format. `weightFile`: the best weights as safetensors. `images`: null for an export without them. */
export type WriteRun = (
  format: ExportFormat,
  run: ExportedRun,
  weightFile: Uint8Array,
  images: ExportedImages | null,
) => ExportedFile;
