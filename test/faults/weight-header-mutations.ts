// Edits of a weight file's JSON header: of its values, its keys and its text.

import type { Random } from '../../src/base/random.ts';
import type { FileParts } from '../../src/weights/weight-files.fixture.ts';

/** bad: no longer a weight file. same: the same numbers in another notation. open: depends on the file. */
export type Verdict = 'bad' | 'same' | 'open';

export interface HeaderMutation {
  fault: string;
  verdict: Verdict;
  edit: (text: string, data: Uint8Array, random: Random) => string | FileParts;
}

type Tree = Record<string, unknown>;
export interface Entry {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

const METADATA = '__metadata__';

export function pick<T>(items: readonly T[], random: Random): T {
  return items[random.below(items.length)]!;
}

export function tensorNames(header: Tree): string[] {
  return Object.keys(header).filter((name) => name !== METADATA);
}

/** Edits the header as a tree. */
function tree(change: (header: Tree, random: Random) => void): HeaderMutation['edit'] {
  return (text, _, random) => {
    const header = JSON.parse(text) as Tree;
    change(header, random);
    return JSON.stringify(header);
  };
}

/** Edits the entry of one tensor. */
export function entry(change: (entry: Entry, random: Random) => void): HeaderMutation['edit'] {
  return tree((header, random) => change(header[pick(tensorNames(header), random)] as Entry, random));
}

/** Edits the text at one match of `pattern`. */
export function place(
  pattern: RegExp,
  change: (found: string, random: Random) => string,
): HeaderMutation['edit'] {
  return (text, _, random) => {
    const found = pick([...text.matchAll(pattern)], random);
    const end = found.index + found[0].length;
    return text.slice(0, found.index) + change(found[0], random) + text.slice(end);
  };
}

/** Values that commonly break readers. */
const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  '',
  'F32',
  'F16',
  '__proto__',
  [],
  {},
  [[]],
  [1],
  [0, 4],
  0,
  1,
  -1,
  0.5,
  1e9,
  2 ** 53,
  -(2 ** 31),
  { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
];
const ODD_KEYS = [
  '__proto__',
  'constructor',
  'toString',
  '',
  'c1',
  'c1.weight',
  'f7.bias',
  'length',
  METADATA,
];
const KEY = /"[\w.]+":/g;

/** Every object and array of the header. */
function* containers(value: unknown): Generator<Tree> {
  if (typeof value !== 'object' || value === null) return;
  yield value as Tree;
  for (const item of Object.values(value)) yield* containers(item);
}

/** A random location in the header: the container and the key. */
function anywhere(header: Tree, random: Random): [container: Tree, key: string] {
  const places = [...containers(header)].flatMap((container) =>
    Object.keys(container).map((key) => [container, key] as [Tree, string]),
  );
  return pick(places, random);
}

/** The characters of a string token as escapes. */
function escaped(token: string): string {
  return token.replaceAll(/[\w.]/g, (c) => String.raw`\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Changes a metadata value, or adds it to a file without one. */
function metadataValue(
  key: string,
  change: (text: string, random: Random) => unknown,
): HeaderMutation['edit'] {
  return tree((header, random) => {
    const metadata = (header[METADATA] ??= {}) as Tree;
    metadata[key] = change(String(metadata[key] ?? '{"preset":"article"}'), random);
  });
}

function reordered(items: string[], random: Random): string[] {
  return items
    .map((item) => [random.u32(), item] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item);
}

export const headerMutations: readonly HeaderMutation[] = [
  {
    fault: 'an odd value anywhere',
    verdict: 'open',
    edit: tree((header, random) => {
      const [container, key] = anywhere(header, random);
      container[key] = pick(ODD_VALUES, random);
    }),
  },
  {
    fault: 'something removed anywhere',
    verdict: 'open',
    edit: tree((header, random) => {
      const [container, key] = anywhere(header, random);
      if (Array.isArray(container)) container.splice(Number(key), 1);
      else delete container[key];
    }),
  },
  {
    fault: 'something odd inserted anywhere',
    verdict: 'open',
    edit: tree((header, random) => {
      const value = pick(ODD_VALUES, random);
      const container = pick([...containers(header)], random);
      if (Array.isArray(container)) container.push(value);
      else Object.defineProperty(container, pick(ODD_KEYS, random), { value, enumerable: true });
    }),
  },
  {
    fault: 'two values swapped',
    verdict: 'open',
    edit: tree((header, random) => {
      const [first, a] = anywhere(header, random);
      const [second, b] = anywhere(header, random);
      // Moving a container into itself would make a cycle, which JSON can't express.
      if ([...containers(first[a])].includes(second) || [...containers(second[b])].includes(first)) return;
      [first[a], second[b]] = [second[b], first[a]];
    }),
  },
  {
    fault: 'a tensor moved',
    verdict: 'bad',
    edit: entry((entry, random) => {
      const by = (random.below(2) === 0 ? 1 : -1) * (1 + random.below(random.below(2) === 0 ? 8 : 100_000));
      entry.data_offsets = [entry.data_offsets[0] + by, entry.data_offsets[1] + by];
    }),
  },
  {
    fault: 'a tensor at another length',
    verdict: 'bad',
    edit: entry((entry, random) => {
      entry.data_offsets[random.below(2)]! += (random.below(2) === 0 ? 4 : -4) * (1 + random.below(50));
    }),
  },
  {
    fault: 'another shape',
    verdict: 'open',
    edit: entry(({ shape }, random) => {
      const axis = random.below(shape.length);
      if (random.below(2) === 0) shape.reverse();
      else shape[axis] = pick([0, 1, 2, 3, 33, 65, 401, shape[axis]! * 2, -shape[axis]!], random);
    }),
  },
  {
    fault: 'a key renamed',
    verdict: 'open',
    edit: place(KEY, (_, random) => `${JSON.stringify(pick(ODD_KEYS, random))}:`),
  },
  {
    fault: 'a repeated key',
    verdict: 'bad',
    edit: place(KEY, (key, random) => `${random.below(2) === 0 ? escaped(key) : key}0,${key}`),
  },
  {
    fault: 'a number in another notation',
    verdict: 'bad',
    edit: place(/(?<="(?:shape|data_offsets)":\[(?:\d+,)*)\d+/g, (digits, random) =>
      pick([`${digits}.0`, `${digits}e0`, `-${digits}`, `0${digits}`, `"${digits}"`, `[${digits}]`], random),
    ),
  },
  {
    fault: 'a punctuation mark removed or changed',
    verdict: 'open',
    edit: place(/[[\]{}",:]/g, (_, random) =>
      pick(['', ' ', '"', '{', '}', '[', ']', ',', ':', '\\'], random),
    ),
  },
  {
    fault: 'nested brackets',
    verdict: 'bad',
    edit: place(/(?<="dtype":)"F32"|(?<="(?:shape|data_offsets)":)\[[\d,]+\]/g, (_, random) => {
      const depth = 1 + random.below(random.below(20) === 0 ? 15_000 : 50);
      return random.below(2) === 0
        ? '['.repeat(depth) + ']'.repeat(depth)
        : `${'{"a":'.repeat(depth / 4)}0${'}'.repeat(depth / 4)}`;
    }),
  },
  {
    fault: 'the configuration changed',
    verdict: 'open',
    edit: metadataValue('config', (text, random) => {
      const config = JSON.parse(text) as Tree;
      config[pick([...Object.keys(config), 'epochs', 'c1', 'dense', 'more'], random)] = pick(
        [...ODD_VALUES, 2, 3, 4, 'relu', 'tanh', 'max', 'article', 'modern'],
        random,
      );
      return JSON.stringify(config);
    }),
  },
  {
    fault: 'a repeated field of the configuration',
    verdict: 'bad',
    edit: metadataValue('config', (text) => text.replace('{', '{"preset":"article",')),
  },
  {
    fault: 'something before the header',
    verdict: 'bad',
    edit: (text, _, random) => pick([' ', '\n', '\ufeff', '\0', '{', '//'], random) + text,
  },
  {
    fault: 'the version changed',
    verdict: 'open',
    edit: metadataValue('version', (_, random) =>
      pick(['0', '1', '2', '10', '1.0', '', '-1', 'one', '1e0', ' 1'], random),
    ),
  },
  {
    fault: 'another key in the metadata',
    verdict: 'same',
    edit: metadataValue('note', (_, random) => pick(['', '衬衫', '"}{[', '\u0000', '\ud800', '\\"'], random)),
  },
  {
    fault: 'the keys in another order',
    verdict: 'same',
    edit: (text, _, random) => {
      const header = JSON.parse(text) as Tree;
      return JSON.stringify(
        Object.fromEntries(reordered(Object.keys(header), random).map((name) => [name, header[name]])),
      );
    },
  },
  {
    fault: 'spaces inserted',
    verdict: 'same',
    edit: place(/(?<=[\]}])[,}]|\s*$/g, (found, random) => pick([' ', '\n', '\t \r\n'], random) + found),
  },
  {
    fault: 'a key in escapes',
    verdict: 'same',
    edit: place(KEY, (key) => escaped(key)),
  },
  {
    fault: 'the data in another order',
    verdict: 'same',
    edit: (text, data, random) => {
      const header = JSON.parse(text) as Tree;
      const body = new Uint8Array(data.length);
      let at = 0;
      for (const name of reordered(tensorNames(header), random)) {
        const entry = header[name] as Entry;
        const [start, end] = entry.data_offsets;
        body.set(data.subarray(start, end), at);
        entry.data_offsets = [at, at + end - start];
        at += end - start;
      }
      return { text: JSON.stringify(header), data: body };
    },
  },
];
