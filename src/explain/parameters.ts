// Where a layer's weights and biases are in the flat parameters.

import { parameterLayout, type ModelConfig, type TensorName } from '../contract/model.ts';

export interface LayerParameters {
  /** Index of the first weight, and number of weights of one output. */
  weight: number;
  perOutput: number;
  bias: number;
}

export function parametersOf(model: ModelConfig, layer: 'c1' | 'c3' | 'f5' | 'f6' | 'f7'): LayerParameters {
  const { tensors } = parameterLayout(model);
  const at = (name: TensorName) => tensors.find((tensor) => tensor.name === name)!;
  const { offset, fanIn } = at(`${layer}.weight`);
  return {
    weight: offset,
    // A convolution's fan in is inputs * 25, a dense layer's its inputs.
    perOutput: fanIn,
    bias: at(`${layer}.bias`).offset,
  };
}
