// LeNet's forward and backward pass as stock tfjs kernels. The parameters are one flat tensor in the order of layout.ts;
// so is the gradient. No optimizer and no data are here.

import {
  concat,
  concat1d,
  conv2dTranspose,
  fill,
  gather,
  keep,
  matMul,
  mul,
  reshape,
  scalar,
  slice,
  softmax,
  sub,
  tensor1d,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
} from '@tensorflow/tfjs';
import { IMAGE_PIXELS, IMAGE_SIDE, type Activation, type ModelConfig } from '../../contract/model.ts';
import { activationGradient, convolutionGradient, pool, poolGradient, product, withOnes } from './layers.ts';
import { layerMatrices, type LayerMatrix } from './layout.ts';
import { C3_SIDE, KERNEL_SIDE, POOLED1_SIDE, patchIndicesC1, patchIndicesC3 } from './patches.ts';

/** A forward pass with what its backward pass needs. Inputs of a layer have a column of ones. */
interface Trace {
  patches1: Tensor2D;
  a1: Tensor4D;
  s2: Tensor4D;
  patches3: Tensor2D;
  a3: Tensor4D;
  s4: Tensor4D;
  x5: Tensor2D;
  y5: Tensor2D;
  x6: Tensor2D;
  y6: Tensor2D;
  x7: Tensor2D;
  logits: Tensor2D;
}

export interface Network {
  /** Logits [n, 10] of picture rows [n, 786]. */
  logits(parameters: Tensor1D, rows: Tensor2D): Tensor2D;
  /** All layers' outputs of one picture row [1, 786], one after another; maps as [row, column, map], turned. */
  layers(parameters: Tensor1D, row: Tensor2D): Tensor1D;
  /** Logits and the flat gradient of the mean cross-entropy to `targets` [n, 10]. */
  gradient(parameters: Tensor1D, rows: Tensor2D, targets: Tensor2D): { logits: Tensor2D; gradient: Tensor1D };
  dispose(): void;
}

