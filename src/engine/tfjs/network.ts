// LeNet's forward and backward pass as stock tfjs kernels. The parameters and the gradient are flat tensors in the
// order of layout.ts.

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
import { C3_SIDE, KERNEL_SIDE, S2_SIDE, patchIndicesC1, patchIndicesC3 } from './patches.ts';

/**
 * The values of a forward pass that the backward pass needs: each layer's output, and its input with a column of ones.
 */
interface Trace {
  c1Patches: Tensor2D;
  c1: Tensor4D;
  s2: Tensor4D;
  c3Patches: Tensor2D;
  c3: Tensor4D;
  s4: Tensor4D;
  f5Input: Tensor2D;
  f5: Tensor2D;
  f6Input: Tensor2D;
  f6: Tensor2D;
  f7Input: Tensor2D;
  logits: Tensor2D;
}

export interface Network {
  /** Logits [n, 10] of image rows [n, 786]. */
  logits(parameters: Tensor1D, rows: Tensor2D): Tensor2D;
  /** Outputs of all layers for one image row [1, 786], in order; maps as [row, column, map], rotated. */
  layers(parameters: Tensor1D, row: Tensor2D): Tensor1D;
  /** Logits and the flat gradient of the mean cross-entropy to `targets` [n, 10]. */
  gradient(parameters: Tensor1D, rows: Tensor2D, targets: Tensor2D): { logits: Tensor2D; gradient: Tensor1D };
  dispose(): void;
}

/** The network of `model`. It holds a few constant tensors of the active backend until `dispose`. */
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
  const c1Indices = constant(tensor1d(patchIndicesC1(), 'int32'));
  const c3Indices = constant(tensor1d(patchIndicesC3(model.c1), 'int32'));
  const perBatch = new Map<number, { ones: Tensor2D; scale: Scalar }>();

  /** Constants of a batch of `n`: ones [1, n] and the scalar 1 / n. */
  const forBatch = (n: number): { ones: Tensor2D; scale: Scalar } => {
    let constants = perBatch.get(n);
    if (!constants) {
      constants = { ones: constant(fill([1, n], 1) as Tensor2D), scale: constant(scalar(1 / n)) };
      perBatch.set(n, constants);
    }
    return constants;
  };

  const matrix = (parameters: Tensor1D, { offset, inputs, outputs }: LayerMatrix): Tensor2D =>
    reshape(slice(parameters, offset, (inputs + 1) * outputs), [inputs + 1, outputs]);
  const weights = (parameters: Tensor1D, { offset, inputs, outputs }: LayerMatrix): Tensor2D =>
    reshape(slice(parameters, offset, inputs * outputs), [inputs, outputs]);

  function forward(parameters: Tensor1D, rows: Tensor2D): Trace {
    const n = rows.shape[0];
    const c1Patches: Tensor2D = reshape(gather(rows, c1Indices, 1), [n * IMAGE_PIXELS, layers.c1.inputs + 1]);
    const c1Rows = product(c1Patches, matrix(parameters, layers.c1), activation);
    const c1: Tensor4D = reshape(c1Rows, [n, IMAGE_SIDE, IMAGE_SIDE, model.c1]);
    const s2 = pool(pooling, c1);

    const c3Patches: Tensor2D = reshape(gather(withOnes(reshape(s2, [n, -1])), c3Indices, 1), [
      n * C3_SIDE * C3_SIDE,
      layers.c3.inputs + 1,
    ]);
    const c3Rows = product(c3Patches, matrix(parameters, layers.c3), activation);
    const c3: Tensor4D = reshape(c3Rows, [n, C3_SIDE, C3_SIDE, model.c3]);
    const s4 = pool(pooling, c3);

    const f5Input = withOnes(reshape(s4, [n, -1]));
    const f5 = product(f5Input, matrix(parameters, layers.f5), between);
    const f6Input = withOnes(f5);
    const f6 = product(f6Input, matrix(parameters, layers.f6), between);
    const f7Input = withOnes(f6);
    const logits = product(f7Input, matrix(parameters, layers.f7), null);
    return { c1Patches, c1, s2, c3Patches, c3, s4, f5Input, f5, f6Input, f6, f7Input, logits };
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
    const { c1Patches, c1, s2, c3Patches, c3, s4, logits } = trace;
    const n = logits.shape[0];
    const { ones, scale } = forBatch(n);
    const dLogits: Tensor2D = mul(sub(softmax(logits), targets), scale);
    const f7 = denseBackward(parameters, layers.f7, trace.f7Input, dLogits);
    const f6 = denseBackward(parameters, layers.f6, trace.f6Input, throughDense(f7.dx, trace.f6));
    const f5 = denseBackward(parameters, layers.f5, trace.f5Input, throughDense(f6.dx, trace.f5));

    // dC1 and dC3 are the gradients before the activations of c1 and c3.
    const dC3 = activationGradient(
      activation,
      poolGradient(pooling, reshape(f5.dx, s4.shape), c3, s4),
      c3,
      one,
    );
    const c3Matrix = convolutionGradient(byImage(c3Patches, n), byImage(dC3, n), ones);
    const kernel: Tensor4D = reshape(weights(parameters, layers.c3), [
      KERNEL_SIDE,
      KERNEL_SIDE,
      model.c1,
      model.c3,
    ]);
    const dS2 = conv2dTranspose(dC3, kernel, [n, S2_SIDE, S2_SIDE, model.c1], 1, 'valid');

    const dC1 = activationGradient(activation, poolGradient(pooling, dS2, c1, s2), c1, one);
    const c1Matrix = convolutionGradient(byImage(c1Patches, n), byImage(dC1, n), ones);
    return concat([flat(c1Matrix), flat(c3Matrix), f5.dMatrix, f6.dMatrix, f7.dMatrix]);
  }

  return {
    logits: (parameters, rows) => forward(parameters, rows).logits,
    layers(parameters, row) {
      const { c1, s2, c3, s4, f5, f6, logits } = forward(parameters, row);
      return concat1d([c1, s2, c3, s4, f5, f6, logits].map((x) => reshape(x, [-1])));
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
function byImage(x: Tensor2D | Tensor4D, n: number): Tensor3D {
  return reshape(x, [n, -1, x.shape.at(-1)!]);
}

function flat(x: Tensor2D): Tensor1D {
  return reshape(x, [-1]);
}
