// Damaged and foreign ONNX files, each with one fault.

import { fromBinary, toBinary } from '@bufbuild/protobuf';
import {
  AttributeProto_AttributeType as Kind,
  ModelProtoSchema,
  TensorProto_DataLocation,
  TensorProto_DataType as Type,
  type ModelProto,
  type NodeProto,
  type TensorProto,
} from 'onnx-buf';
import { PRESETS, type RunConfig } from '../contract/config.ts';
import { initialParameters } from '../recipe/initial-parameters.ts';
import { exportedRun } from './exported-run.fixture.ts';
import { onnxFile } from './onnx.ts';

export type BadFile = [fault: string, bytes: Uint8Array];

const config: RunConfig = { ...PRESETS.sprint, c1: 2, c3: 3, f5: 6, f6: 4, seed: 9 };
export const smallRun = exportedRun(config, initialParameters(config, 'pytorch', 1));
export const smallOnnx = onnxFile(smallRun);

/** The program's own ONNX file after `change`. */
export function changedOnnx(change: (model: ModelProto) => unknown): Uint8Array<ArrayBuffer> {
  const model = fromBinary(ModelProtoSchema, smallOnnx);
  change(model);
  return toBinary(ModelProtoSchema, model);
}

const nodeOf = (model: ModelProto, name: string): NodeProto =>
  model.graph!.node.find((node) => node.name === name)!;
const tensorOf = (model: ModelProto, name: string): TensorProto =>
  model.graph!.initializer.find((tensor) => tensor.name === name)!;
const attributeOf = (model: ModelProto, node: string, name: string) =>
  nodeOf(model, node).attribute.find((attribute) => attribute.name === name)!;
const withNode = (name: string, change: (node: NodeProto) => unknown) =>
  changedOnnx((model) => change(nodeOf(model, name)));
const withTensor = (name: string, change: (tensor: TensorProto) => unknown) =>
  changedOnnx((model) => change(tensorOf(model, name)));
export const withMetadata = (key: string, value: string) =>
  changedOnnx(({ metadataProps }) => (metadataProps.find((entry) => entry.key === key)!.value = value));
const withConfig = (changed: Record<string, unknown>) =>
  withMetadata('config', JSON.stringify({ ...config, ...changed }));
export const withNumber = (bits: number) =>
  withTensor('f6.weight', ({ rawData }) =>
    new DataView(rawData.buffer, rawData.byteOffset).setUint32(8, bits, true),
  );
export const cut = (bytes: Uint8Array, length: number) => bytes.slice(0, length);
export const join = (...parts: (Uint8Array | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => Array.from(part)));

