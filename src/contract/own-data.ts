// A person's own dataset: what the worker reads from files, what the page shows before training, and why files are refused.
// The texts of refusals and warnings are in the message catalogues.

import type { DatasetFacts } from './dataset.ts';

/** A dataset that can be trained on. */
export interface OwnDataset {
  facts: DatasetFacts;
  /** [train + test, 28, 28], in canonical order (own-data/canonical-order.ts). */
  images: Uint8Array<ArrayBuffer>;
  /** [train + test]: the index of each image's class in `facts.classes`. */
  labels: Uint8Array<ArrayBuffer>;
}

/**
 * Limits of what is read: unpacked megabytes (2^20 bytes) of archives and tables together, entries of one archive, megabytes and longest
 * side in pixels of one image file, and characters of a class name or of the dataset's name.
 */
export const OWN_DATA_LIMITS = {
  unpackedMegabytes: 500,
  archiveEntries: 400_000,
  imageMegabytes: 20,
  imageSide: 4096,
  nameLength: 80,
} as const;

/** Changes of all images after reading. */
export interface OwnDataOptions {
  /** Each value v becomes 255 - v, for dark drawings on a light background. */
  invert: boolean;
  /** Rows become columns: EMNIST's images are stored so. */
  turn: boolean;
}

export const NO_OPTIONS: OwnDataOptions = { invert: false, turn: false };

export type KnownSetId = 'fashion-mnist' | 'mnist' | 'kmnist' | 'emnist-balanced' | 'emnist-letters';

/** A public dataset that the files seem to hold. Its class names are used. */
export interface RecognisedSet {
  id: KnownSetId;
  /** Its usual name: the suggested name of the dataset. */
  name: string;
  /**
   * What it was recognised by: every label and pixel, the bytes of its published files, its number of images of each class, or
   * only its file names and class counts. The last two are likely, but not certain.
   */
  by: 'content' | 'files' | 'counts' | 'names';
}

export interface ClassSummary {
  name: string;
  trainCount: number;
  testCount: number;
  /** [n, 28, 28] with n at most 12: training images, with the options applied. */
  samples: Uint8Array<ArrayBuffer>;
}

export type OwnDataWarning =
  /** Classes with fewer than 10 images, training and test together. */
  | { kind: 'few-images'; classes: string[] }
  /** Test images that also are training images, pixel for pixel. */
  | { kind: 'duplicates'; count: number }
  /** One class has more than half of all images. */
  | { kind: 'one-sided'; class: string; count: number; total: number }
  /** All images are the same. */
  | { kind: 'all-the-same' }
  /** Of `found` images, the first `taken` were taken, with the same fraction of every class. */
  | { kind: 'truncated'; found: number; taken: number };

/** Why a file, or what was read from all of them, can't be used. `file` is its path; archive entries follow the archive's. */
export type OwnDataRefusal = { file: string } & OwnDataReason;

