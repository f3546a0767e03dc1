// The network for one sample, forward above backward, with the flat parameters of contract/model.ts. A batch is a loop
// over samples that sums their gradients, so every buffer is small and stays in the cache.

import type { ActivationLayer } from '../../contract/activations.ts';
import { IMAGE_SIDE, parameterLayout, type ModelConfig } from '../../contract/model.ts';
import type { ConvolutionShape, DenseShape } from '../layer-loops.ts';
import { activate, activateBackward } from './activation.ts';
import { convolve, convolveBackwardInput, convolveBackwardParameters } from './convolution.ts';
import { dense, denseBackward } from './dense.ts';
import type { Floats, CreateFloats } from './floats.ts';
import { FRAMED_SIDE } from './gather.ts';
import { pool, poolBackward } from './pooling.ts';
import { softmax } from './softmax-cross-entropy.ts';

const C1_SIDE = IMAGE_SIDE;
const C3_SIDE = C1_SIDE / 2 - 4;

/** The output of every layer for one sample, activations applied; or the gradients with respect to them. */
interface Values {
  /** [c1, 28, 28] */
  c1: Floats;
  /** [c1, 14, 14] */
  s2: Floats;
  /** [c3, 10, 10] */
  c3: Floats;
  /** [c3, 5, 5], read by f5 as one vector. */
  s4: Floats;
  f5: Floats;
  f6: Floats;
  /** [classes] */
  logits: Floats;
}

export class Network {
  readonly parameters: Floats;
  /** Sums over the samples since it was last filled with zeros, in the layout of the parameters. */
  readonly gradients: Floats;
  /** The input of `forward`: one framed image [32, 32]. */
  readonly framed: Floats;
  /** The result of `forward`, [classes]. */
  readonly probabilities: Floats;
  readonly values: Values;
  /** `backward` starts from its logits. */
  readonly valueGradients: Values;
  readonly #model: ModelConfig;
  readonly #c1: ConvolutionShape;
  readonly #c3: ConvolutionShape;
  readonly #f5: DenseShape;
  readonly #f6: DenseShape;
  readonly #f7: DenseShape;

  constructor(model: ModelConfig, create: CreateFloats) {
    const { c1, c3, f5, f6, classes } = model;
    const { tensors, size } = parameterLayout(model);
    const at = (layer: 'c1' | 'c3' | 'f5' | 'f6' | 'f7') => {
      const offsetOf = (name: string) => tensors.find((tensor) => tensor.name === name)!.offset;
      return { weight: offsetOf(`${layer}.weight`), bias: offsetOf(`${layer}.bias`) };
    };
    this.#model = model;
    this.#c1 = { inputs: 1, outputs: c1, side: C1_SIDE, ...at('c1') };
    this.#c3 = { inputs: c1, outputs: c3, side: C3_SIDE, ...at('c3') };
    this.#f5 = { inputs: c3 * 25, outputs: f5, ...at('f5') };
    this.#f6 = { inputs: f5, outputs: f6, ...at('f6') };
    this.#f7 = { inputs: f6, outputs: classes, ...at('f7') };

    const createValues = (): Values => ({
      c1: create(c1 * C1_SIDE ** 2),
      s2: create((c1 * C1_SIDE ** 2) / 4),
      c3: create(c3 * C3_SIDE ** 2),
      s4: create((c3 * C3_SIDE ** 2) / 4),
      f5: create(f5),
      f6: create(f6),
      logits: create(classes),
    });
    this.parameters = create(size);
    this.gradients = create(size);
    this.framed = create(FRAMED_SIDE ** 2);
    this.probabilities = create(classes);
    this.values = createValues();
    this.valueGradients = createValues();
  }

  /** Computes `values` and `probabilities` from `framed`. */
  forward(): void {
    const { activation, pooling, dense: between } = this.#model;
    const { parameters, values } = this;
    convolve(this.#c1, parameters, this.framed, values.c1);
    activate(activation, values.c1);
    pool(pooling, C1_SIDE, values.c1, values.s2);
    convolve(this.#c3, parameters, values.s2, values.c3);
    activate(activation, values.c3);
    pool(pooling, C3_SIDE, values.c3, values.s4);
    dense(this.#f5, parameters, values.s4, values.f5);
    if (between) activate(activation, values.f5);
    dense(this.#f6, parameters, values.f5, values.f6);
    if (between) activate(activation, values.f6);
    dense(this.#f7, parameters, values.f6, values.logits);
    softmax(values.logits, this.probabilities);
  }

  /**
   * Adds this sample's gradients to `gradients`, from `valueGradients.logits` and the results of `forward`. `onLayer`
   * gets the gradient of each layer's output, whose array holds that of its weighted sums afterwards.
   */
  backward(onLayer?: (layer: ActivationLayer, gradient: Floats) => void): void {
    const { activation, pooling, dense: between } = this.#model;
    const { parameters, gradients, values, valueGradients: back } = this;
    onLayer?.('logits', back.logits);
    denseBackward(this.#f7, parameters, values.f6, back.logits, gradients, back.f6);
    onLayer?.('f6', back.f6);
    if (between) activateBackward(activation, values.f6, back.f6);
    denseBackward(this.#f6, parameters, values.f5, back.f6, gradients, back.f5);
    onLayer?.('f5', back.f5);
    if (between) activateBackward(activation, values.f5, back.f5);
    denseBackward(this.#f5, parameters, values.s4, back.f5, gradients, back.s4);
    onLayer?.('s4', back.s4);
    poolBackward(pooling, C3_SIDE, values.c3, back.s4, back.c3);
    onLayer?.('c3', back.c3);
    activateBackward(activation, values.c3, back.c3);
    convolveBackwardParameters(this.#c3, values.s2, back.c3, gradients);
    convolveBackwardInput(this.#c3, parameters, back.c3, back.s2);
    onLayer?.('s2', back.s2);
    poolBackward(pooling, C1_SIDE, values.c1, back.s2, back.c1);
    onLayer?.('c1', back.c1);
    activateBackward(activation, values.c1, back.c1);
    convolveBackwardParameters(this.#c1, this.framed, back.c1, gradients);
  }
}
