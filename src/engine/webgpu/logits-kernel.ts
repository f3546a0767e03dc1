// The forward pass as a kernel of tfjs: any parameters and pictures that are tensors, no copy of either. The engine's own
// scores don't go this way: they read back many batches while the next are under way.

import { CLASS_COUNT, IMAGE_PIXELS, parameterLayout, type ModelConfig } from '../../contract/model.ts';
import { plainSample } from '../../contract/sample.ts';
import type { OwnKernel } from '../gpu/own-kernel.ts';
import type { Program } from './program.ts';

/**
 * Its name: `engine().runKernel(LOGITS_KERNEL, { images, parameters })` gives the logits, float32 [count, 10]. `images` is
 * int32 [count, 196], four pixels a word, the first in the lowest byte; `parameters` float32, in the flat layout.
 */
export const LOGITS_KERNEL = 'LeNetLogits';

/** At most `most` pictures, in batches of `batch`. `program` makes the forward pass; nothing else may use it. */
export function logitsKernel(
  model: ModelConfig,
  most: number,
  batch: number,
  program: () => Program,
): OwnKernel<'images' | 'parameters'> {
  const { size } = parameterLayout(model);
  let made: Program | null = null;
  return {
    name: LOGITS_KERNEL,
    inputs: ['images', 'parameters'],
    outputShape({ images, parameters }) {
      const [count, words] = images.shape;
      const right = images.shape.length === 2 && images.dtype === 'int32' && words === IMAGE_PIXELS / 4;
      if (!right || !count || count > most)
        throw new RangeError(
          `images are ${images.dtype} [${images.shape.join(', ')}], not int32 [1 to ${most}, ${IMAGE_PIXELS / 4}]`,
        );
      if (parameters.dtype !== 'float32' || parameters.shape.length !== 1 || parameters.shape[0] !== size)
        throw new RangeError(
          `parameters are ${parameters.dtype} [${parameters.shape.join(', ')}], not float32 [${size}]`,
        );
      return [count, CLASS_COUNT];
    },
    enqueue({ images, parameters }, output, [count]) {
      made ??= program();
      const words = Uint32Array.from({ length: count! }, (_, i) => plainSample(i));
      made.enqueue(made.bind(images, count!, parameters), words, batch, output);
    },
  };
}
