// The manifest of the data files, as tools/build-data.ts writes it and the worker reads it, checked against the schema.
//
// A data file (shard) is a gzip stream. Its content is `count` labels (0 … 9, one byte each), then `count` images of
// 784 bytes (28 rows of 28, 0 empty … 255 full), with no header: image i of the file has index `first + i` in the dataset.

import * as v from 'valibot';
import { DATASET_COUNT, SHARD_COUNT } from './dataset.ts';
import { IMAGE_PIXELS } from './model.ts';

export const MANIFEST_NAME = 'manifest.json';
export const MANIFEST_VERSION = 1;
export const SHARDS = DATASET_COUNT / SHARD_COUNT;
/** Bytes of a shard's content. */
export const SHARD_CONTENT_BYTES = SHARD_COUNT * (1 + IMAGE_PIXELS);

const shardSchema = v.strictObject({
  /** A name without a path, beside the manifest. */
  file: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]*$/), v.maxLength(80)),
  first: v.pipe(v.number(), v.integer()),
  count: v.literal(SHARD_COUNT),
  /** Of the compressed file. */
  bytes: v.pipe(v.number(), v.integer(), v.minValue(20), v.maxValue(2 * SHARD_CONTENT_BYTES)),
  uncompressedBytes: v.literal(SHARD_CONTENT_BYTES),
  /** Of the uncompressed content, in lower-case hexadecimal. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

/** Six training shards, then the test shard, in dataset order. */
export const manifestSchema = v.strictObject({
  version: v.literal(MANIFEST_VERSION),
  dataset: v.literal('fashion-mnist'),
  shards: v.pipe(
    v.array(shardSchema),
    v.length(SHARDS),
    v.check((shards) => shards.every(({ first }, i) => first === i * SHARD_COUNT), 'shards are out of order'),
  ),
});

export type Manifest = v.InferOutput<typeof manifestSchema>;
export type ShardEntry = Manifest['shards'][number];

/** The manifest in `text`, or what is wrong with it in words. */
export function readManifest(text: string): { manifest: Manifest } | { problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { problem: 'not JSON' };
  }
  const result = v.safeParse(manifestSchema, json);
  if (result.success) return { manifest: result.output };
  const [issue] = result.issues;
  return { problem: `${v.getDotPath(issue) ?? 'manifest'}: ${issue.message}` };
}
