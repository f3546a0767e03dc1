// Damaged and foreign files of weights in other formats, each with one fault, by the reason of its refusal.

import { zipSync, type Zippable } from 'fflate';
import { WEIGHT_FILE_MEGABYTES, type WeightsRefusal } from '../contract/weights-refusal.ts';
import { FORMAT_VERSION } from '../weights/read-weight-file.ts';
import { ownFile } from '../weights/weight-files.fixture.ts';
import {
  BAD_CONFIGS,
  changedOnnx,
  cut,
  DAMAGED_ONNX,
  join,
  OTHER_NETWORKS,
  smallOnnx,
  smallRun,
  withMetadata,
  withNumber,
  type BadFile,
} from './bad-onnx-files.fixture.ts';
import { tfjsFiles } from './tfjs.ts';

const zipOf = (files: Zippable) => zipSync(files);
const text = (content: string) => new TextEncoder().encode(content);
const smallTfjs = tfjsFiles(smallRun);

/** The TensorFlow.js files in a zip, with an edited model.json. */
function changedTfjs(
  change: (model: Record<string, unknown>) => unknown,
  weights = smallTfjs.weights,
): Uint8Array {
  const model = JSON.parse(smallTfjs.model) as Record<string, unknown>;
  change(model);
  return zipOf({ 'model.json': text(JSON.stringify(model)), 'weights.bin': weights });
}

interface Topology {
  model_config: { config: { layers: { class_name: string; config: Record<string, unknown> }[] } };
}
const layersOf = (model: Record<string, unknown>) =>
  (model['modelTopology'] as Topology).model_config.config.layers;
const withJson = (json: string) => zipOf({ 'model.json': text(json), 'weights.bin': smallTfjs.weights });
const manifestOf = (model: Record<string, unknown>) =>
  (
    model['weightsManifest'] as {
      paths: string[];
      weights: { name: string; shape: number[]; dtype: string }[];
    }[]
  )[0]!;

const OTHER_TFJS: BadFile[] = [
  ['another layer', changedTfjs((model) => (layersOf(model)[1]!.class_name = 'AveragePooling2D'))],
  ['a layer less', changedTfjs((model) => layersOf(model).pop())],
  ['a layer more', changedTfjs((model) => layersOf(model).push(layersOf(model)[0]!))],
  ['another activation', changedTfjs((model) => (layersOf(model)[0]!.config['activation'] = 'tanh'))],
  ['another padding', changedTfjs((model) => (layersOf(model)[0]!.config['padding'] = 'valid'))],
  ['a field more', changedTfjs((model) => (layersOf(model)[0]!.config['kernel_initializer'] = {}))],
  ['no layers', changedTfjs((model) => (model['modelTopology'] = {}))],
  ['layers as text', changedTfjs((model) => (model['modelTopology'] = 'Sequential'))],
  ['a graph model', changedTfjs((model) => (model['format'] = 'graph-model'))],
  ['no manifest', changedTfjs((model) => delete model['weightsManifest'])],
  ['another shape', changedTfjs((model) => (manifestOf(model).weights[0]!.shape = [6, 1, 5, 5]))],
  ['another number type', changedTfjs((model) => (manifestOf(model).weights[0]!.dtype = 'uint8'))],
  [
    'weights in another order',
    changedTfjs((model) => (manifestOf(model).weights = manifestOf(model).weights.toReversed())),
  ],
  ['two files of weights', changedTfjs((model) => manifestOf(model).paths.push('more.bin'))],
  ['a path above the folder', changedTfjs((model) => (manifestOf(model).paths = ['../weights.bin']))],
  [
    'a deep nest for layers',
    withJson(smallTfjs.model.replace('"layers":', `"layers": ${'['.repeat(9999)}${']'.repeat(9999)}, "x":`)),
  ],
];

const DAMAGED_TFJS: BadFile[] = [
  ['no JSON', withJson('{"format":')],
  ['an array', withJson('[]')],
  ['null', withJson('null')],
  ['a repeated key', withJson(smallTfjs.model.replace('"format"', '"format": "x", "format"'))],
  [
    'a byte that is no UTF-8',
    zipOf({ 'model.json': Uint8Array.from([0x7b, 0xff, 0x7d]), 'weights.bin': smallTfjs.weights }),
  ],
  ['no weights', zipOf({ 'model.json': text(smallTfjs.model) })],
  [
    'weights in another folder',
    zipOf({ 'a/model.json': text(smallTfjs.model), 'weights.bin': smallTfjs.weights }),
  ],
  ['weights cut short', changedTfjs(() => {}, smallTfjs.weights.slice(4))],
  ['weights too long', changedTfjs(() => {}, join(smallTfjs.weights, [0, 0, 0, 0]))],
  ['empty weights', changedTfjs(() => {}, new Uint8Array(0))],
];

const goodZip = zipOf({ 'model.safetensors': ownFile });
/** `goodZip` with the bytes at `at` from its start, or for a negative one from its end, replaced. */
const withZipBytes = (at: number, ...bytes: number[]) => {
  const copy = goodZip.slice();
  copy.set(bytes, at < 0 ? copy.length + at : at);
  return copy;
};
const directory = goodZip.length - 22 - 46 - 'model.safetensors'.length;