export type OwnDataReason =
  // Any file
  | { reason: 'no-files' }
  | { reason: 'empty' }
  /** A folder in place of a file, or the file is gone. */
  | { reason: 'unread' }
  /** None of the formats that are read. */
  | { reason: 'other-type' }
  /** More than the limit, in unpacked megabytes. */
  | { reason: 'too-large'; megabytes: number; limit: number }
  /** The file ends early. */
  | { reason: 'cut-off' }
  /** The content does not match its checksum. */
  | { reason: 'checksum' }
  /** The content can't be unpacked or decoded. */
  | { reason: 'damaged' }
  /** Files of another format in the same place were read instead: IDX before NumPy before CSV before images. */
  | { reason: 'other-format-read'; read: 'idx' | 'npy' | 'csv' }
  // Archives
  | { reason: 'encrypted' }
  /** The number of the method in the ZIP format; 8 is deflate. */
  | { reason: 'compression'; method: number }
  | { reason: 'too-many-entries'; entries: number; limit: number }
  /** An archive inside an archive. */
  | { reason: 'nested-archive' }
  /** RAR, 7z, tar and others. */
  | { reason: 'other-archive' }
  // IDX and NumPy
  /** Images that are not unsigned bytes, or labels that are no whole numbers: the type, as two hexadecimal digits. */
  | { reason: 'idx-type'; type: string }
  /** Neither whole numbers of at most 64 bits nor floating-point numbers of 32 or 64: the type, as NumPy writes it. */
  | { reason: 'npy-type'; type: string }
  /** `image` counts from 1. */
  | { reason: 'npy-value'; image: number; value: string }
  /** `item` counts from 1. */
  | { reason: 'npy-label'; item: number; value: string }
  | { reason: 'array-shape'; shape: number[] }
  | { reason: 'array-length'; bytes: number; expected: number }
  /** No labels with the same number of items belong to these images. */
  | { reason: 'no-labels'; images: number }
  | { reason: 'no-images'; labels: number }
  /** More than one set of files could belong together. */
  | { reason: 'several-datasets'; files: string[] }
  // CSV; `row` and `column` count from 1, as spreadsheets do
  | { reason: 'csv-columns'; columns: number; expected: number }
  | { reason: 'csv-row'; row: number; columns: number; expected: number }
  | { reason: 'csv-value'; row: number; column: number; value: string }
  | { reason: 'csv-label'; row: number; value: string }
  | { reason: 'csv-no-labels' }
  | { reason: 'csv-quotes'; row: number }
  // Images
  | { reason: 'image-type'; type: 'gif' | 'svg' | 'heic' }
  | { reason: 'animated' }
  | { reason: 'image-side'; width: number; height: number; limit: number }
  /** The image lies in no folder that names its class. */
  | { reason: 'no-class' }
  // Classes
  | { reason: 'class-name'; length: number; limit: number }
  /** Another class has the name. */
  | { reason: 'class-exists'; class: string }
  | { reason: 'too-many-classes'; limit: number }
  | { reason: 'too-few-classes'; classes: number; limit: number }
  /** A class has only test images. */
  | { reason: 'no-training-images'; class: string }
  /** No class has two images, so that none can be held out. */
  | { reason: 'no-test-images' }
  // The reader itself; `file` is empty
  /** The browser lacks what reading needs. */
  | { reason: 'unsupported' }
  | { reason: 'not-loaded' }
  | { reason: 'cancelled' }
  | { reason: 'failed' };

/** Files that were refused for the same reason while others were read: the first of them, and how many they are. */
export interface RefusedFiles {
  refusal: OwnDataRefusal;
  count: number;
}

/** What was read, before anything is trained. */
export interface OwnDataSummary {
  /** A name for the dataset: the recognised set's, the archive's or the folder's. */
  suggestedName: string;
  format: 'idx' | 'npy' | 'csv' | 'images' | 'drawn';
  /** In the order of their labels. */
  classes: ClassSummary[];
  trainCount: number;
  testCount: number;
  /** The files had no test part; a fifth of each class is held out. */
  heldOut: boolean;
  options: OwnDataOptions;
  /** Options that the images seem to need. */
  suggested: OwnDataOptions;
  recognised: RecognisedSet | null;
  warnings: OwnDataWarning[];
  refused: RefusedFiles[];
  /** Hidden files and system files, such as `__MACOSX` and `Thumbs.db`. */
  ignoredCount: number;
}

export interface OwnDataProgress {
  step: 'read' | 'sort';
  /** `done` of `total` bytes or images. */
  done: number;
  total: number;
}

/** A file with its path inside the folder that was dropped or chosen; its name where it lies in none. */
export interface DroppedFile {
  path: string;
  file: Blob;
}

/** Images of one class that were drawn in the page. */
export interface DrawnClass {
  name: string;
  /** [n, 28, 28]. */
  images: Uint8Array<ArrayBuffer>;
}

/** What the page asks of the data worker. The worker answers every command with one `DataAnswer` other than progress. */
export type DataCommand = { requestId: number } & (
  | { kind: 'read'; files: DroppedFile[] }
  /** Adds image files to the training images of class `name`. */
  | { kind: 'add-files'; name: string; files: DroppedFile[] }
  | { kind: 'add-drawn'; classes: DrawnClass[] }
  | { kind: 'rename-class'; name: string; to: string }
  /** With its images. */
  | { kind: 'remove-class'; name: string }
  | { kind: 'options'; options: OwnDataOptions }
  | { kind: 'finish'; name: string }
);

export type DataAnswer = { requestId: number } & (
  | { kind: 'progress'; progress: OwnDataProgress }
  | { kind: 'summary'; summary: OwnDataSummary }
  | { kind: 'dataset'; dataset: OwnDataset }
  | { kind: 'refused'; refusal: OwnDataRefusal }
);

export type SummaryAnswer = { summary: OwnDataSummary } | { refusal: OwnDataRefusal };
export type DatasetAnswer = { dataset: OwnDataset } | { refusal: OwnDataRefusal };
