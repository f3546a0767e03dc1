// Reads model.json and weights.bin of this page back: they must be those that tfjs.ts writes for the configuration in their
// metadata.

import { parameterLayout } from '../contract/model.ts';
import { repeatedKey } from '../weights/json-keys.ts';
import { checkVersion, readKnownConfig } from '../weights/read-weight-file.ts';
import { describeValue, Refused } from '../weights/refused.ts';
import { isRecord } from '../weights/safetensors-header.ts';
import type { ReadModel } from './read-onnx.ts';
import { fromTfjs, tfjsModel } from './tfjs.ts';

const bad = (found: string, expected: string) => new Refused('bad-tfjs', found, expected);

/** Throws Refused. `json` is the content of model.json. */
export function readTfjs(json: Uint8Array, weights: Uint8Array): ReadModel {
  const model = parse(json);
  const metadata = model['userDefinedMetadata'];
  const texts = isRecord(metadata) ? metadata : {};
  const textOf = (key: string) => {
    const value = Object.hasOwn(texts, key) ? texts[key] : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  // Checked first: a newer file may differ in all that follows.
  checkVersion(textOf('version'));
  const text = textOf('config');
  if (text === undefined) throw new Refused('bad-config', 'no configuration', 'one in userDefinedMetadata');
  const config = readKnownConfig(text);
  const { format, modelTopology, weightsManifest } = tfjsModel(config, {});
  for (const [key, expected] of Object.entries({ format, modelTopology, weightsManifest })) {
    const different = difference(model[key], expected, key);
    if (different) throw new Refused('other-tensors', different.found, different.expected);
  }
  const { size } = parameterLayout(config);
  if (weights.length !== 4 * size) throw bad(`${weights.length} bytes of weights`, `${4 * size} bytes`);
  const view = new DataView(weights.buffer, weights.byteOffset, weights.length);
  const numbers = Float32Array.from({ length: size }, (_, i) => view.getFloat32(4 * i, true));
  return { config, parameters: fromTfjs(config, numbers) };
}

function parse(json: Uint8Array): Record<string, unknown> {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(json);
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    throw bad('a model.json that is not JSON', 'a JSON object');
  }
  if (!isRecord(value)) throw bad('another kind of model.json', 'a JSON object');
  const repeated = repeatedKey(text);
  if (repeated !== null) throw bad(`${describeValue(repeated)} twice`, 'every key once');
  return value;
}

/** The first place where `found` is not `expected`, or null. The order of keys does not matter. */
function difference(
  found: unknown,
  expected: unknown,
  path: string,
): { found: string; expected: string } | null {
  const differs = () => ({ found: `${path}: ${describeValue(found)}`, expected: describeValue(expected) });
  if (Array.isArray(expected)) {
    if (!Array.isArray(found) || found.length !== expected.length) return differs();
    return first(expected.keys(), (i) => difference(found[i], expected[i], `${path}[${i}]`));
  }
  if (!isRecord(expected)) return found === expected ? null : differs();
  if (!isRecord(found)) return differs();
  const foreign = Object.keys(found).find((key) => !Object.hasOwn(expected, key));
  if (foreign !== undefined)
    return { found: `${path} with ${describeValue(foreign)}`, expected: 'no such key' };
  return first(Object.keys(expected), (key) =>
    difference(Object.hasOwn(found, key) ? found[key] : undefined, expected[key], `${path}.${key}`),
  );
}

function first<T, R>(items: Iterable<T>, find: (item: T) => R | null): R | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
