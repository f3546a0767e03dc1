// A second, simple reader of weight files for comparison. It shares only the bounds and the reading of a configuration with
// src/weights: where the two disagree, one of them has a fault.

import { FIELDS, type RunConfig } from '../../src/contract/config.ts';
import { readConfig } from '../../src/contract/read-config.ts';

interface Numeral {
  digits: string;
}
type Json = Map<string, Json> | Json[] | Numeral | string | boolean | null;

export interface PlainFile {
  widths: Record<'c1' | 'c3' | 'f5' | 'f6' | 'classes', number>;
  config: RunConfig | null;
  metadata: Map<string, string>;
  /** Each tensor's bytes as float32, in the order c1.weight, c1.bias, c3.weight, … */
  tensors: Uint8Array[];
}

function check(fact: boolean): asserts fact {
  if (!fact) throw new Error('not a weight file');
}

const SPACE = /[ \t\r\n]*/y;
/** The characters of a JSON string: no control character, quote or backslash. */
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const LITERAL = /true|false|null/y;

/** Parses `text` as JSON. A repeated key is an error. */
function parse(text: string): Json {
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? null;
    if (found !== null) at += found.length;
    return found;
  };
  const accept = (letter: string): boolean => {
    const found = text[at] === letter;
    if (found) at++;
    return found;
  };
  const value = (): Json => {
    take(SPACE);
    const read = bare();
    take(SPACE);
    return read;
  };
  const bare = (): Json => {
    if (accept('{')) {
      const map = new Map<string, Json>();
      take(SPACE);
      if (accept('}')) return map;
      do {
        const key = value();
        check(typeof key === 'string' && !map.has(key) && accept(':'));
        map.set(key, value());
      } while (accept(','));
      check(accept('}'));
      return map;
    }
    if (accept('[')) {
      const list: Json[] = [];
      take(SPACE);
      if (accept(']')) return list;
      do list.push(value());
      while (accept(','));
      check(accept(']'));
      return list;
    }
    const string = take(STRING);
    if (string !== null) return JSON.parse(string) as string;
    const digits = take(NUMBER);
    if (digits !== null) return { digits };
    const literal = take(LITERAL);
    check(literal !== null);
    return literal === 'null' ? null : literal === 'true';
  };
  const root = value();
  check(at === text.length);
  return root;
}

function numberOf(json: Json | undefined): number {
  check(typeof json === 'object' && json !== null && 'digits' in json && /^\d+$/.test(json.digits));
  return Number(json.digits);
}

function numbersOf(json: Json | undefined): number[] {
  check(Array.isArray(json));
  return json.map(numberOf);
}

/** The weight file in `bytes`, or null where it is none. */
export function readPlainly(bytes: Uint8Array): PlainFile | null {
  try {
    return read(bytes);
  } catch {
    return null;
  }
}

/** Bytes of a number of each type, and the number in these bytes, which are in big-endian order. */
const TYPES: ReadonlyMap<Json | undefined, [size: number, value: (big: Buffer) => number]> = new Map([
  ['F32', [4, (big: Buffer) => big.readFloatBE()]],
  ['F64', [8, (big: Buffer) => big.readDoubleBE()]],
  ['BF16', [2, (big: Buffer) => Buffer.from([big[0]!, big[1]!, 0, 0]).readFloatBE()]],
  ['F16', [2, halfOf]],
]);

function halfOf(big: Buffer): number {
  const bits = big.readUInt16BE().toString(2).padStart(16, '0');
  const [sign, exponent, fraction] = [bits[0] === '1' ? -1 : 1, bits.slice(1, 6), bits.slice(6)].map((part) =>
    typeof part === 'string' ? Number.parseInt(part, 2) : part,
  ) as [number, number, number];
  check(exponent !== 31);
  return exponent === 0 ? (sign * fraction) / 2 ** 24 : (sign * (1024 + fraction) * 2 ** exponent) / 2 ** 25;
}

/** The header under the names without what PyTorch's wrappers put before all of them. */
function unwrapped(header: Map<string, Json>): Map<string, Json> {
  const wrapped = /^(?:module\.(?:_orig_mod\.)?|_orig_mod\.(?:module\.)?)(?=[cf]\d\.)/;
  const first = [...header.keys()].find((key) => key !== '__metadata__') ?? '';
  const prefix = wrapped.exec(first)?.[0] ?? '';
  const names = [...header].map(([key, value]): [string, Json] => {
    if (key === '__metadata__') return [key, value];
    check(key.startsWith(prefix));
    return [key.slice(prefix.length), value];
  });
  return new Map(names);
}

