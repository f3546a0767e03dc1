// Edits of a weight file's header that other programs make: number types, and the names of wrapped modules.

import type { FileParts } from '../../src/weights/weight-files.fixture.ts';
import {
  entry,
  pick,
  place,
  tensorNames,
  type Entry,
  type HeaderMutation,
} from './weight-header-mutations.ts';

const TENSOR_NAME = /"([cf]\d\.(?:weight|bias)")/g;
const PREFIXES = ['module.', '_orig_mod.', 'module._orig_mod.', '_orig_mod.module.'];

/** Every number as F64. */
function inDoublePrecision(text: string, data: Uint8Array): FileParts {
  const header = JSON.parse(text) as Record<string, Entry>;
  for (const name of tensorNames(header)) {
    const entry = header[name]!;
    entry.dtype = 'F64';
    entry.data_offsets = [2 * entry.data_offsets[0], 2 * entry.data_offsets[1]];
  }
  const numbers = Float64Array.from(new Float32Array(data.slice().buffer));
  return { text: JSON.stringify(header), data: new Uint8Array(numbers.buffer) };
}

export const formMutations: readonly HeaderMutation[] = [
  {
    fault: 'the names of a wrapped module',
    verdict: 'same',
    edit: (text, _, random) => text.replaceAll(TENSOR_NAME, `"${pick(PREFIXES, random)}$1`),
  },
  {
    fault: 'the names of another module',
    verdict: 'bad',
    edit: (text, _, random) =>
      text.replaceAll(TENSOR_NAME, `"${pick(['model.', 'module', 'module.module.', 'Module.'], random)}$1`),
  },
  {
    fault: 'one name of a wrapped module',
    verdict: 'bad',
    edit: place(TENSOR_NAME, (name, random) => `"${pick(PREFIXES, random)}${name.slice(1)}`),
  },
  {
    fault: 'all numbers in double precision',
    verdict: 'same',
    edit: (text, data) => inDoublePrecision(text, data),
  },
  {
    fault: 'another number type',
    verdict: 'bad',
    edit: entry(
      (entry, random) => (entry.dtype = pick(['F16', 'F64', 'BF16', 'I32', 'U8', 'F8_E4M3'], random)),
    ),
  },
  {
    fault: 'two numbers for each: halves of the same bytes',
    verdict: 'bad',
    edit: entry((entry) => {
      entry.dtype = 'F16';
      entry.data_offsets[1] -= (entry.data_offsets[1] - entry.data_offsets[0]) / 2;
    }),
  },
];
