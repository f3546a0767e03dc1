// Converts parameters between PyTorch's axis orders, which every system starts with, and tfjs's.

import * as tf from '@tensorflow/tfjs-core';
import type { TensorName } from '../../src/contract/model.ts';

/** Shape of s4: tfjs flattens [side, side, maps], PyTorch [maps, side, side]. */
const MAPS = 16;
const SIDE = 5;

/** A convolution's [out, in, h, w] as [h, w, in, out], a dense layer's [out, in] as [in, out]. */
export function toTfjs(name: TensorName, tensor: tf.Tensor): tf.Tensor {
  if (tensor.rank === 4) return tf.transpose(tensor, [2, 3, 1, 0]);
  if (tensor.rank < 2) return tf.clone(tensor);
  if (name !== 'f5.weight') return tf.transpose(tensor);
  const spread = tf.reshape(tensor, [tensor.shape[0]!, MAPS, SIDE, SIDE]);
  return tf.reshape(tf.transpose(spread, [2, 3, 1, 0]), [MAPS * SIDE * SIDE, tensor.shape[0]!]);
}

/** The reverse of `toTfjs`. */
export function fromTfjs(name: TensorName, tensor: tf.Tensor): tf.Tensor {
  if (tensor.rank === 4) return tf.transpose(tensor, [3, 2, 0, 1]);
  if (tensor.rank < 2) return tf.clone(tensor);
  if (name !== 'f5.weight') return tf.transpose(tensor);
  const spread = tf.reshape(tensor, [SIDE, SIDE, MAPS, tensor.shape[1]!]);
  return tf.reshape(tf.transpose(spread, [3, 2, 0, 1]), [tensor.shape[1]!, MAPS * SIDE * SIDE]);
}
