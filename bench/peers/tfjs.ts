// Stock tfjs: Classic LeNet with its ops, gradients and Adam, as a simple playground would use them, but with
// one wait for the device after many steps instead of after each.

import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import * as tf from '@tensorflow/tfjs-core';
import { parameterLayout } from '../../src/contract/model.ts';
import { ADAM_BETA1, ADAM_BETA2, ADAM_EPSILON } from '../../src/engine/engine.ts';
import { ARTICLE, BATCH } from '../material.ts';
import type { CreateTrainer } from '../page/trainer.ts';
import { batches, type PeerBatch } from './batch.ts';
import { openBackend } from './tfjs-backends.ts';
import { fromTfjs, toTfjs } from './tfjs-layout.ts';

const CLASSES = 10;

export const createTfjsTrainer: CreateTrainer = async ({ backend }, material) => {
  const device = await openBackend(backend);
  const { tensors, size } = parameterLayout(ARTICLE);
  const variables = tensors.map(({ name, shape, offset, size }) =>
    tf.tidy(() =>
      tf.variable(toTfjs(name, tf.tensor(material.parameters.slice(offset, offset + size), [...shape]))),
    ),
  );
  const optimizer = tf.train.adam(ARTICLE.lr, ADAM_BETA1, ADAM_BETA2, ADAM_EPSILON);

  const step = ({ images, labels }: PeerBatch): tf.Scalar =>
    tf.tidy(() => {
      const x = tf.tensor4d(images, [BATCH, 28, 28, 1]);
      const y = tf.oneHot(tf.tensor1d(labels, 'int32'), CLASSES);
      return optimizer.minimize(() => loss(variables, x, y), true, variables)!;
    });

  return {
    device,
    async train(words) {
      const costs: tf.Scalar[] = [];
      for (const batch of batches(material, words)) costs.push(step(batch));
      const all = tf.stack(costs);
      tf.dispose(costs);
      const losses = await all.data<'float32'>();
      all.dispose();
      return losses;
    },
    async read() {
      const flat = new Float32Array(size);
      for (const [i, { name, offset }] of tensors.entries()) {
        const tensor = tf.tidy(() => fromTfjs(name, variables[i]!));
        flat.set(await tensor.data<'float32'>(), offset);
        tensor.dispose();
      }
      return flat;
    },
  };
};

/** Mean cross-entropy of Classic LeNet; variables in the order of the parameter layout. */
function loss(variables: tf.Tensor[], x: tf.Tensor4D, y: tf.Tensor): tf.Scalar {
  const [c1Weight, c1Bias, c3Weight, c3Bias, ...dense] = variables as [
    tf.Tensor4D,
    tf.Tensor1D,
    tf.Tensor4D,
    tf.Tensor1D,
    ...tf.Tensor2D[],
  ];
  const c1 = tf.conv2d(x, c1Weight, 1, 'same');
  const s2 = tf.avgPool(tf.sigmoid(tf.add<tf.Tensor4D>(c1, c1Bias)), 2, 2, 'valid');
  const c3 = tf.conv2d(s2, c3Weight, 1, 'valid');
  const s4 = tf.avgPool(tf.sigmoid(tf.add<tf.Tensor4D>(c3, c3Bias)), 2, 2, 'valid');
  let rows: tf.Tensor = tf.reshape(s4, [BATCH, 400]);
  for (let i = 0; i < dense.length; i += 2) rows = tf.add(tf.matMul(rows, dense[i]!), dense[i + 1]!);
  return tf.losses.softmaxCrossEntropy(y, rows) as tf.Scalar;
}
