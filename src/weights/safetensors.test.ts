// Weight files: written parameters are read back bit for bit, and every malformed file is refused with a reason.

import { describe, expect, test } from 'vitest';
import { PRESETS } from '../contract/config.ts';
import { parameterLayout, type ModelConfig } from '../contract/model.ts';
import { WEIGHT_FILE_MEGABYTES } from '../contract/weights-refusal.ts';
import { initialParameters } from '../recipe/initial-parameters.ts';
import { orRefusal } from './refused.ts';
import { readHeader } from './safetensors-header.ts';
import { checkNames, encodeSafetensors, readTensors } from './safetensors.ts';

const article = PRESETS.article;
/** A small network whose header needs padding. */
const small: ModelConfig = { ...article, c1: 1, c3: 2, f5: 3, f6: 1 };
const { tensors, size } = parameterLayout(small);

type Header = Record<string, unknown>;

/** Reads a file that must contain exactly the tensors of `model`. */
function decode(bytes: Uint8Array, model: ModelConfig) {
  return orRefusal(() => {
    const header = readHeader(bytes);
    checkNames(header);
    return { weights: { parameters: readTensors(bytes, header, model), metadata: header.metadata } };
  });
}

function headerOf(bytes: Uint8Array): { text: string; header: Header; dataStart: number } {
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const text = new TextDecoder().decode(bytes.subarray(8, 8 + length));
  return { text, header: JSON.parse(text) as Header, dataStart: 8 + length };
}

