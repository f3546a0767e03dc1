// Reads an ONNX file of this page back: it must hold the very graph that onnx.ts writes for the configuration in its metadata.

import {
  clearField,
  clone,
  fromBinary,
  toBinary,
  type DescField,
  type DescMessage,
  type MessageShape,
} from '@bufbuild/protobuf';
import {
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProto_DataLocation,
  TensorProto_DataType,
  ValueInfoProtoSchema,
  type GraphProto,
  type ModelProto,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
} from 'onnx-buf';
import { formatMegabytes } from '../base/format.ts';
import type { RunConfig } from '../contract/config.ts';
import { parameterLayout, type TensorLayout } from '../contract/model.ts';
import { WEIGHT_FILE_MEGABYTES } from '../contract/weights-refusal.ts';
import { checkVersion, readKnownConfig } from '../weights/read-weight-file.ts';
import { describeValue, Refused } from '../weights/refused.ts';
import { onnxModel, OPSET } from './onnx.ts';

/** A network of the page as a file of another format holds it. */
export interface ReadModel {
  config: RunConfig;
  /** The flat layout of contract/model.ts; not checked to be finite. */
  parameters: Float32Array<ArrayBuffer>;
}

const FLOAT: number = TensorProto_DataType.FLOAT;

const bad = (found: string, expected: string) => new Refused('bad-onnx', found, expected);
const other = (found: string, expected: string) => new Refused('other-tensors', found, expected);

/** Throws Refused. */
export function readOnnx(bytes: Uint8Array): ReadModel {
  if (bytes.length > WEIGHT_FILE_MEGABYTES * 2 ** 20) {
    throw new Refused('too-large', formatMegabytes(bytes.length), `at most ${WEIGHT_FILE_MEGABYTES} MB`);
  }
  const model = parse(bytes);
  const metadata = metadataOf(model);
  // Checked first: a newer file may differ in all that follows.
  checkVersion(metadata.get('version'));
  const imports = model.opsetImport.map(({ domain, version }) => `${domain || 'ai.onnx'} ${version}`);
  if (imports.join() !== `ai.onnx ${OPSET}`) {
    throw bad(`operators of ${describeValue(imports)}`, `ai.onnx ${OPSET}`);
  }
  if (model.functions.length > 0 || model.trainingInfo.length > 0) {
    throw bad('functions or training information', 'a graph alone');
  }
  if (!model.graph) throw bad('no graph', 'a graph');
  const parts = [model, model.graph, ...model.graph.initializer];
  if (parts.some(({ $unknown }) => $unknown && $unknown.length > 0)) {
    throw bad('fields that are not ONNX’s', 'a file as this page writes it');
  }
  const text = metadata.get('config');
  if (text === undefined) throw new Refused('bad-config', 'no configuration', 'one in the metadata');
  const config = readKnownConfig(text);
  checkGraph(model.graph, config);
  return { config, parameters: parametersOf(model.graph, config) };
}

function parse(bytes: Uint8Array): ModelProto {
  let model: ModelProto;
  try {
    model = fromBinary(ModelProtoSchema, bytes);
  } catch (error) {
    // The decoder has no type of error for damaged bytes.
    if (!(error instanceof Error)) throw error;
    throw bad(`${bytes.length} bytes that are not ONNX (${error.message})`, 'a complete ONNX file');
  }
  // The decoder does not compare the types of fields with those in the bytes, and reads beyond the end of a part.
  if (!sameBytes(toBinary(ModelProtoSchema, model), bytes)) {
    throw bad('damaged fields', 'a file as this page or ONNX’s own library writes it');
  }
  return model;
}

function metadataOf({ metadataProps }: ModelProto): ReadonlyMap<string, string> {
  const metadata = new Map(metadataProps.map(({ key, value }) => [key, value]));
  if (metadata.size !== metadataProps.length) throw bad('a key of the metadata twice', 'every key once');
  return metadata;
}

