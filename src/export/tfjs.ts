// A run's network for TensorFlow.js: a layers model of two files, model.json in the names of Keras 2 and weights.bin.

import {
  IMAGE_SIDE,
  parameterLayout,
  summarize,
  type LayerSummary,
  type ModelConfig,
} from '../contract/model.ts';
import type { ExportedRun } from './exported-run.ts';
import { modelMetadata, PRODUCER } from './model-metadata.ts';
import { littleEndian } from './onnx.ts';

/** The name that `paths` of the manifest has for the weights: a file beside model.json. */
export const WEIGHTS_NAME = 'weights.bin';

interface LayerConfig {
  class_name: string;
  config: Readonly<Record<string, unknown>> & { name: string };
}

export interface TfjsModel {
  format: 'layers-model';
  generatedBy: string;
  convertedBy: null;
  modelTopology: {
    keras_version: string;
    backend: 'tensorflow';
    model_config: { class_name: 'Sequential'; config: { name: string; layers: LayerConfig[] } };
  };
  userDefinedMetadata: Record<string, string>;
  weightsManifest: [{ paths: string[]; weights: { name: string; shape: number[]; dtype: 'float32' }[] }];
}

export interface TfjsFiles {
  /** The content of model.json. */
  model: string;
  /** The content of weights.bin. */
  weights: Uint8Array<ArrayBuffer>;
}

/** The two files of the best weights. Throws a RangeError when their number is not the configuration's. */
export function tfjsFiles(run: ExportedRun): TfjsFiles {
  const { config } = run.run.plan;
  const weights = littleEndian(toTfjs(config, run.parameters));
  return { model: `${JSON.stringify(tfjsModel(config, modelMetadata(run)), null, 1)}\n`, weights };
}

/** model.json as a value. */
export function tfjsModel(model: ModelConfig, metadata: Readonly<Record<string, string>>): TfjsModel {
  const weights = parameterLayout(model).tensors.map(({ name, shape }) => {
    const [layer, kind] = name.split('.');
    const tfjsShape = [...axesOf(shape)].map((axis) => shape[axis]!);
    return {
      name: `${layer}/${kind === 'weight' ? 'kernel' : 'bias'}`,
      shape: tfjsShape,
      dtype: 'float32' as const,
    };
  });
  const layers = summarize(model).flatMap((layer) => layerOf(layer, model) ?? []);
  layers.push({ class_name: 'Activation', config: { name: 'probabilities', activation: 'softmax' } });
  return {
    format: 'layers-model',
    generatedBy: PRODUCER,
    convertedBy: null,
    modelTopology: {
      keras_version: '2.15.0',
      backend: 'tensorflow',
      model_config: { class_name: 'Sequential', config: { name: 'lenet5', layers } },
    },
    userDefinedMetadata: { ...metadata },
    weightsManifest: [{ paths: [WEIGHTS_NAME], weights }],
  };
}

/** The layer in Keras 2's words; null for the input, whose shape c1 has. */
function layerOf(layer: LayerSummary, { pooling }: ModelConfig): LayerConfig | null {
  const { name, kind, output, activation } = layer;
  const shared = { name, dtype: 'float32', trainable: true };
  switch (kind) {
    case 'input':
      return null;
    case 'convolution': {
      const first = name === 'c1';
      const config = {
        ...shared,
        ...(first && { batch_input_shape: [null, IMAGE_SIDE, IMAGE_SIDE, 1] }),
        filters: output[0],
        kernel_size: [5, 5],
        strides: [1, 1],
        // 'same' is two zeros on each side.
        padding: first ? 'same' : 'valid',
        data_format: 'channels_last',
        activation: activation ?? 'linear',
        use_bias: true,
      };
      return { class_name: 'Conv2D', config };
    }
    case 'pooling': {
      const config = {
        ...shared,
        pool_size: [2, 2],
        strides: [2, 2],
        padding: 'valid',
        data_format: 'channels_last',
      };
      return { class_name: pooling === 'max' ? 'MaxPooling2D' : 'AveragePooling2D', config };
    }
    case 'flatten':
      return { class_name: 'Flatten', config: { ...shared, data_format: 'channels_last' } };
    case 'dense': {
      const config = { ...shared, units: output[0], activation: activation ?? 'linear', use_bias: true };
      return { class_name: 'Dense', config };
    }
    default:
      return kind satisfies never;
  }
}

/** For each axis of TensorFlow's tensor the axis of PyTorch's: [out, in, kh, kw] is [kh, kw, in, out] there. */
function axesOf(shape: readonly number[]): readonly number[] {
  return shape.length === 4 ? [2, 3, 1, 0] : shape.length === 2 ? [1, 0] : [0];
}

/** The flat parameters of `model` in the order of weights.bin. Throws a RangeError for another number of them. */
export function toTfjs(model: ModelConfig, parameters: Float32Array): Float32Array<ArrayBuffer> {
  return moved(model, parameters, (places) => places);
}

/** Undoes toTfjs(). */
export function fromTfjs(model: ModelConfig, parameters: Float32Array): Float32Array<ArrayBuffer> {
  return moved(model, parameters, ([to, from]) => [from, to]);
}

type Places = readonly [to: number, from: number];

function moved(model: ModelConfig, values: Float32Array, direct: (places: Places) => Places) {
  const { tensors, size } = parameterLayout(model);
  if (values.length !== size) throw new RangeError(`${values.length} parameters instead of ${size}`);
  const result = new Float32Array(size);
  for (const { name, shape, offset, size } of tensors) {
    for (let i = 0; i < size; i++) {
      const [to, from] = direct([i, placeInTorch(name, shape, i, model.c3)]);
      result[offset + to] = values[offset + from]!;
    }
  }
  return result;
}

/** The index in PyTorch's tensor `name` of the number with index `i` in TensorFlow's. `maps`: c3's. */
function placeInTorch(name: string, shape: readonly number[], i: number, maps: number): number {
  const [outputs, inputs] = shape;
  switch (shape.length) {
    case 4: {
      const [output, place] = [i % outputs!, Math.floor(i / outputs!)];
      const [input, tap] = [place % inputs!, Math.floor(place / inputs!)];
      return (output * inputs! + input) * 25 + tap;
    }
    case 2: {
      const [output, row] = [i % outputs!, Math.floor(i / outputs!)];
      // TensorFlow flattens s4 with its maps last, PyTorch with its maps first.
      const input = name === 'f5.weight' ? (row % maps) * 25 + Math.floor(row / maps) : row;
      return output * inputs! + input;
    }
    default:
      return i;
  }
}