const DAMAGED_ZIPS: BadFile[] = [
  ['cut short', cut(goodZip, goodZip.length - 10)],
  ['cut in half', cut(goodZip, goodZip.length / 2)],
  ['only its first bytes', cut(goodZip, 40)],
  ['an entry beyond the end', withZipBytes(directory + 42, 0xff, 0xff, 0xff, 0x0f)],
  ['a wrong checksum', withZipBytes(directory + 16, 1, 2, 3, 4)],
  ['a changed byte of the content', withZipBytes(200, goodZip[200]! ^ 1)],
  ['a size too small', withZipBytes(directory + 24, 10, 0, 0, 0)],
  ['a size too large', withZipBytes(directory + 24, 0, 0, 16, 0)],
  ['a password', withZipBytes(directory + 8, 1)],
  ['another compression', withZipBytes(directory + 10, 14)],
  ['a directory elsewhere', withZipBytes(-6, 1)],
  ['more entries than there are', withZipBytes(-12, 2)],
];

const onnx17 = changedOnnx((model) => (model.opsetImport[0]!.version = 17n));

export const badModelFiles: Partial<Record<WeightsRefusal['reason'], BadFile[]>> = {
  'bad-onnx': [...DAMAGED_ONNX, ['a damaged file in a zip', zipOf({ 'a.onnx': cut(smallOnnx, 500) })]],
  'other-tensors': [...OTHER_NETWORKS, ...OTHER_TFJS],
  'bad-config': [
    ...BAD_CONFIGS,
    ['no metadata of TensorFlow.js', changedTfjs((model) => delete model['userDefinedMetadata'])],
  ],
  'bad-tfjs': DAMAGED_TFJS,
  'bad-zip': DAMAGED_ZIPS,
  'no-model': [
    ['an empty zip', zipOf({})],
    ['images alone', zipOf({ 'a.png': new Uint8Array(10) })],
    ['a .pth file', zipOf({ 'archive/data.pkl': Uint8Array.from([0x80, 2]), 'archive/version': text('3') })],
    ['a zip in a zip', zipOf({ 'inner.zip': goodZip })],
    ['initial weights alone', zipOf({ 'initial.safetensors': ownFile })],
    ['hidden weights', zipOf({ '__MACOSX/model.safetensors': ownFile, '.model.onnx': smallOnnx })],
  ],
  'several-models': [
    ['two safetensors files', zipOf({ 'a.safetensors': ownFile, 'b.safetensors': ownFile })],
    ['two runs', zipOf({ 'a/model.safetensors': ownFile, 'b/model.safetensors': ownFile })],
    ['two ONNX files', zipOf({ 'a.onnx': smallOnnx, 'b.onnx': onnx17 })],
    ['two of TensorFlow.js', zipOf({ 'a/model.json': text('{}'), 'b/model.json': text('{}') })],
  ],
  'too-large': [
    ['an ONNX file above 4 MB', join(smallOnnx, new Uint8Array(WEIGHT_FILE_MEGABYTES * 2 ** 20))],
    ['a zip bomb', zipOf({ 'a.safetensors': [new Uint8Array(200 * 2 ** 20), { level: 9 }] })],
    ['a large ONNX file in a zip', zipOf({ 'a.onnx': [new Uint8Array(5 * 2 ** 20), { level: 1 }] })],
    [
      'a large model.json',
      zipOf({ 'model.json': new Uint8Array(5 * 2 ** 20), 'weights.bin': new Uint8Array(4) }),
    ],
  ],
  'not-safetensors': [
    ['a damaged file in a zip', zipOf({ 'a.safetensors': cut(ownFile, 300) })],
    ['an ONNX file under another name', zipOf({ 'a.safetensors': smallOnnx })],
    ['a zip under another name', zipOf({ 'a.safetensors': goodZip })],
  ],
  'not-finite': [
    ['NaN', withNumber(0x7fc0_0000)],
    ['a signalling NaN', withNumber(0x7f80_0001)],
    ['infinity', withNumber(0x7f80_0000)],
    ['minus infinity', withNumber(0xff80_0000)],
    [
      'NaN for TensorFlow.js',
      changedTfjs(
        () => {},
        Uint8Array.from(smallTfjs.weights, (byte, i) => (i < 4 ? 0xff : byte)),
      ),
    ],
  ],
  'newer-version': [
    ['the next version', withMetadata('version', String(FORMAT_VERSION + 1))],
    [
      'the next version, with other operators',
      changedOnnx((model) => {
        model.metadataProps.find(({ key }) => key === 'version')!.value = String(FORMAT_VERSION + 1);
        model.opsetImport[0]!.version = 17n;
      }),
    ],
    [
      'the next version of TensorFlow.js’s files',
      changedTfjs((model) => {
        (model['userDefinedMetadata'] as Record<string, string>)['version'] = String(FORMAT_VERSION + 1);
        delete model['modelTopology'];
      }),
    ],
  ],
  'bad-version': [
    ['a version in words', withMetadata('version', 'latest')],
    ['an empty version', withMetadata('version', '')],
  ],
};
