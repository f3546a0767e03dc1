// A run's network as an ONNX file, opset 13: ten initializers with PyTorch's names and layouts, an image in, logits and
// probabilities out.

import { create, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import {
  AttributeProto_AttributeType,
  ModelProtoSchema,
  TensorProto_DataType,
  type AttributeProtoSchema,
  type ModelProto,
  type NodeProtoSchema,
  type TensorProtoSchema,
  type ValueInfoProtoSchema,
} from 'onnx-buf';
import {
  IMAGE_SIDE,
  parameterLayout,
  summarize,
  type Activation,
  type ModelConfig,
} from '../contract/model.ts';
import { FORMAT_VERSION } from '../weights/read-weight-file.ts';
import type { ExportedRun } from './exported-run.ts';
import { modelMetadata, PRODUCER } from './model-metadata.ts';

/** Of 2020. Runtimes and checkers since then read it, and later opsets define these operators alike. */
export const OPSET = 13n;
const IR_VERSION = 7n;

type Node = MessageInitShape<typeof NodeProtoSchema>;
type Attribute = MessageInitShape<typeof AttributeProtoSchema>;
type Tensor = MessageInitShape<typeof TensorProtoSchema>;
type Value = MessageInitShape<typeof ValueInfoProtoSchema>;

const ACTIVATION_OPERATORS: Record<Activation, string> = { sigmoid: 'Sigmoid', tanh: 'Tanh', relu: 'Relu' };
const PIXELS = 'Gray images of 28x28 pixels, values from 0 (background) to 1.';

/** The ONNX file of the best weights. Throws a RangeError when their number is not the configuration's. */
export function onnxFile(run: ExportedRun): Uint8Array<ArrayBuffer> {
  return toBinary(ModelProtoSchema, onnxModel(run.run.plan.config, run.parameters, modelMetadata(run)));
}

/** The file as a message. `parameters` have the flat layout of `model`. */
export function onnxModel(
  model: ModelConfig,
  parameters: Float32Array,
  metadata: Readonly<Record<string, string>>,
): ModelProto {
  return create(ModelProtoSchema, {
    irVersion: IR_VERSION,
    opsetImport: [{ domain: '', version: OPSET }],
    producerName: PRODUCER,
    modelVersion: BigInt(FORMAT_VERSION),
    docString: `LeNet-5, trained in a browser. ${PIXELS}`,
    graph: {
      name: 'lenet5',
      node: nodesOf(model),
      initializer: initializersOf(model, parameters),
      input: [valueOf('image', [1, IMAGE_SIDE, IMAGE_SIDE], PIXELS)],
      output: [
        valueOf('logits', [model.classes], 'A number for each class, before softmax.'),
        valueOf('probabilities', [model.classes], 'Softmax of the logits.'),
      ],
    },
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  });
}

/** The nodes, each named like its layer. */
function nodesOf(model: ModelConfig): Node[] {
  const nodes: Node[] = [];
  let flowing = 'image';
  const add = (name: string, opType: string, parameters: string[], attribute: Attribute[], output = name) => {
    nodes.push({ name, opType, input: [flowing, ...parameters], output: [output], attribute });
    flowing = output;
  };
  for (const { name, kind, activation } of summarize(model)) {
    const parameters = [`${name}.weight`, `${name}.bias`];
    switch (kind) {
      case 'input':
        break;
      case 'convolution':
        add(name, 'Conv', parameters, convolution(name === 'c1' ? 2 : 0));
        break;
      case 'pooling':
        add(
          name,
          model.pooling === 'max' ? 'MaxPool' : 'AveragePool',
          [],
          [ints('kernel_shape', 2, 2), ints('strides', 2, 2)],
        );
        break;
      case 'flatten':
        add(name, 'Flatten', [], [int('axis', 1)]);
        break;
      case 'dense':
        // The weights are [out, in].
        add(name, 'Gemm', parameters, [int('transB', 1)], name === 'f7' ? 'logits' : name);
        break;
      default:
        kind satisfies never;
    }
    if (activation) add(`${name}.activation`, ACTIVATION_OPERATORS[activation], [], []);
  }
  add('probabilities', 'Softmax', [], [int('axis', 1)]);
  return nodes;
}

const convolution = (padding: number) => [
  ints('kernel_shape', 5, 5),
  ints('strides', 1, 1),
  ints('pads', padding, padding, padding, padding),
  ints('dilations', 1, 1),
  int('group', 1),
];

const int = (name: string, value: number): Attribute => ({
  name,
  type: AttributeProto_AttributeType.INT,
  i: BigInt(value),
});

const ints = (name: string, ...values: number[]): Attribute => ({
  name,
  type: AttributeProto_AttributeType.INTS,
  ints: values.map(BigInt),
});

function initializersOf(model: ModelConfig, parameters: Float32Array): Tensor[] {
  const { tensors, size } = parameterLayout(model);
  if (parameters.length !== size) throw new RangeError(`${parameters.length} parameters instead of ${size}`);
  return tensors.map(({ name, shape, offset, size }) => ({
    name,
    dims: shape.map(BigInt),
    dataType: TensorProto_DataType.FLOAT,
    rawData: littleEndian(parameters.subarray(offset, offset + size)),
  }));
}

/** float32, as ONNX and TensorFlow.js store it. */
export function littleEndian(values: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of values.entries()) view.setFloat32(4 * i, value, true);
  return bytes;
}

/** A float32 tensor of any batch size. */
function valueOf(name: string, shape: readonly number[], docString: string): Value {
  const extents = shape.map((extent) => ({ value: { case: 'dimValue', value: BigInt(extent) } as const }));
  const batch = { value: { case: 'dimParam', value: 'batch' } } as const;
  const value = { elemType: TensorProto_DataType.FLOAT, shape: { dim: [batch, ...extents] } };
  return { name, docString, type: { value: { case: 'tensorType', value } } };
}
