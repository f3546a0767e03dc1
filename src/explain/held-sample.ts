// What is held of a sample's pass, so that the gradient of any parameter can be computed at once: the inputs of the layers
// and the gradients of their weighted sums. In double precision 75 kB a
// sample for Classic LeNet; the gradients of all its parameters would be 490 kB.

import { IMAGE_SIDE, type ModelConfig } from '../contract/model.ts';
import type { ParameterPlace } from '../contract/parameter-place.ts';
import type { CreateArray } from '../engine/layer-loops.ts';
import type { Floats } from '../engine/reference/floats.ts';
import { FRAMED_SIDE } from '../engine/reference/gather.ts';
import type { AnyNetwork } from './network-pass.ts';

interface HeldLayer {
  /** Maps [channels, side, side] with the frame of c1's image, or units. */
  input: Float64Array;
  /** Gradient of the weighted sums, maps or units. */
  gradient: Float64Array;
}

export type HeldSample = Record<'c1' | 'c3' | 'f5' | 'f6' | 'f7', HeldLayer>;

export function createHeldSample({ c1, c3, f5, f6, classes }: ModelConfig, create: CreateArray): HeldSample {
  const held = (inputs: number, outputs: number): HeldLayer => ({
    input: create(inputs),
    gradient: create(outputs),
  });
  return {
    c1: held(SIDES.c1.input ** 2, c1 * SIDES.c1.output ** 2),
    c3: held(c1 * SIDES.c3.input ** 2, c3 * SIDES.c3.output ** 2),
    f5: held((c3 * SIDES.c3.output ** 2) / 4, f5),
    f6: held(f5, f6),
    f7: held(f6, classes),
  };
}

/** Copies what is needed from a network after `backward`. */
export function holdSample({ framed, values, valueGradients }: AnyNetwork, target: HeldSample): void {
  const hold = (layer: HeldLayer, input: Floats, gradient: Floats) => {
    layer.input.set(input);
    layer.gradient.set(gradient);
  };
  hold(target.c1, framed, valueGradients.c1);
  hold(target.c3, values.s2, valueGradients.c3);
  hold(target.f5, values.s4, valueGradients.f5);
  hold(target.f6, values.f5, valueGradients.f6);
  hold(target.f7, values.f6, valueGradients.logits);
}

const KERNEL = 5;
/** Sides of the convolutions' input and output maps. */
const SIDES = {
  c1: { input: FRAMED_SIDE, output: IMAGE_SIDE },
  c3: { input: IMAGE_SIDE / 2, output: IMAGE_SIDE / 2 - KERNEL + 1 },
} as const;

/** The gradient of the sample's loss with respect to one parameter. */
export function parameterGradient(sample: HeldSample, { tensor, position }: ParameterPlace): number {
  const [output = 0, input = 0, row = 0, column = 0] = position;
  switch (tensor.name) {
    case 'c1.weight':
      return kernelGradient(sample.c1, SIDES.c1, output, input, row, column);
    case 'c3.weight':
      return kernelGradient(sample.c3, SIDES.c3, output, input, row, column);
    case 'c1.bias':
      return mapSum(sample.c1, SIDES.c1.output, output);
    case 'c3.bias':
      return mapSum(sample.c3, SIDES.c3.output, output);
    case 'f5.weight':
      return sample.f5.gradient[output]! * sample.f5.input[input]!;
    case 'f6.weight':
      return sample.f6.gradient[output]! * sample.f6.input[input]!;
    case 'f7.weight':
      return sample.f7.gradient[output]! * sample.f7.input[input]!;
    case 'f5.bias':
      return sample.f5.gradient[output]!;
    case 'f6.bias':
      return sample.f6.gradient[output]!;
    case 'f7.bias':
      return sample.f7.gradient[output]!;
    default:
      return tensor.name satisfies never;
  }
}

/** Over all places of the kernel: the gradient there times the input under this weight. */
function kernelGradient(
  layer: HeldLayer,
  sides: { input: number; output: number },
  output: number,
  input: number,
  row: number,
  column: number,
): number {
  let sum = 0;
  for (let y = 0; y < sides.output; y++) {
    const target = (output * sides.output + y) * sides.output;
    const source = (input * sides.input + y + row) * sides.input + column;
    for (let x = 0; x < sides.output; x++) sum += layer.gradient[target + x]! * layer.input[source + x]!;
  }
  return sum;
}

function mapSum({ gradient }: HeldLayer, side: number, map: number): number {
  let sum = 0;
  for (let i = map * side * side; i < (map + 1) * side * side; i++) sum += gradient[i]!;
  return sum;
}