function fileOf(headerText: string, data: Uint8Array): Uint8Array {
  const header = new TextEncoder().encode(headerText);
  const bytes = new Uint8Array(8 + header.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  bytes.set(data, 8 + header.length);
  return bytes;
}

const good = encodeSafetensors(small, initialParameters(small, 'pytorch', 1), { epoch: '3' });
const { header: goodHeader, text: goodText, dataStart } = headerOf(good);
const data = good.subarray(dataStart);

/** The refusal of the valid file with an edited header. */
function refusalOf(change: (header: Header) => void, body = data) {
  const header = structuredClone(goodHeader);
  change(header);
  return refusal(fileOf(JSON.stringify(header), body));
}

function refusal(bytes: Uint8Array) {
  const result = decode(bytes, small);
  if ('weights' in result) throw new Error('the file was accepted');
  return result.refusal;
}

const entry = (name: string) =>
  structuredClone(goodHeader[name]) as { dtype: string; shape: number[]; data_offsets: number[] };

describe('encodeSafetensors', () => {
  test("writes Classic LeNet's names, shapes and sizes, aligned to 8 bytes", () => {
    const bytes = encodeSafetensors(article, initialParameters(article, 'pytorch', 1), { note: '衬衫' });
    const { header, dataStart } = headerOf(bytes);
    expect(dataStart % 8).toBe(0);
    expect(bytes.length).toBe(dataStart + 4 * 61_706);
    expect(header).toEqual({
      __metadata__: { note: '衬衫' },
      'c1.weight': { dtype: 'F32', shape: [6, 1, 5, 5], data_offsets: [0, 600] },
      'c1.bias': { dtype: 'F32', shape: [6], data_offsets: [600, 624] },
      'c3.weight': { dtype: 'F32', shape: [16, 6, 5, 5], data_offsets: [624, 10224] },
      'c3.bias': { dtype: 'F32', shape: [16], data_offsets: [10224, 10288] },
      'f5.weight': { dtype: 'F32', shape: [120, 400], data_offsets: [10288, 202288] },
      'f5.bias': { dtype: 'F32', shape: [120], data_offsets: [202288, 202768] },
      'f6.weight': { dtype: 'F32', shape: [84, 120], data_offsets: [202768, 243088] },
      'f6.bias': { dtype: 'F32', shape: [84], data_offsets: [243088, 243424] },
      'f7.weight': { dtype: 'F32', shape: [10, 84], data_offsets: [243424, 246784] },
      'f7.bias': { dtype: 'F32', shape: [10], data_offsets: [246784, 246824] },
    });
  });

  test('refuses parameters of another model', () => {
    expect(() => encodeSafetensors(article, new Float32Array(size), {})).toThrow(RangeError);
  });
});

describe('reading', () => {
  test('returns every bit and the metadata', () => {
    const parameters = initialParameters(small, 'xavier', 5);
    const metadata = { a: '1', '': 'empty', quote: '"{[:\\' };
    const result = decode(encodeSafetensors(small, parameters, metadata), small);
    expect(result).toEqual({ weights: { parameters, metadata } });
  });

  test('accepts tensors in any order, no metadata, and a view into a larger buffer at an odd offset', () => {
    const reversed = tensors.toReversed();
    const body = new Uint8Array(data.length);
    const header: Header = {};
    let at = 0;
    for (const { name, shape, offset, size } of reversed) {
      body.set(data.subarray(4 * offset, 4 * (offset + size)), at);
      header[name] = { dtype: 'F32', shape, data_offsets: [at, at + 4 * size] };
      at += 4 * size;
    }
    const file = fileOf(JSON.stringify(header), body);
    const shifted = new Uint8Array(file.length + 3);
    shifted.set(file, 3);
    const result = decode(shifted.subarray(3), small);
    expect(result).toEqual({
      weights: { parameters: initialParameters(small, 'pytorch', 1), metadata: {} },
    });
  });

  test('names the expected shape when the widths differ', () => {
    const result = decode(good, { ...small, f6: 2 });
    expect(result).toEqual({
      refusal: { reason: 'other-tensors', found: 'f6.weight as "F32" [1,3]', expected: 'F32 [2, 3]' },
    });
  });

  test('refuses a file cut at any byte', () => {
    for (let length = 0; length < good.length; length += length < 1000 ? 1 : 17) {
      expect(refusal(good.slice(0, length)).reason, `${length} bytes`).toBe('not-safetensors');
    }
  });

  test('refuses bytes after the end', () => {
    const longer = new Uint8Array(good.length + 4);
    longer.set(good);
    expect(refusal(longer)).toMatchObject({ reason: 'not-safetensors', expected: `${good.length} bytes` });
  });

  test('refuses a file that is too large before reading it', () => {
    expect(refusal(new Uint8Array(WEIGHT_FILE_MEGABYTES * 2 ** 20 + 1)).reason).toBe('too-large');
    const hugeHeader = good.slice();
    hugeHeader.fill(0xff, 0, 8);
    expect(refusal(hugeHeader)).toMatchObject({ found: 'a header of 18446744073709551615 bytes' });
    expect(refusal(fileOf(goodText.padEnd(65_544), data)).expected).toBe('at most 65536 bytes');
  });

  test.each([
    ['no JSON', 'lenet'],
    ['an array', '[]'],
    ['null', 'null'],
    ['space before the object', ` ${goodText}`],
    ['a byte order mark', `\ufeff${goodText}`],
    ['a deep nest', '['.repeat(60_000)],
  ])('refuses %s as a header', (_, text) => {
    expect(refusal(fileOf(text, data)).reason).toBe('not-safetensors');
  });

  test('refuses a header that is not UTF-8', () => {
    const broken = good.slice();
    broken[good.indexOf('3'.charCodeAt(0), 8)] = 0xff;
    expect(refusal(broken)).toMatchObject({ found: 'a header that is not JSON' });
  });

  test('refuses a repeated key, with or without escapes', () => {
    const copy = JSON.stringify(goodHeader['c1.bias']);
    for (const key of ['"c1.bias"', String.raw`"c1\u002ebias"`]) {
      const text = goodText.trimEnd().replace(/\}$/, `,${key}:${copy}}`);
      expect(refusal(fileOf(text, data)).found).toBe('"c1.bias" twice');
    }
    const inside = goodText.replace('"epoch":"3"', '"epoch":"3","epoch":"4"');
    expect(refusal(fileOf(inside, data)).found).toBe('"epoch" twice');
  });

  test('refuses unknown and missing tensors', () => {
    expect(refusalOf((header) => (header['c2.weight'] = entry('c1.weight')))).toMatchObject({
      reason: 'other-tensors',
      found: 'a tensor "c2.weight"',
    });
    expect(refusalOf((header) => delete header['f7.bias'])).toMatchObject({ found: 'no tensor f7.bias' });
    const proto = goodText.replace('"c1.bias"', '"__proto__"');
    expect(refusal(fileOf(proto, data)).found).toBe('a tensor "__proto__"');
  });

  test('refuses another dtype, rank or entry', () => {
    expect(refusalOf((header) => (header['c1.bias'] = { ...entry('c1.bias'), dtype: 'I32' })).reason).toBe(
      'other-tensors',
    );
    expect(refusalOf((header) => (header['c1.bias'] = { ...entry('c1.bias'), shape: [1, 1] })).reason).toBe(
      'other-tensors',
    );
    expect(refusalOf((header) => (header['c1.bias'] = null)).reason).toBe('other-tensors');
    expect(refusalOf((header) => (header['__metadata__'] = { epoch: 3 })).reason).toBe('not-safetensors');
  });

  test('refuses offsets that overlap, leave a gap, run backwards or are no integers', () => {
    const [start, end] = entry('c1.bias').data_offsets as [number, number];
    for (const range of [
      [0, end - start],
      [start + 4, end + 4],
      [end, start],
      [start + 0.5, end + 0.5],
      [-4, 0],
      [start],
      [1e300, 1e300],
      'all',
    ]) {
      const found = refusalOf((header) => (header['c1.bias'] = { ...entry('c1.bias'), data_offsets: range }));
      expect(found.reason, `range ${String(range)}`).toBe('not-safetensors');
    }
  });

  test.each([NaN, Infinity, -Infinity])('refuses %d among the numbers', (value) => {
    const parameters = initialParameters(small, 'pytorch', 1);
    parameters[tensors[3]!.offset + 1] = value;
    expect(refusal(encodeSafetensors(small, parameters, {}))).toMatchObject({
      reason: 'not-finite',
      found: `${value} in c3.bias, element 1`,
    });
  });
});
