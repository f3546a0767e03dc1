// The campaign `weights`: valid weight files are mutated at random and read by the page's reader and by a simple second one.
// The two must agree on every file and on every byte of the accepted ones.

import type { Random } from '../../src/base/random.ts';
import { PRESETS } from '../../src/contract/config.ts';
import { initialParameters } from '../../src/recipe/initial-parameters.ts';
import { readWeightFile, type WeightFile } from '../../src/weights/read-weight-file.ts';
import { encodeSafetensors } from '../../src/weights/safetensors.ts';
import { goodFiles, fixtureConfig, ownMetadata } from '../../src/weights/weight-files.fixture.ts';
import type { Campaign, Outcome } from './campaign.ts';
import { readPlainly, type PlainFile } from './plain-weights.ts';
import { weightMutations } from './weight-mutations.ts';

const other = { ...fixtureConfig, c1: 2, c3: 1, f5: 5, f6: 3 };
const SMALL: readonly Uint8Array[] = [
  ...Object.values(goodFiles),
  // The same network with other numbers, and a different network.
  encodeSafetensors(fixtureConfig, initialParameters(fixtureConfig, 'xavier', 2), ownMetadata),
  encodeSafetensors(other, initialParameters(other, 'he', 3), {
    config: JSON.stringify(other),
    version: '1',
  }),
];
const ARTICLE = encodeSafetensors(PRESETS.article, initialParameters(PRESETS.article, 'pytorch', 1), {
  config: JSON.stringify(PRESETS.article),
});
/** One fault in so many uses a file of Classic LeNet, which is a hundred times larger. */
const ARTICLE_EVERY = 200;
const CONTENTS: ReadonlyMap<Uint8Array, WeightFile> = new Map(
  [...SMALL, ARTICLE].map((bytes) => [bytes, contentOf(bytes)]),
);

export const weightFaults: Campaign = {
  times: 100_000,
  once: readMutatedFile,
};

/** Mutates a random file at random and compares what the two readers make of it. */
function readMutatedFile(random: Random): Outcome {
  const small = SMALL[random.below(SMALL.length)]!;
  const base = random.below(ARTICLE_EVERY) === 0 ? ARTICLE : small;
  const { fault, verdict, mutate } = weightMutations[random.below(weightMutations.length)]!;
  const bytes = mutate(base, random, SMALL[random.below(SMALL.length)]!);
  const outcome = (as: string, survived = true): Outcome => ({ fault, survived, as });

  let read: ReturnType<typeof readWeightFile>;
  try {
    read = readWeightFile(bytes);
  } catch (error) {
    return outcome(`crashed with ${String(error)}`, false);
  }
  const plain = readPlainly(bytes);
  if ('refusal' in read) {
    if (plain || verdict === 'same') return outcome(`wrongly refused: ${read.refusal.found}`, false);
    return outcome('refused');
  }
  if (!plain || verdict === 'bad') return outcome('wrongly accepted', false);
  const wrong = differenceFrom(plain, read.file) ?? roundTripDifference(read.file);
  if (wrong) return outcome(`accepted with ${wrong}`, false);
  const before = CONTENTS.get(base)!;
  const sameNumbers = bytesOf(before.parameters).equals(bytesOf(read.file.parameters));
  if (verdict === 'same' && !sameNumbers) return outcome('accepted with other numbers', false);
  if (!sameNumbers) return outcome('valid with other numbers');
  const sameMetadata = JSON.stringify(before.metadata) === JSON.stringify(read.file.metadata);
  return outcome(sameMetadata ? 'valid and the same' : 'valid with other metadata');
}

function contentOf(bytes: Uint8Array): WeightFile {
  const read = readWeightFile(bytes);
  if ('refusal' in read) throw new Error(`a good file refused: ${read.refusal.found}`);
  return read.file;
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** Where `file` differs from what the simple reader found, or null. */
function differenceFrom(plain: PlainFile, file: WeightFile): string | null {
  const { c1, c3, f5, f6, classes, activation, pooling, dense } = file.model;
  if (JSON.stringify({ c1, c3, f5, f6, classes }) !== JSON.stringify(plain.widths)) return 'other widths';
  if (!bytesOf(file.parameters).equals(Buffer.concat(plain.tensors))) return 'other numbers';
  const metadata = Object.entries(file.metadata);
  if (metadata.length !== plain.metadata.size) return 'other metadata';
  if (metadata.some(([key, value]) => plain.metadata.get(key) !== value)) return 'other metadata';
  if (JSON.stringify(file.config) !== JSON.stringify(plain.config)) return 'another configuration';
  if (file.assumed !== (plain.config === null)) return 'a wrong `assumed`';
  const expected = plain.config ?? PRESETS.article;
  const same = activation === expected.activation && pooling === expected.pooling && dense === expected.dense;
  return same ? null : 'another network';
}

/** What differs after `file` is written and read again, or null. */
function roundTripDifference({ model, config, parameters, metadata, assumed }: WeightFile): string | null {
  const again = readWeightFile(encodeSafetensors(model, parameters, metadata));
  if ('refusal' in again) return `what is refused when written again: ${again.refusal.found}`;
  const { file } = again;
  if (!bytesOf(parameters).equals(bytesOf(file.parameters))) return 'numbers that change when written again';
  const facts = JSON.stringify([model, config, metadata, assumed]);
  const factsAgain = JSON.stringify([file.model, file.config, file.metadata, file.assumed]);
  return facts === factsAgain ? null : 'facts that change when written again';
}
