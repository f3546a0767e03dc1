// Reads a weight file from any source: finds which network of the family it holds and returns it completely, or refuses it.
// The format contains numbers and metadata alone: no pickle, no code.

import { FIELDS, PRESETS, type RunConfig } from '../contract/config.ts';
import { CLASS_LIMITS } from '../contract/dataset.ts';
import type { ModelConfig } from '../contract/model.ts';
import { readConfig } from '../contract/read-config.ts';
import type { WeightsRefusal } from '../contract/weights-refusal.ts';
import { repeatedKey } from './json-keys.ts';
import { describeValue, orRefusal, Refused } from './refused.ts';
import { isRecord, readHeader, type SafetensorsHeader } from './safetensors-header.ts';
import { checkNames, readTensors, withoutPrefix } from './safetensors.ts';

/** `version` in the metadata of written files. Files of every version up to this one are read. */
export const FORMAT_VERSION = 3;

const WIDTHS = ['c1', 'c3', 'f5', 'f6', 'classes'] as const;
/** The bias whose length is each width. */
const BIASES = { c1: 'c1', c3: 'c3', f5: 'f5', f6: 'f6', classes: 'f7' } as const;

export interface WeightFile {
  model: ModelConfig;
  /** The run that the weights come from; null when the file does not contain it. */
  config: RunConfig | null;
  /** The flat layout of contract/model.ts. */
  parameters: Float32Array<ArrayBuffer>;
  metadata: Record<string, string>;
  /** Whether activation, pooling and dense activation were assumed to be Classic LeNet's, because the file lacks them. */
  assumed: boolean;
}

/** Reads a safetensors file of this program, or of another one that uses the tutorial's names. Never throws. */
export function readWeightFile(bytes: Uint8Array): { file: WeightFile } | { refusal: WeightsRefusal } {
  return orRefusal(() => ({ file: read(bytes) }));
}

function read(bytes: Uint8Array): WeightFile {
  const header = withoutPrefix(readHeader(bytes));
  const { metadata } = header;
  // Checked first: a newer file may have other tensors or fields.
  checkVersion(metadata['version']);
  checkNames(header);
  const widths = readWidths(header);
  const config = metadata['config'] === undefined ? null : readKnownConfig(metadata['config']);
  const { activation, pooling, dense } = config ?? PRESETS.article;
  const model: ModelConfig = { ...widths, activation, pooling, dense };
  const parameters = readTensors(bytes, header, model);
  for (const width of WIDTHS) {
    if (config && config[width] !== widths[width]) {
      throw new Refused('bad-config', `${width} ${config[width]} in the configuration`, `${widths[width]}`);
    }
  }
  return { model, config, parameters, metadata, assumed: config === null };
}

/** Throws Refused for a version that is newer, or none. Files without one are read. */
export function checkVersion(version: string | undefined): void {
  if (version === undefined || (/^\d{1,9}$/.test(version) && Number(version) <= FORMAT_VERSION)) return;
  const newer = /^\d+$/.test(version) && Number(version) > FORMAT_VERSION;
  throw new Refused(
    newer ? 'newer-version' : 'bad-version',
    `version ${describeValue(version)}`,
    `at most ${FORMAT_VERSION}`,
  );
}

/** The widths, read from the biases, whose shapes are not ambiguous under transposition. */
function readWidths({ entries }: SafetensorsHeader): Record<(typeof WIDTHS)[number], number> {
  const widths = { c1: 0, c3: 0, f5: 0, f6: 0, classes: 0 };
  for (const width of WIDTHS) {
    const name = `${BIASES[width]}.bias`;
    const entry = entries[name];
    const shape = isRecord(entry) ? entry['shape'] : undefined;
    const found: unknown = Array.isArray(shape) && shape.length === 1 ? shape[0] : undefined;
    const { min, max } = width === 'classes' ? CLASS_LIMITS : FIELDS[width];
    if (typeof found !== 'number' || !Number.isInteger(found) || found < min || found > max) {
      throw new Refused('other-tensors', `${name} of shape ${describeValue(shape)}`, `[${min}] to [${max}]`);
    }
    widths[width] = found;
  }
  return widths;
}

/** The configuration in the metadata. Throws Refused. */
export function readKnownConfig(text: string): RunConfig {
  let config: RunConfig | null = null;
  try {
    config = readConfig(JSON.parse(text));
    if (repeatedKey(text) !== null) config = null;
  } catch {
    // Refused below, like JSON that is no configuration.
  }
  if (config) return config;
  throw new Refused('bad-config', `a configuration ${describeValue(text)}`, 'one that this program knows');
}
