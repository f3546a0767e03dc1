// Checks a person's dataset that comes from storage or from another thread.

import * as v from 'valibot';
import { CLASS_LIMITS, IMAGE_LIMIT, type DatasetFacts } from './dataset.ts';
import { IMAGE_PIXELS } from './model.ts';
import { OWN_DATA_LIMITS, type OwnDataset } from './own-data.ts';

const ID_LENGTH = 12;
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(OWN_DATA_LIMITS.nameLength));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(IMAGE_LIMIT));

const factsSchema = v.pipe(
  v.strictObject({
    id: v.string(),
    name,
    classes: v.pipe(v.array(name), v.minLength(CLASS_LIMITS.min), v.maxLength(CLASS_LIMITS.max)),
    trainCount: count,
    testCount: count,
    contentHash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  }),
  v.check(({ id, contentHash }) => id === contentHash.slice(0, ID_LENGTH)),
  v.check(({ trainCount, testCount }) => trainCount + testCount <= IMAGE_LIMIT),
) satisfies v.GenericSchema<unknown, DatasetFacts>;

/** The facts in `value`, or null. */
export function readDatasetFacts(value: unknown): DatasetFacts | null {
  const result = v.safeParse(factsSchema, value);
  return result.success ? result.output : null;
}

/** The dataset in `value`, whose content is not verified yet, or null: counts or labels do not fit the facts. */
export function readOwnDataset(value: unknown): OwnDataset | null {
  if (typeof value !== 'object' || value === null) return null;
  const { facts: found, images, labels } = value as Record<string, unknown>;
  const facts = readDatasetFacts(found);
  if (!facts || !(images instanceof Uint8Array) || !(labels instanceof Uint8Array)) return null;
  if (labels.length !== facts.trainCount + facts.testCount) return null;
  if (images.length !== labels.length * IMAGE_PIXELS) return null;
  if (!labels.every((label) => label < facts.classes.length)) return null;
  return { facts, images: images as Uint8Array<ArrayBuffer>, labels: labels as Uint8Array<ArrayBuffer> };
}
