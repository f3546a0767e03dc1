// Mutations of a weight file: of bytes, of the header's structure, and splices of two files. Each states the expected result
// where it follows from the mutation itself.

import type { Random } from '../../src/base/random.ts';
import { FIELDS } from '../../src/contract/config.ts';
import { parameterLayout } from '../../src/contract/model.ts';
import { encodeSafetensors } from '../../src/weights/safetensors.ts';
import { fileOf, fixtureConfig, partsOf } from '../../src/weights/weight-files.fixture.ts';
import { formMutations } from './weight-form-mutations.ts';
import { headerMutations, type HeaderMutation, type Verdict } from './weight-header-mutations.ts';

export interface Mutation {
  fault: string;
  verdict: Verdict;
  /** A mutated copy of `bytes`. `other` is a second valid file. */
  mutate: (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;
}

const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const dataStart = (bytes: Uint8Array) => 8 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
const noise = (length: number, random: Random) => Uint8Array.from({ length }, () => random.below(256));

/** A copy of `bytes` with some of those from `start` to `end` changed. */
function changed(bytes: Uint8Array, start: number, end: number, random: Random): Uint8Array {
  const copy = bytes.slice();
  for (let i = random.below(3); i >= 0; i--) {
    const at = start + random.below(end - start);
    copy[at] = random.below(2) === 0 ? copy[at]! ^ (1 << random.below(8)) : random.below(256);
  }
  return copy;
}

/** A copy with one number of the data replaced by 32 bits. */
function withNumber(bytes: Uint8Array, bits: number, random: Random): Uint8Array {
  const copy = bytes.slice();
  const start = dataStart(copy);
  const at = start + 4 * random.below((copy.length - start) / 4);
  new DataView(copy.buffer).setUint32(at, bits, true);
  return copy;
}

const BYTES: Mutation[] = [
  {
    fault: 'bytes: some of the length',
    verdict: 'open',
    mutate: (bytes, random) => changed(bytes, 0, 8, random),
  },
  {
    fault: 'bytes: some of the header',
    verdict: 'open',
    mutate: (bytes, random) => changed(bytes, 8, dataStart(bytes), random),
  },
  {
    fault: 'bytes: some of the data',
    verdict: 'open',
    mutate: (bytes, random) => changed(bytes, dataStart(bytes), bytes.length, random),
  },
  {
    fault: 'bytes: a number of the data',
    verdict: 'open',
    mutate: (bytes, random) => withNumber(bytes, random.u32(), random),
  },
  {
    fault: 'bytes: a number that is not finite',
    verdict: 'bad',
    mutate: (bytes, random) => withNumber(bytes, random.u32() | 0x7f80_0000, random),
  },
  {
    fault: 'bytes: cut short',
    verdict: 'bad',
    mutate: (bytes, random) => bytes.slice(0, random.below(bytes.length)),
  },
  {
    fault: 'bytes: more at the end',
    verdict: 'bad',
    mutate: (bytes, random) => join(bytes, noise(1 + random.below(64), random)),
  },
  {
    fault: 'bytes: some removed',
    verdict: 'bad',
    mutate: (bytes, random) => {
      const at = random.below(bytes.length);
      return join(bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(16)));
    },
  },
  {
    fault: 'bytes: some inserted',
    verdict: 'open',
    mutate: (bytes, random) => {
      const at = random.below(bytes.length);
      return join(bytes.subarray(0, at), noise(1 + random.below(16), random), bytes.subarray(at));
    },
  },
  {
    fault: 'bytes: only noise',
    verdict: 'open',
    mutate: (_, random) => noise(random.below(400), random),
  },
];

const SPLICES: Mutation[] = [
  {
    fault: 'splice: front of one, rest of another',
    verdict: 'open',
    mutate: (bytes, random, other) => {
      const at = random.below(Math.min(bytes.length, other.length));
      return join(bytes.subarray(0, at), other.subarray(at));
    },
  },
  {
    fault: "splice: one's header, another's data",
    verdict: 'open',
    mutate: (bytes, _, other) => fileOf(partsOf(bytes).text, partsOf(other).data),
  },
  {
    fault: 'splice: overwritten by a part of another',
    verdict: 'open',
    mutate: (bytes, random, other) => {
      const copy = bytes.slice();
      const from = random.below(other.length);
      const part = other.subarray(from, from + 1 + random.below(64));
      copy.set(part.subarray(0, copy.length), random.below(Math.max(1, copy.length - part.length)));
      return copy;
    },
  },
  {
    fault: 'splice: two files in one',
    verdict: 'bad',
    mutate: (bytes, _, other) => join(bytes, other),
  },
];

/** A complete file of a network beyond one of the family's bounds. */
function tooWide(random: Random): Uint8Array {
  const width = (['c1', 'c3', 'f5', 'f6'] as const)[random.below(4)]!;
  const model = { ...fixtureConfig, [width]: FIELDS[width].max + 1 + random.below(20) };
  return encodeSafetensors(model, new Float32Array(parameterLayout(model).size), {});
}

const headers = [...headerMutations, ...formMutations].map(
  ({ fault, verdict, edit }: HeaderMutation): Mutation => ({
    fault: `header: ${fault}`,
    verdict,
    mutate: (bytes, random) => {
      const { text, data } = partsOf(bytes);
      const edited = edit(text, data, random);
      return typeof edited === 'string' ? fileOf(edited, data) : fileOf(edited.text, edited.data);
    },
  }),
);

export const weightMutations: readonly Mutation[] = [
  ...BYTES,
  ...headers,
  ...SPLICES,
  { fault: 'a network too wide', verdict: 'bad', mutate: (_, random) => tooWide(random) },
];
