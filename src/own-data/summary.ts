// The summary of what was read, and the finished dataset.

import { CLASS_LIMITS } from '../contract/dataset.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import {
  OWN_DATA_LIMITS,
  type ClassSummary,
  type OwnDataOptions,
  type OwnDataSummary,
  type OwnDataset,
} from '../contract/own-data.ts';
import type { Arranged } from './canonical-order.ts';
import { shownName } from './class-edits.ts';
import { joinParts, type Draft, type Part } from './draft.ts';
import { hasLightBorder } from './image-to-grey.ts';
import { cleanName } from './paths.ts';
import { Refused } from './refused.ts';
import { findWarnings } from './warnings.ts';

const SAMPLES = 12;
/** Images whose borders are looked at. */
const BORDER_SAMPLES = 1000;

export function summarise(draft: Draft, arranged: Arranged, options: OwnDataOptions): OwnDataSummary {
  const { train, test, heldOut } = arranged;
  const classes = shownNames(draft, arranged);
  const { recognised, suggestedName, format, refused, ignoredCount, found } = draft;
  return {
    suggestedName,
    format,
    classes: classes.map((name, label) => classSummary(name, label, train, test)),
    trainCount: train.labels.length,
    testCount: test.labels.length,
    heldOut,
    options,
    suggested: suggestedOptions(draft),
    recognised: recognised && { id: recognised.id, name: recognised.name, by: recognised.by },
    warnings: findWarnings({ classes, train, test, found }),
    refused,
    ignoredCount,
  };
}

/** Options that the images seem to need. */
export function suggestedOptions({ train, recognised }: Pick<Draft, 'train' | 'recognised'>): OwnDataOptions {
  return { invert: !recognised && isLight(train), turn: recognised?.turned ?? false };
}

/** The names that a person or the recognised dataset gives the classes, else those of the files. */
const shownNames = (draft: Draft, { classes }: Arranged) => classes.map((name) => shownName(draft, name));

function classSummary(name: string, label: number, train: Part, test: Part): ClassSummary {
  const indices: number[] = [];
  for (const [i, other] of train.labels.entries()) if (other === label) indices.push(i);
  const count = Math.min(SAMPLES, indices.length);
  const samples = new Uint8Array(count * IMAGE_PIXELS);
  for (let k = 0; k < count; k++) {
    const start = indices[Math.floor((k * indices.length) / count)]! * IMAGE_PIXELS;
    samples.set(train.images.subarray(start, start + IMAGE_PIXELS), k * IMAGE_PIXELS);
  }
  const testCount = test.labels.reduce((sum, other) => sum + Number(other === label), 0);
  return { name, trainCount: indices.length, testCount, samples };
}

/** Whether most of the images are dark on a light background. */
function isLight({ images, labels }: Part): boolean {
  const count = Math.min(BORDER_SAMPLES, labels.length);
  let light = 0;
  for (let k = 0; k < count; k++) {
    const start = Math.floor((k * labels.length) / count) * IMAGE_PIXELS;
    if (hasLightBorder(images.subarray(start, start + IMAGE_PIXELS))) light++;
  }
  return 2 * light > count;
}

/** The dataset `name`. Throws a refusal where it can't be trained on. */
export function finishDataset(draft: Draft, arranged: Arranged, name: string): OwnDataset {
  const { train, test, contentHash } = arranged;
  const classes = shownNames(draft, arranged);
  const { min } = CLASS_LIMITS;
  if (classes.length < min) {
    throw new Refused('', { reason: 'too-few-classes', classes: classes.length, limit: min });
  }
  const trained = new Set(train.labels);
  const missing = classes.find((_, label) => !trained.has(label));
  if (missing !== undefined) throw new Refused('', { reason: 'no-training-images', class: missing });
  if (test.labels.length === 0) throw new Refused('', { reason: 'no-test-images' });
  const { images, labels } = joinParts(train, test);
  const cleaned = Array.from(cleanName(name.slice(0, 10_000)))
    .slice(0, OWN_DATA_LIMITS.nameLength)
    .join('');
  return {
    facts: {
      id: contentHash.slice(0, 12),
      name: cleaned || draft.suggestedName,
      classes,
      trainCount: train.labels.length,
      testCount: test.labels.length,
      contentHash,
    },
    images,
    labels,
  };
}
