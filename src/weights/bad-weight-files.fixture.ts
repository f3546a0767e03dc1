// Invalid weight files, each with one fault and the reason of its refusal.

import { FIELDS } from '../contract/config.ts';
import { parameterLayout } from '../contract/model.ts';
import { WEIGHT_FILE_MEGABYTES, type WeightsRefusal } from '../contract/weights-refusal.ts';
import { FORMAT_VERSION } from './read-weight-file.ts';
import { encodeSafetensors } from './safetensors.ts';
import {
  convertedFile,
  fileOf,
  fixtureConfig,
  orderedFile,
  ownFile,
  ownMetadata,
  partsOf,
} from './weight-files.fixture.ts';

const { text: ownText, data } = partsOf(ownFile);

interface Entry {
  dtype: unknown;
  shape: unknown;
  data_offsets: unknown;
}

type Header = Record<string, Entry>;
type BadFile = [fault: string, bytes: Uint8Array];

/** The program's own file with an edited header. */
function withHeader(change: (header: Header) => unknown, body = data): Uint8Array {
  const header = JSON.parse(ownText) as Header;
  change(header);
  return fileOf(JSON.stringify(header), body);
}

const withText = (change: (text: string) => string) => fileOf(change(ownText.trimEnd()), data);
const withShape = (name: string, shape: unknown) => withHeader((header) => (header[name]!.shape = shape));
const withRange = (name: string, range: unknown) =>
  withHeader((header) => (header[name]!.data_offsets = range));
const withType = (dtype: unknown) => withHeader((header) => (header['f6.bias']!.dtype = dtype));
const withMetadata = (metadata: unknown) =>
  withHeader((header) => Object.assign(header, { ['__metadata__']: metadata }));
const withOwn = (changed: Record<string, unknown>) => withMetadata({ ...ownMetadata, ...changed });
const withConfig = (changed: Record<string, unknown>) =>
  withOwn({ config: JSON.stringify({ ...fixtureConfig, ...changed }) });
const cut = (length: number) => ownFile.slice(0, length);
const starting = (...first: number[]) =>
  Uint8Array.from({ length: 4000 }, (_, i) => first[i] ?? (i * 7) % 256);