/** The network of `model`; it keeps a few constant tensors of the active backend until `dispose`. */
export function createNetwork(model: ModelConfig): Network {
  const { activation, pooling } = model;
  const between: Activation | null = model.dense ? activation : null;
  const layers = layerMatrices(model);
  const constants: Tensor[] = [];
  const constant = <T extends Tensor>(value: T): T => {
    constants.push(keep(value));
    return value;
  };
  const one = constant<Scalar>(scalar(1));
  const indices1 = constant(tensor1d(patchIndicesC1(), 'int32'));
  const indices3 = constant(tensor1d(patchIndicesC3(model.c1), 'int32'));
  const perBatch = new Map<number, { ones: Tensor2D; share: Scalar }>();

  /** What depends on the batch: ones [1, n] and the scalar 1 / n. */
  const forBatch = (n: number): { ones: Tensor2D; share: Scalar } => {
    let known = perBatch.get(n);
    if (!known) {
      known = { ones: constant(fill([1, n], 1) as Tensor2D), share: constant(scalar(1 / n)) };
      perBatch.set(n, known);
    }
    return known;
  };

  const matrix = (parameters: Tensor1D, { offset, inputs, outputs }: LayerMatrix): Tensor2D =>
    reshape(slice(parameters, offset, (inputs + 1) * outputs), [inputs + 1, outputs]);
  const weights = (parameters: Tensor1D, { offset, inputs, outputs }: LayerMatrix): Tensor2D =>
    reshape(slice(parameters, offset, inputs * outputs), [inputs, outputs]);

  function forward(parameters: Tensor1D, rows: Tensor2D): Trace {
    const n = rows.shape[0];
    const patches1: Tensor2D = reshape(gather(rows, indices1, 1), [n * IMAGE_PIXELS, layers.c1.inputs + 1]);
    const z1 = product(patches1, matrix(parameters, layers.c1), activation);
    const a1: Tensor4D = reshape(z1, [n, IMAGE_SIDE, IMAGE_SIDE, model.c1]);
    const s2 = pool(pooling, a1);

    const patches3: Tensor2D = reshape(gather(withOnes(reshape(s2, [n, -1])), indices3, 1), [
      n * C3_SIDE * C3_SIDE,
      layers.c3.inputs + 1,
    ]);
    const z3 = product(patches3, matrix(parameters, layers.c3), activation);
    const a3: Tensor4D = reshape(z3, [n, C3_SIDE, C3_SIDE, model.c3]);
    const s4 = pool(pooling, a3);

    const x5 = withOnes(reshape(s4, [n, -1]));
    const y5 = product(x5, matrix(parameters, layers.f5), between);
    const x6 = withOnes(y5);
    const y6 = product(x6, matrix(parameters, layers.f6), between);
    const x7 = withOnes(y6);
    const logits = product(x7, matrix(parameters, layers.f7), null);
    return { patches1, a1, s2, patches3, a3, s4, x5, y5, x6, y6, x7, logits };
  }

  /** Gradient of a dense layer's matrix and, through `weights`, of its input. */
  function denseBackward(parameters: Tensor1D, layer: LayerMatrix, x: Tensor2D, dy: Tensor2D) {
    return {
      dMatrix: flat(matMul<Tensor2D>(x, dy, true, false)),
      dx: matMul<Tensor2D>(dy, weights(parameters, layer), false, true),
    };
  }

  const throughDense = (dy: Tensor2D, y: Tensor2D): Tensor2D =>
    between ? activationGradient(between, dy, y, one) : dy;

  function backward(parameters: Tensor1D, trace: Trace, targets: Tensor2D): Tensor1D {
    const { patches1, a1, s2, patches3, a3, s4, x5, y5, x6, y6, x7, logits } = trace;
    const n = logits.shape[0];
    const { ones, share } = forBatch(n);
    const dLogits: Tensor2D = mul(sub(softmax(logits), targets), share);
    const f7 = denseBackward(parameters, layers.f7, x7, dLogits);
    const f6 = denseBackward(parameters, layers.f6, x6, throughDense(f7.dx, y6));
    const f5 = denseBackward(parameters, layers.f5, x5, throughDense(f6.dx, y5));

    const dA3 = poolGradient(pooling, reshape(f5.dx, s4.shape), a3, s4);
    const dZ3 = activationGradient(activation, dA3, a3, one);
    const c3 = convolutionGradient(byPicture(patches3, n), byPicture(dZ3, n), ones);
    const kernel: Tensor4D = reshape(weights(parameters, layers.c3), [
      KERNEL_SIDE,
      KERNEL_SIDE,
      model.c1,
      model.c3,
    ]);
    const dS2 = conv2dTranspose(dZ3, kernel, [n, POOLED1_SIDE, POOLED1_SIDE, model.c1], 1, 'valid');

    const dA1 = poolGradient(pooling, dS2, a1, s2);
    const dZ1 = activationGradient(activation, dA1, a1, one);
    const c1 = convolutionGradient(byPicture(patches1, n), byPicture(dZ1, n), ones);
    return concat([flat(c1), flat(c3), f5.dMatrix, f6.dMatrix, f7.dMatrix]);
  }

  return {
    logits: (parameters, rows) => forward(parameters, rows).logits,
    layers(parameters, row) {
      const { a1, s2, a3, s4, y5, y6, logits } = forward(parameters, row);
      return concat1d([a1, s2, a3, s4, y5, y6, logits].map((x) => reshape(x, [-1])));
    },
    gradient(parameters, rows, targets) {
      const trace = forward(parameters, rows);
      return { logits: trace.logits, gradient: backward(parameters, trace, targets) };
    },
    dispose() {
      for (const tensor of constants) tensor.dispose();
    },
  };
}

/** Rows of places, or maps, as [n, places, last dimension]. */
function byPicture(x: Tensor2D | Tensor4D, n: number): Tensor3D {
  return reshape(x, [n, -1, x.shape.at(-1)!]);
}

function flat(x: Tensor2D): Tensor1D {
  return reshape(x, [-1]);
}
