// The network for one sample of a step, in double precision, without the gradients of the dense layers' weights: each is
// a product of two values that are stored anyway (held-sample.ts), and they are most of a network's parameters.

import type { ActivationLayer } from '../contract/activations.ts';
import { IMAGE_SIDE, parameterLayout, type ModelConfig } from '../contract/model.ts';
import type { ConvolutionShape, CreateArray, DenseShape, LayerLoops } from '../engine/layer-loops.ts';
import { activate, activateBackward } from '../engine/reference/activation.ts';
import { FRAMED_SIDE } from '../engine/reference/gather.ts';
import { softmax } from '../engine/reference/softmax-cross-entropy.ts';
import { parametersOf, type LayerParameters } from './parameters.ts';

const C1_SIDE = IMAGE_SIDE;
const C3_SIDE = C1_SIDE / 2 - 4;

type Values = Record<ActivationLayer, Float64Array>;

/** The names are those of the reference's `Network`. */
export class StepNetwork {
  readonly parameters: Float64Array;
  /** Of the parameters of c1 and c3 alone, which come first. */
  readonly gradients: Float64Array;
  readonly framed: Float64Array;
  readonly probabilities: Float64Array;
  readonly values: Values;
  readonly valueGradients: Values;
  readonly #model: ModelConfig;
  readonly #loops: LayerLoops;
  readonly #c1: ConvolutionShape;
  readonly #c3: ConvolutionShape;
  readonly #f5: DenseShape;
  readonly #f6: DenseShape;
  readonly #f7: DenseShape;

  constructor(model: ModelConfig, loops: LayerLoops, create: CreateArray) {
    const { c1, c3, f5, f6, classes } = model;
    this.#model = model;
    this.#loops = loops;
    this.#c1 = { inputs: 1, outputs: c1, side: C1_SIDE, ...parametersOf(model, 'c1') };
    this.#c3 = { inputs: c1, outputs: c3, side: C3_SIDE, ...parametersOf(model, 'c3') };
    const denseShape = (outputs: number, layer: LayerParameters): DenseShape => {
      return { inputs: layer.perOutput, outputs, weight: layer.weight, bias: layer.bias };
    };
    this.#f5 = denseShape(f5, parametersOf(model, 'f5'));
    this.#f6 = denseShape(f6, parametersOf(model, 'f6'));
    this.#f7 = denseShape(classes, parametersOf(model, 'f7'));
    const createValues = (): Values => ({
      c1: create(c1 * C1_SIDE ** 2),
      s2: create((c1 * C1_SIDE ** 2) / 4),
      c3: create(c3 * C3_SIDE ** 2),
      s4: create((c3 * C3_SIDE ** 2) / 4),
      f5: create(f5),
      f6: create(f6),
      logits: create(classes),
    });
    // The frame stays zero.
    this.framed = create(FRAMED_SIDE ** 2).fill(0);
    this.probabilities = create(classes);
    this.parameters = create(parameterLayout(model).size);
    this.gradients = create(this.#f5.weight);
    this.values = createValues();
    this.valueGradients = createValues();
  }

  /** Computes `values` and `probabilities` from `framed`. */
  forward(): void {
    const { activation, pooling, dense: between } = this.#model;
    const { parameters, values } = this;
    const loops = this.#loops;
    const relu = activation === 'relu';
    loops.convolve(this.#c1, parameters, this.framed, values.c1, relu);
    if (!relu) activate(activation, values.c1);
    loops.pool(pooling, C1_SIDE, values.c1, values.s2);
    loops.convolve(this.#c3, parameters, values.s2, values.c3, relu);
    if (!relu) activate(activation, values.c3);
    loops.pool(pooling, C3_SIDE, values.c3, values.s4);
    loops.dense(this.#f5, parameters, values.s4, values.f5);
    if (between) activate(activation, values.f5);
    loops.dense(this.#f6, parameters, values.f5, values.f6);
    if (between) activate(activation, values.f6);
    loops.dense(this.#f7, parameters, values.f6, values.logits);
    softmax(values.logits, this.probabilities);
  }

  /**
   * Computes the other `valueGradients` from those of the logits, and `gradients`. `onLayer` gets the gradient of each layer's output,
   * whose array holds that of its weighted sums afterwards.
   */
  backward(onLayer?: (layer: ActivationLayer, gradient: Float64Array) => void): void {
    const { pooling, dense: between } = this.#model;
    const { parameters, gradients, values, valueGradients: back } = this;
    const loops = this.#loops;
    onLayer?.('logits', back.logits);
    loops.denseBackwardInput(this.#f7, parameters, back.logits, back.f6);
    onLayer?.('f6', back.f6);
    if (between) this.#activateBackward(values.f6, back.f6);
    loops.denseBackwardInput(this.#f6, parameters, back.f6, back.f5);
    onLayer?.('f5', back.f5);
    if (between) this.#activateBackward(values.f5, back.f5);
    loops.denseBackwardInput(this.#f5, parameters, back.f5, back.s4);
    onLayer?.('s4', back.s4);
    loops.poolBackward(pooling, C3_SIDE, values.c3, back.s4, back.c3);
    onLayer?.('c3', back.c3);
    this.#activateBackward(values.c3, back.c3);
    loops.convolveBackwardParameters(this.#c3, values.s2, back.c3, gradients);
    loops.convolveBackwardInput(this.#c3, parameters, back.c3, back.s2);
    onLayer?.('s2', back.s2);
    loops.poolBackward(pooling, C1_SIDE, values.c1, back.s2, back.c1);
    onLayer?.('c1', back.c1);
    this.#activateBackward(values.c1, back.c1);
    loops.convolveBackwardParameters(this.#c1, this.framed, back.c1, gradients);
  }

  #activateBackward(outputs: Float64Array, gradients: Float64Array): void {
    const { activation } = this.#model;
    if (activation === 'relu') this.#loops.reluBackward(outputs, gradients);
    else activateBackward(activation, outputs, gradients);
  }
}