function read(bytes: Uint8Array): PlainFile {
  check(bytes.length <= 4 * 1024 * 1024 && bytes.length >= 8);
  let length = 0;
  for (let i = 7; i >= 0; i--) length = length * 256 + bytes[i]!;
  check(length <= 65_536 && 8 + length <= bytes.length && bytes[8] === 0x7b);
  const text = Buffer.from(bytes.subarray(8, 8 + length)).toString('utf8');
  check(Buffer.from(text, 'utf8').equals(bytes.subarray(8, 8 + length)));
  const parsed = parse(text);
  check(parsed instanceof Map);
  const header = unwrapped(parsed);
  const metadata = new Map<string, string>();
  if (header.has('__metadata__')) {
    const entries = header.get('__metadata__');
    check(entries instanceof Map);
    for (const [key, value] of entries) {
      check(typeof value === 'string');
      metadata.set(key, value);
    }
  }
  const version = metadata.get('version') ?? '1';
  check(/^[0-9]+$/.test(version) && version.length < 10 && Number(version) < 4);

  const extent = (name: string, bound: number) => {
    const entry = header.get(name);
    check(entry instanceof Map);
    const [width] = numbersOf(entry.get('shape'));
    check(width !== undefined && width >= 1 && width <= bound);
    return width;
  };
  const c1 = extent('c1.weight', FIELDS.c1.max);
  const c3 = extent('c3.weight', FIELDS.c3.max);
  const f5 = extent('f5.weight', FIELDS.f5.max);
  const f6 = extent('f6.weight', FIELDS.f6.max);
  const classes = extent('f7.weight', 100);
  check(classes >= 2);
  const expected: [name: string, shape: number[]][] = [
    ['c1.weight', [c1, 1, 5, 5]],
    ['c1.bias', [c1]],
    ['c3.weight', [c3, c1, 5, 5]],
    ['c3.bias', [c3]],
    ['f5.weight', [f5, 25 * c3]],
    ['f5.bias', [f5]],
    ['f6.weight', [f6, f5]],
    ['f6.bias', [f6]],
    ['f7.weight', [classes, f6]],
    ['f7.bias', [classes]],
  ];
  check(header.size === expected.length + (header.has('__metadata__') ? 1 : 0));
  const body = bytes.subarray(8 + length);
  const used = new Uint8Array(body.length);
  const tensors = expected.map(([name, shape]) => {
    const entry = header.get(name);
    check(entry instanceof Map && entry.size === 3);
    const type = TYPES.get(entry.get('dtype'));
    check(type !== undefined);
    const [numberBytes, valueOf] = type;
    check(numbersOf(entry.get('shape')).join() === shape.join());
    const [start, end, more] = numbersOf(entry.get('data_offsets'));
    check(start !== undefined && end !== undefined && more === undefined && end <= body.length);
    const count = shape.reduce((product, extent) => product * extent, 1);
    check(end - start === numberBytes * count);
    for (let i = start; i < end; i++) used[i]!++;
    const tensor = Buffer.alloc(4 * count);
    for (let i = 0; i < count; i++) {
      const at = start + numberBytes * i;
      const number = Buffer.from(body.subarray(at, at + numberBytes).toReversed());
      const rounded = new Float32Array([valueOf(number)]);
      tensor.set(new Uint8Array(rounded.buffer), 4 * i);
      // All eight exponent bits are set: an infinity or NaN.
      check(!((tensor[4 * i + 3]! & 0x7f) === 0x7f && (tensor[4 * i + 2]! & 0x80) !== 0));
    }
    return tensor;
  });
  check(used.every((times) => times === 1));

  const widths = { c1, c3, f5, f6, classes };
  const configText = metadata.get('config');
  if (configText === undefined) return { widths, config: null, metadata, tensors };
  parse(configText);
  const config = readConfig(JSON.parse(configText));
  check(config !== null && config.c1 === c1 && config.c3 === c3 && config.f5 === f5 && config.f6 === f6);
  check(config.classes === classes);
  return { widths, config, metadata, tensors };
}