const letters = (text: string) => starting(...new TextEncoder().encode(text));
/** The program's own file with one number of its data replaced. */
function withNumber(bits: number): Uint8Array {
  const bytes = ownFile.slice();
  new DataView(bytes.buffer).setUint32(bytes.length - 44, bits, true);
  return bytes;
}
const withPrefix = (prefix: string) => withText((text) => text.replaceAll(/"([cf]\d)\./g, `"${prefix}$1.`));
/** With `module.f7.bias` in place of `f7.weight`: every name would fit without the prefix. */
function withWrappedCopy(): Uint8Array {
  return withText((text) => text.replace('"f7.weight"', '"module.f7.bias"'));
}
const dataStart = ownFile.length - data.length;
const [start, end] = (JSON.parse(ownText) as Header)['c3.bias']!.data_offsets as [number, number];
const nest = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const wide = (changed: object) => {
  const model = { ...fixtureConfig, ...changed };
  return encodeSafetensors(model, new Float32Array(parameterLayout(model).size), {});
};

const SAFETENSORS: BadFile[] = [
  ['an empty file', new Uint8Array(0)],
  ['one byte', cut(1)],
  ['cut within the length', cut(7)],
  ['cut after the length', cut(8)],
  ['cut within the header', cut(200)],
  ['cut at the end of the header', cut(dataStart)],
  ['cut within the first tensor', cut(dataStart + 6)],
  ['cut between two tensors', cut(dataStart + start)],
  ['cut by the last number', cut(ownFile.length - 4)],
  ['cut by the last byte', cut(ownFile.length - 1)],
  ['a byte more', new Uint8Array([...ownFile, 0])],
  ['two copies in one file', new Uint8Array([...ownFile, ...ownFile])],
  ['a byte before it', new Uint8Array([0, ...ownFile])],
  ['without its first byte', ownFile.slice(1)],
  ['a header of 2^64 - 1 bytes', fileOf(ownText, data, 0xffff_ffff_ffff_ffffn)],
  ['a header of 2^63 bytes', fileOf(ownText, data, 1n << 63n)],
  ['a header of 2^32 bytes more', fileOf(ownText, data, (1n << 32n) + BigInt(ownText.length))],
  ['a header longer than the file', fileOf(ownText, data, 60_000n)],
  ['a header above 64 kB', fileOf(ownText.padEnd(65_537), data)],
  ['a header of no bytes', fileOf('', data)],
  ['a length of no bytes before a header', fileOf(ownText, data, 0n)],
  ['a header one byte short', fileOf(ownText.trimEnd(), data, BigInt(ownText.trimEnd().length - 1))],
  ['a header one byte long', fileOf(ownText.trimEnd(), data, BigInt(ownText.trimEnd().length + 1))],
  ['an array as header', fileOf('[]', data)],
  ['null as header', fileOf('null', data)],
  ['a number as header', fileOf('1', data)],
  ['a text as header', fileOf('"lenet"', data)],
  ['a byte order mark', withText((text) => `\ufeff${text}`)],
  ['a line break before the header', withText((text) => `\n${text}`)],
  ['zeros after the header', withText((text) => `${text}\0\0\0`)],
  ['a comment in the header', withText((text) => text.replace('{', '{/* lenet */'))],
  ['a comma too many', withText((text) => text.replace(/\}$/, ',}'))],
  ['single quotes', withText((text) => text.replaceAll('"', "'"))],
  ['NaN in the header', withText((text) => text.replace('"shape":[', '"shape":[NaN,'))],
  ['UTF-16', fileOf(new Uint8Array(Uint16Array.from(ownText, (c) => c.charCodeAt(0)).buffer), data)],
  [
    'a byte that is no UTF-8',
    fileOf(
      Uint8Array.from(ownText, (c) => (c === 'P' ? 0xff : c.charCodeAt(0))),
      data,
    ),
  ],
  ['an open nest', fileOf('['.repeat(60_000), data)],
  ['an open nest of objects', fileOf('{"a":'.repeat(12_000), data)],
  ['a zip archive', letters('PK\x03\x04\x00\x00\x08\x08archive/data.pkl')],
  ['a pickle', starting(0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20)],
  ['a newer pickle', starting(0x80, 0x04, 0x95, 0x1f, 0, 0, 0, 0, 0, 0, 0, 0x7d)],
  ['a web page', letters('<!DOCTYPE html><html><title>404</title>')],
  ['a PNG image', starting(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ['a NumPy array', letters("\x93NUMPY\x01\x00v\x00{'descr': '<f4'")],
  ['JSON alone', letters('{"c1.weight":[0.1]}')],
  ['zeros', new Uint8Array(4000)],
  ['a repeated tensor', withText((text) => text.replace(/\}$/, ',"c1.bias":{}}'))],
  ['a repeated tensor, escaped', withText((text) => text.replace(/\}$/, String.raw`,"c1\u002ebias":{}}`))],
  ['repeated metadata', withText((text) => text.replace(/\}$/, ',"__metadata__":{}}'))],
  ['a repeated key in the metadata', withText((text) => text.replace('"format"', '"version":"2","format"'))],
  ['a repeated shape', withText((text) => text.replace('"shape"', '"shape":[1],"shape"'))],
  [
    'a field more in an entry',
    withHeader((header) => Object.assign(header['f5.bias']!, { code: 'import os' })),
  ],
  ['a number in the metadata', withOwn({ epoch: 3 })],
  ['null in the metadata', withOwn({ epoch: null })],
  ['an object in the metadata', withOwn({ config: { ...fixtureConfig } })],
  ['an array as metadata', withMetadata(['pt'])],
  ['a text as metadata', withMetadata('pt')],
  ['null as metadata', withMetadata(null)],
  ['a negative offset', withRange('c1.weight', [-100, 0])],
  ['an offset of minus zero', withText((text) => text.replace('[0,100]', '[-0,100]'))],
  ['a half offset', withRange('c3.bias', [start + 0.5, end + 0.5])],
  ['an integer offset with a decimal point', withText((text) => text.replace('[0,100]', '[0.0,100]'))],
  ['an offset as a power', withText((text) => text.replace('[0,100]', '[0,1e2]'))],
  ['a huge offset', withRange('c3.bias', [2 ** 53, 2 ** 53 + 8])],
  ['an endless offset', withText((text) => text.replace('[0,100]', '[0,1e999]'))],
  ['offsets as texts', withRange('c3.bias', [`${start}`, `${end}`])],
  ['offsets run backwards', withRange('c3.bias', [end, start])],
  ['one offset', withRange('c3.bias', [start])],
  ['three offsets', withRange('c3.bias', [start, end, end])],
  ['no offsets', withRange('c3.bias', undefined)],
  ['null for offsets', withRange('c3.bias', null)],
  ['a deep nest for offsets', withText((text) => text.replace('[0,100]', nest(20_000)))],
  ['a tensor upon another', withRange('c3.bias', [start - 4, end - 4])],
  ['two tensors in one place', withRange('c3.bias', [0, end - start])],
  ['half precision with the bytes of float32', withType('F16')],
  ['double precision with the bytes of float32', withType('F64')],
  ['a tensor longer than its shape', withRange('c3.bias', [start, end + 4])],
  [
    'a gap between tensors',
    withHeader(
      (header) => {
        const last = header['f7.bias']!.data_offsets as number[];
        header['f7.bias']!.data_offsets = last.map((offset) => offset + 4);
      },
      new Uint8Array([...data, 0, 0, 0, 0]),
    ),
  ],
];

const TENSORS: BadFile[] = [
  ['no tensor at all', fileOf('{}', new Uint8Array(0))],
  ['metadata alone', fileOf(JSON.stringify({ ['__metadata__']: ownMetadata }), new Uint8Array(0))],
  ['a missing tensor', withHeader((header) => delete header['f7.bias'])],
  ['a tensor more', withHeader((header) => (header['f8.bias'] = header['f7.bias']!))],
  [
    'an empty tensor more',
    withHeader((header) => (header['x'] = { dtype: 'F32', shape: [0], data_offsets: [0, 0] })),
  ],
  ['names of another module', withText((text) => text.replaceAll(/"([cf]\d)\./g, '"model.$1.'))],
  ['one name of a wrapped module', withText((text) => text.replace('"c1.bias"', '"module.c1.bias"'))],
  ['a module wrapped three times', withPrefix('module.module.')],
  ['a prefix without its dot', withPrefix('module')],
  ['the name of a wrapped module beside its own', withWrappedCopy()],
  ['names in capitals', withText((text) => text.replaceAll('"c1.', '"C1.'))],
  ['a name with a zero in it', withText((text) => text.replace('"c1.bias"', String.raw`"c1.bias\u0000"`))],
  ['__proto__ for a name', withText((text) => text.replace('"c1.bias"', '"__proto__"'))],
  ['a tensor __proto__ more', withText((text) => text.replace(/\}$/, ',"__proto__":{"c1.bias":{}}}'))],
  ['constructor for a name', withText((text) => text.replace('"c1.bias"', '"constructor"'))],
  ['integers', withType('I32')],
  ['a type in small letters', withType('f32')],
  ['no type', withType(undefined)],
  ['a number as type', withType(32)],
  ['a deep nest as type', withText((text) => text.replace('"F32"', nest(20_000)))],
  ['null for a tensor', withText((text) => text.replace(/"c1.bias":\{[^}]*\}/, '"c1.bias":null'))],
  ['an array for a tensor', withText((text) => text.replace(/"c1.bias":\{[^}]*\}/, '"c1.bias":[]'))],
  ['a transposed matrix', withShape('f6.weight', [3, 4])],
  ['a transposed filter', withShape('c3.weight', [1, 2, 5, 5])],
  ['a flat filter', withShape('c1.weight', [25])],
  ['a filter without its channel', withShape('c1.weight', [1, 5, 5])],
  ['an axis more', withShape('c1.bias', [1, 1])],
  ['a shape of no axes', withShape('c1.bias', [])],
  ['no shape', withShape('c3.weight', undefined)],
  ['a text as shape', withShape('c3.bias', '2')],
  ['texts in a shape', withShape('c3.bias', ['2'])],
  ['a deep nest as shape', withText((text) => text.replace('[1,1,5,5]', nest(20_000)))],
  ['a deep nest as bias', withText((text) => text.replace('"shape":[2]', `"shape":${nest(20_000)}`))],
  ['a negative width', withShape('c3.bias', [-2])],
  ['a half width', withShape('c3.bias', [1.5])],
  ['a huge width', withShape('f5.bias', [2 ** 53])],
  ['a width of none', withShape('f5.bias', [0])],
  ['c1 above its bound', wide({ c1: FIELDS.c1.max + 1 })],
  ['c3 above its bound', wide({ c3: FIELDS.c3.max + 1 })],
  ['f5 above its bound', wide({ f5: FIELDS.f5.max + 1 })],
  ['f6 above its bound', wide({ f6: FIELDS.f6.max + 1 })],
  ['eleven classes', withShape('f7.bias', [11])],
];

const CONFIG: BadFile[] = [
  ['an empty text', withOwn({ config: '' })],
  ['no JSON', withOwn({ config: '{"preset":"article"' })],
  ['null', withOwn({ config: 'null' })],
  ['an array', withOwn({ config: '[]' })],
  ['a deep nest', withOwn({ config: nest(20_000) })],
  ['no preset', withOwn({ config: '{}' })],
  ['an unknown preset', withConfig({ preset: 'best' })],
  ['__proto__ for a preset', withConfig({ preset: '__proto__' })],
  ['a field __proto__', withOwn({ config: '{"preset":"article","__proto__":{"c1":1}}' })],
  ['a repeated field', withOwn({ config: ownMetadata['config']!.replace('{', '{"epochs":7,') })],
  ['an unknown field', withConfig({ dropout: 0.5 })],
  ['an unknown activation', withConfig({ activation: 'gelu' })],
  ['a value out of bounds', withConfig({ epochs: 0 })],
  ['an endless value', withOwn({ config: ownMetadata['config']!.replace('"epochs":5', '"epochs":1e999') })],
  ['a text for a number', withConfig({ c1: '1' })],
  ["another network's widths", withConfig({ f6: 5 })],
  ["its preset's widths", withOwn({ config: '{"preset":"article"}' })],
];

/** Those of other file formats are in export/. */
type Reason = Exclude<
  WeightsRefusal['reason'],
  'other-classes' | 'bad-onnx' | 'bad-tfjs' | 'bad-zip' | 'no-model' | 'several-models'
>;

export const badFiles: Record<Reason, BadFile[]> = {
  'not-safetensors': SAFETENSORS,
  'other-tensors': TENSORS,
  'bad-config': CONFIG,
  'too-large': [
    ['a byte above 4 MB', new Uint8Array(WEIGHT_FILE_MEGABYTES * 2 ** 20 + 1)],
    ['a zip archive above 4 MB', new Uint8Array(5_000_000).fill(0x50)],
  ],
  'not-finite': [
    ['NaN', withNumber(0x7fc0_0000)],
    ['a signalling NaN', withNumber(0x7f80_0001)],
    ['infinity', withNumber(0x7f80_0000)],
    ['minus infinity', withNumber(0xff80_0000)],
    ['infinity in half precision', convertedFile('F16', (view, at) => view.setUint16(at, 0x7c00, true))],
    ['NaN in half precision', convertedFile('F16', (view, at) => view.setUint16(at, 0x7e00, true))],
    ['infinity in BF16', convertedFile('BF16', (view, at) => view.setUint16(at, 0xff80, true))],
    ['NaN in double precision', convertedFile('F64', (view, at) => view.setFloat64(at, NaN, true))],
    ['beyond float32', convertedFile('F64', (view, at) => view.setFloat64(at, 3.5e38, true))],
    [
      'the least number that rounds to infinity',
      convertedFile('F64', (view, at) => view.setFloat64(at, 2 ** 128 - 2 ** 103, true)),
    ],
  ],
  'newer-version': [
    ['the next version', withOwn({ version: String(FORMAT_VERSION + 1) })],
    ['a version far ahead', withOwn({ version: '9'.repeat(500) })],
    ['the next version, with other tensors', orderedFile([0], { version: String(FORMAT_VERSION + 1) })],
  ],
  'bad-version': [
    ['a version in words', withOwn({ version: 'latest' })],
    ['an empty version', withOwn({ version: '' })],
    ['a negative version', withOwn({ version: '-1' })],
    ['a version far below zero', withOwn({ version: '-9999999999' })],
    ['a version with a point', withOwn({ version: '1.0' })],
    ['a version with an exponent', withOwn({ version: '1e9' })],
    ['a version with a space', withOwn({ version: ' 1' })],
    ['a version in hexadecimal', withOwn({ version: '0x3' })],
    ['a version in other digits', withOwn({ version: '٣' })],
    ['a known version with ten digits', withOwn({ version: '0000000001' })],
  ],
};
