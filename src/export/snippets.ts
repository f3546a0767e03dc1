// Code for the model card: programs that load the exported files and classify an image.

import { summarize, type ModelConfig, type Pooling } from '../contract/model.ts';
import { pytorchCode } from '../contract/pytorch-code.ts';

const KERAS_POOLINGS: Record<Pooling, string> = { average: 'AveragePooling2D', max: 'MaxPooling2D' };

/** PyTorch and the package safetensors. */
export function torchSnippet(model: ModelConfig): string {
  return `import torch
${pytorchCode(model, 'model.safetensors')}
images = torch.zeros(1, 1, 28, 28)
with torch.no_grad():
    probabilities = model(images).softmax(1)
`;
}

export const ONNX_PYTHON_SNIPPET = `import json

import numpy as np
import onnxruntime

session = onnxruntime.InferenceSession('model.onnx')
classes = json.loads(session.get_modelmeta().custom_metadata_map['classes'])

images = np.zeros((1, 1, 28, 28), dtype=np.float32)
logits, probabilities = session.run(['logits', 'probabilities'], {'image': images})
print(classes[probabilities[0].argmax()])
`;

export const ONNX_SCRIPT_SNIPPET = `import * as ort from 'onnxruntime-web';

const session = await ort.InferenceSession.create('model.onnx');
const images = new ort.Tensor('float32', new Float32Array(28 * 28), [1, 1, 28, 28]);
const { probabilities } = await session.run({ image: images });
console.log(probabilities.data);
`;

export const TFJS_SNIPPET = `import * as tf from '@tensorflow/tfjs';

const model = await tf.loadLayersModel('tfjs/model.json');
const classes = JSON.parse(model.getUserDefinedMetadata().classes);
const probabilities = await model.predict(tf.zeros([1, 28, 28, 1])).data();
console.log(classes, probabilities);
`;

/** Keras 3 and the package safetensors. */
export function kerasSnippet(model: ModelConfig): string {
  const { c3, pooling } = model;
  const lines = summarize(model).map(({ name, kind, output, activation }) => {
    const options = `${activation ? `, activation='${activation}'` : ''}, name='${name}'`;
    const layers = {
      input: 'Input((28, 28, 1))',
      convolution: `Conv2D(${output[0]}, 5${name === 'c1' ? ", padding='same'" : ''}${options})`,
      pooling: `${KERAS_POOLINGS[pooling]}(2)`,
      flatten: 'Flatten()',
      dense: `Dense(${output[0]}${options})`,
    };
    return `    layers.${layers[kind]},`;
  });
  return `import numpy as np
from keras import Sequential, layers
from safetensors.numpy import load_file

model = Sequential([
${lines.join('\n')}
])
weights = load_file('model.safetensors')
kernels = {name: weights[f'{name}.weight'] for name in ('c1', 'c3', 'f5', 'f6', 'f7')}
for name in ('c1', 'c3'):
    kernels[name] = kernels[name].transpose(2, 3, 1, 0)
kernels['f5'] = kernels['f5'].reshape(-1, ${c3}, 5, 5).transpose(2, 3, 1, 0).reshape(${25 * c3}, -1)
for name in ('f6', 'f7'):
    kernels[name] = kernels[name].T
for name, kernel in kernels.items():
    model.get_layer(name).set_weights([kernel, weights[f'{name}.bias']])

images = np.zeros((1, 28, 28, 1), dtype='float32')
logits = np.asarray(model(images))
`;
}