export const DAMAGED_ONNX: BadFile[] = [
  ...[8, 9, 20, 60, 200, 1000].map((length): BadFile => [
    `cut after ${length} bytes`,
    cut(smallOnnx, length),
  ]),
  ['cut by the last byte', cut(smallOnnx, smallOnnx.length - 1)],
  ['a byte more', join(smallOnnx, [0x08])],
  ['an end of a group', join(smallOnnx, [0x0c])],
  ['a field number of zero', join(smallOnnx, [0x02, 0x00])],
  ['a wire type that does not exist', join(smallOnnx, [0x0f])],
  [
    'a varint without an end',
    join(
      smallOnnx,
      Array.from({ length: 40 }, () => 0xff),
    ),
  ],
  ['a field longer than the file', join(smallOnnx, [0x3a, 0xff, 0xff, 0xff, 0x7f])],
  ['a field of 2^63 bytes', join(smallOnnx, [0x3a, ...Array.from({ length: 8 }, () => 0xff), 0x7f])],
  ['a tag alone', join(smallOnnx, [0x3a])],
  ['only its version', Uint8Array.from([0x08, 0x07, 0x12, 0x06, 0x4c, 0x65, 0x4e, 0x65, 0x74, 0x20])],
  [
    'noise after its version',
    join(
      [0x08, 0x07],
      Array.from({ length: 500 }, (_, i) => (i * 37 + 11) % 256),
    ),
  ],
  [
    'nested groups',
    join(
      [0x08, 0x07],
      Array.from({ length: 60_000 }, () => 0x0b),
    ),
  ],
  ['two files in one', join(smallOnnx, smallOnnx)],
  ['operators of opset 12', changedOnnx((model) => (model.opsetImport[0]!.version = 12n))],
  ['operators of opset 17', changedOnnx((model) => (model.opsetImport[0]!.version = 17n))],
  ['operators of a negative opset', changedOnnx((model) => (model.opsetImport[0]!.version = -1n))],
  ['operators of another domain', changedOnnx((model) => (model.opsetImport[0]!.domain = 'com.microsoft'))],
  ['no opset', changedOnnx((model) => (model.opsetImport = []))],
  ['two opsets', changedOnnx((model) => model.opsetImport.push(model.opsetImport[0]!))],
  ['no graph', changedOnnx((model) => delete model.graph)],
  ['a key of the metadata twice', changedOnnx((model) => model.metadataProps.push(model.metadataProps[0]!))],
  [
    'numbers in another file',
    withTensor('c1.weight', (tensor) => (tensor.dataLocation = TensorProto_DataLocation.EXTERNAL)),
  ],
  [
    'a path to numbers in another file',
    withTensor('c1.weight', ({ externalData }) =>
      externalData.push({ $typeName: 'onnx.StringStringEntryProto', key: 'location', value: '/etc/passwd' }),
    ),
  ],
  ['no numbers', withTensor('f5.bias', (tensor) => (tensor.rawData = new Uint8Array(0)))],
  ['a number less', withTensor('f5.bias', (tensor) => (tensor.rawData = tensor.rawData.slice(4)))],
  ['a number more', withTensor('f5.bias', (tensor) => (tensor.rawData = join(tensor.rawData, [0, 0, 0, 0])))],
  ['a byte less', withTensor('f5.bias', (tensor) => (tensor.rawData = tensor.rawData.slice(1)))],
  ['numbers twice', withTensor('f5.bias', (tensor) => (tensor.floatData = [1, 2, 3, 4, 5, 6]))],
];

