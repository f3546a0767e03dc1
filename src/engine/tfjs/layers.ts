// Forward and backward pass of each layer as a few stock tfjs kernels on NHWC maps. Called inside `tidy`.

import {
  AvgPoolGrad,
  MaxPoolGrad,
  avgPool,
  engine,
  fused,
  matMul,
  maxPool,
  mul,
  pad,
  reshape,
  square,
  step,
  sub,
  tanh,
  type Scalar,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
} from '@tensorflow/tfjs';
import type { Activation, Pooling } from '../../contract/model.ts';

/** `x` [n, inputs] with a column of ones, which the bias row of a layer's matrix is multiplied by. */
export function withOnes(x: Tensor2D): Tensor2D {
  return pad(
    x,
    [
      [0, 0],
      [0, 1],
    ],
    1,
  );
}

/** activation(x matrix); no activation where it is null. tfjs has no fused kernel for tanh. */
export function product(x: Tensor2D, matrix: Tensor2D, activation: Activation | null): Tensor2D {
  if (activation === 'tanh') return tanh(matMul<Tensor2D>(x, matrix));
  return fused.matMul({ a: x, b: matrix, activation: activation ?? 'linear' }) as Tensor2D;
}

/** The gradient before the activation from `dy` after it; `y` is the activation's output. */
export function activationGradient<T extends Tensor>(activation: Activation, dy: T, y: T, one: Scalar): T {
  switch (activation) {
    case 'sigmoid':
      return mul(dy, mul(y, sub(one, y)));
    case 'tanh':
      return mul(dy, sub(one, square(y)));
    case 'relu':
      return mul(dy, step(y));
    default:
      return activation satisfies never;
  }
}

/** Pooling of 2 x 2 windows. */
export function pool(pooling: Pooling, x: Tensor4D): Tensor4D {
  return pooling === 'average' ? avgPool(x, 2, 2, 'valid') : maxPool(x, 2, 2, 'valid');
}

/** The gradient before the pooling from `dy` after it; `x` and `y` are its input and output. */
export function poolGradient(pooling: Pooling, dy: Tensor4D, x: Tensor4D, y: Tensor4D): Tensor4D {
  const attrs = { filterSize: [2, 2], strides: [2, 2], pad: 'valid' };
  return pooling === 'average'
    ? engine().runKernel<Tensor4D>(AvgPoolGrad, { dy, input: x }, attrs)
    : engine().runKernel<Tensor4D>(MaxPoolGrad, { dy, input: x, output: y }, attrs);
}

/**
 * The gradient of a convolution's matrix, [1, inputs * outputs], from its `patches` [n, places, inputs] and `dy`
 * [n, places, outputs]: one product for each image, and their sum as a product with `ones` [1, n]. A single product
 * over all places has so few outputs that few threads would have work.
 */
export function convolutionGradient(patches: Tensor3D, dy: Tensor3D, ones: Tensor2D): Tensor2D {
  const perImage = matMul<Tensor3D>(patches, dy, true, false);
  return matMul<Tensor2D>(ones, reshape(perImage, [ones.size, -1]));
}