/** Throws Refused where a node, an input or an output is not that of the network. */
function checkGraph(graph: GraphProto, config: RunConfig): void {
  const { size } = parameterLayout(config);
  const expected = onnxModel(config, new Float32Array(size), {}).graph!;
  for (let i = 0; i < Math.max(graph.node.length, expected.node.length); i++) {
    const [found, right] = [graph.node[i], expected.node[i]];
    if (found && right && sameBytes(plainNode(found), plainNode(right))) continue;
    throw other(`${describeNode(found)} as node ${i + 1}`, describeNode(right));
  }
  for (const kind of ['input', 'output'] as const) {
    const [found, right] = [graph[kind], expected[kind]].map((values) => values.map(plainValue));
    if (found!.length === right!.length && found!.every((value, i) => sameBytes(value, right![i]!))) continue;
    const [foundNames, names] = [graph[kind], expected[kind]].map((values) => values.map(({ name }) => name));
    throw other(`${kind} ${describeValue(foundNames)} of other names or shapes`, describeValue(names));
  }
  if (graph.sparseInitializer.length > 0 || graph.quantizationAnnotation.length > 0) {
    throw other('sparse or quantized tensors', 'float32 tensors');
  }
}

/** As bytes, without documentation. Unknown fields remain, and differ. */
function plainNode(node: NodeProto): Uint8Array {
  const { docString, metadataProps } = NodeProtoSchema.field;
  return toBinary(NodeProtoSchema, without(NodeProtoSchema, node, [docString, metadataProps]));
}

function plainValue(value: ValueInfoProto): Uint8Array {
  const { docString, metadataProps } = ValueInfoProtoSchema.field;
  return toBinary(ValueInfoProtoSchema, without(ValueInfoProtoSchema, value, [docString, metadataProps]));
}

function without<D extends DescMessage>(schema: D, message: MessageShape<D>, fields: readonly DescField[]) {
  const copy = clone(schema, message);
  for (const field of fields) clearField(copy, field);
  return copy;
}

const sameBytes = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

/** Such as `Conv "c1" (image, c1.weight, c1.bias) pads 2,2,2,2`, shortened. */
function describeNode(node: NodeProto | undefined): string {
  if (!node) return 'nothing';
  const attributes = node.attribute.map(
    ({ name, i, ints }) => `${name} ${ints.length > 0 ? ints.join() : i}`,
  );
  const text = `${node.opType} ${node.name} (${node.input.join()}) ${attributes.join(' ')}`;
  return text.length > 110 ? `${text.slice(0, 110)}…` : text.trim();
}

function parametersOf({ initializer }: GraphProto, config: RunConfig): Float32Array<ArrayBuffer> {
  const { tensors, size } = parameterLayout(config);
  const expected = tensors.map(({ name }) => name).join(', ');
  const byName = new Map(initializer.map((tensor) => [tensor.name, tensor]));
  if (byName.size !== initializer.length) throw other('a tensor twice', expected);
  const foreign = initializer.find(({ name }) => tensors.every((tensor) => tensor.name !== name));
  if (foreign) throw other(`a tensor ${describeValue(foreign.name)}`, expected);
  const parameters = new Float32Array(size);
  for (const layout of tensors) {
    const tensor = byName.get(layout.name);
    if (!tensor) throw other(`no tensor ${layout.name}`, expected);
    const numbers = numbersOf(tensor, layout);
    for (let i = 0; i < layout.size; i++) parameters[layout.offset + i] = numbers.getFloat32(4 * i, true);
  }
  return parameters;
}

function numbersOf(tensor: TensorProto, { name, shape, size }: TensorLayout): DataView {
  const { dims, dataType, rawData, dataLocation, externalData, floatData } = tensor;
  if (dataLocation === TensorProto_DataLocation.EXTERNAL || externalData.length > 0) {
    throw bad(`${name} in another file`, 'the numbers in this file');
  }
  const expected = `FLOAT [${shape.join(', ')}]`;
  if (dataType !== FLOAT || dims.join() !== shape.join()) {
    const type = TensorProto_DataType[dataType] ?? `type ${dataType}`;
    throw other(`${name} as ${type} ${describeValue(dims.slice(0, 6).map(String))}`, expected);
  }
  if (rawData.length !== 4 * size || floatData.length > 0) {
    throw bad(`${name} with ${rawData.length} bytes`, `${4 * size} bytes`);
  }
  return new DataView(rawData.buffer, rawData.byteOffset, rawData.length);
}
