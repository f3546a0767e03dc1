// The parameters before the first step, from the seed. Math.sqrt is exact, so they are the same bits in every browser.

import type { Initialization } from '../contract/config.ts';
import { parameterLayout, type ModelConfig, type TensorLayout } from '../contract/model.ts';
import { randomStream } from '../base/random.ts';

/**
 * Uniform random numbers in the flat layout, from one random stream per tensor.
 * pytorch: weights and biases within 1/sqrt(fan in); xavier: weights within sqrt(6/(fan in + fan out)), biases 0
 * (Glorot and Bengio 2010); he: weights within sqrt(6/fan in), biases 0 (He et al. 2015).
 */
export function initialParameters(
  model: ModelConfig,
  init: Initialization,
  seed: number,
): Float32Array<ArrayBuffer> {
  const { tensors, size } = parameterLayout(model);
  const parameters = new Float32Array(size);
  for (const tensor of tensors) {
    const bound = uniformBound(tensor, init);
    const random = randomStream(seed, `init ${tensor.name}`);
    for (let i = tensor.offset; i < tensor.offset + tensor.size; i++) {
      parameters[i] = bound * (2 * random.unit() - 1);
    }
  }
  return parameters;
}

function uniformBound({ name, fanIn, fanOut }: TensorLayout, init: Initialization): number {
  const bias = name.endsWith('.bias');
  switch (init) {
    case 'pytorch':
      return 1 / Math.sqrt(fanIn);
    case 'xavier':
      return bias ? 0 : Math.sqrt(6 / (fanIn + fanOut));
    case 'he':
      return bias ? 0 : Math.sqrt(6 / fanIn);
    default:
      return init satisfies never;
  }
}