export const OTHER_NETWORKS: BadFile[] = [
  ...(['s2', 's4'] as const).map((name): BadFile => [
    `another pooling at ${name}`,
    withNode(name, (node) => (node.opType = 'AveragePool')),
  ]),
  ...(['c1', 'c3', 'f5', 'f6'] as const).flatMap((name): BadFile[] => [
    [`another activation after ${name}`, withNode(`${name}.activation`, (node) => (node.opType = 'Tanh'))],
    [
      `no activation after ${name}`,
      changedOnnx(({ graph }) => {
        const at = graph!.node.findIndex((node) => node.name === `${name}.activation`);
        graph!.node[at + 1]!.input[0] = name;
        graph!.node.splice(at, 1);
      }),
    ],
  ]),
  ['an operator that does not exist', withNode('c1', (node) => (node.opType = 'Convolve'))],
  ['an operator of another domain', withNode('c1', (node) => (node.domain = 'com.evil'))],
  ['a loop', withNode('c3', (node) => (node.opType = 'Loop'))],
  ['a node more', changedOnnx(({ graph }) => graph!.node.push(graph!.node[1]!))],
  ['a node less', changedOnnx(({ graph }) => graph!.node.pop())],
  ['no node', changedOnnx(({ graph }) => (graph!.node = []))],
  ['nodes in another order', changedOnnx(({ graph }) => (graph!.node = graph!.node.toReversed()))],
  ['an image that skips c1', withNode('s2', (node) => (node.input[0] = 'image'))],
  ['weights of another layer', withNode('f6', (node) => (node.input[1] = 'f5.weight'))],
  ['bias of another layer', withNode('f6', (node) => (node.input[2] = 'f5.bias'))],
  ['no bias', withNode('f6', (node) => node.input.pop())],
  ['no padding', changedOnnx((model) => (attributeOf(model, 'c1', 'pads').ints = [0n, 0n, 0n, 0n]))],
  ['padding on one side', changedOnnx((model) => (attributeOf(model, 'c1', 'pads').ints = [4n, 4n, 0n, 0n]))],
  ['larger strides', changedOnnx((model) => (attributeOf(model, 'c3', 'strides').ints = [2n, 2n]))],
  ['dilations', changedOnnx((model) => (attributeOf(model, 'c3', 'dilations').ints = [2n, 2n]))],
  ['two groups', changedOnnx((model) => (attributeOf(model, 'c3', 'group').i = 2n))],
  ['a larger pool', changedOnnx((model) => (attributeOf(model, 's2', 'kernel_shape').ints = [3n, 3n]))],
  ['transB 0', changedOnnx((model) => (attributeOf(model, 'f6', 'transB').i = 0n))],
  ['no transB', withNode('f6', (node) => (node.attribute = []))],
  ['a float for transB', changedOnnx((model) => (attributeOf(model, 'f6', 'transB').type = Kind.FLOAT))],
  [
    'alpha 2',
    changedOnnx((model) =>
      nodeOf(model, 'f6').attribute.push({
        ...attributeOf(model, 'f6', 'transB'),
        name: 'alpha',
        type: Kind.FLOAT,
        f: 2,
      }),
    ),
  ],
  ['a flatten of another axis', changedOnnx((model) => (attributeOf(model, 'flatten', 'axis').i = 2n))],
  ['a softmax over images', changedOnnx((model) => (attributeOf(model, 'probabilities', 'axis').i = 0n))],
  ['logits after softmax', changedOnnx(({ graph }) => (graph!.output[0]!.name = 'probabilities'))],
  ['no probabilities', changedOnnx(({ graph }) => graph!.output.pop())],
  ['another input', changedOnnx(({ graph }) => (graph!.input[0]!.name = 'data'))],
  ['two inputs', changedOnnx(({ graph }) => graph!.input.push(graph!.input[0]!))],
  ['an input without a type', changedOnnx(({ graph }) => delete graph!.input[0]!.type)],
  ['a tensor less', changedOnnx(({ graph }) => graph!.initializer.pop())],
  ['no tensors', changedOnnx(({ graph }) => (graph!.initializer = []))],
  ['a tensor twice', changedOnnx(({ graph }) => graph!.initializer.push(graph!.initializer[0]!))],
  ['another name', withTensor('f7.bias', (tensor) => (tensor.name = 'f8.bias'))],
  ['__proto__ for a name', withTensor('f7.bias', (tensor) => (tensor.name = '__proto__'))],
  ['half precision', withTensor('f7.bias', (tensor) => (tensor.dataType = Type.FLOAT16))],
  ['double precision', withTensor('f7.bias', (tensor) => (tensor.dataType = Type.DOUBLE))],
  ['an unknown number type', withTensor('f7.bias', (tensor) => (tensor.dataType = 999))],
  ['a transposed matrix', withTensor('f6.weight', (tensor) => (tensor.dims = tensor.dims.toReversed()))],
  ['a flat matrix', withTensor('f6.weight', (tensor) => (tensor.dims = [24n]))],
  ['an axis more', withTensor('f6.weight', ({ dims }) => dims.push(1n))],
  ['no axes', withTensor('f6.weight', (tensor) => (tensor.dims = []))],
  ['a negative extent', withTensor('f6.weight', (tensor) => (tensor.dims = [-4n, -6n]))],
  ['a huge extent', withTensor('f6.weight', (tensor) => (tensor.dims = [2n ** 62n, 4n]))],
  [
    'a million axes',
    withTensor('f6.weight', (tensor) => (tensor.dims = Array.from({ length: 1_000_000 }, () => 1n))),
  ],
  [
    'sparse tensors',
    changedOnnx(({ graph }) =>
      graph!.sparseInitializer.push({ $typeName: 'onnx.SparseTensorProto', dims: [] }),
    ),
  ],
  ['a configuration of other pooling', withConfig({ pooling: 'average' })],
  ['a configuration of another activation', withConfig({ activation: 'tanh' })],
  ['a configuration without the dense activation', withConfig({ dense: false })],
  ['a configuration of other widths', withConfig({ f6: 5 })],
  ['a configuration of larger maps', withConfig({ c3: 4 })],
];

export const BAD_CONFIGS: BadFile[] = [
  ['no metadata', changedOnnx((model) => (model.metadataProps = []))],
  ['an empty configuration', withMetadata('config', '')],
  ['no JSON', withMetadata('config', '{"preset":"sprint"')],
  ['an unknown field', withConfig({ dropout: 0.5 })],
  ['a value out of bounds', withConfig({ f6: 401 })],
  ['a repeated field', withMetadata('config', JSON.stringify(config).replace('{', '{"epochs":7,'))],
  ['a deep nest', withMetadata('config', '['.repeat(20_000) + ']'.repeat(20_000))],
];
