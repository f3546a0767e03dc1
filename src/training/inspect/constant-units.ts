// Units that give the same output whatever the image: dead ReLU units, which are always zero, and saturated sigmoid units.

import { activationShapes } from '../../contract/activations.ts';
import { HIDDEN_LAYERS, type ConstantUnits } from '../../contract/inspection.ts';
import { IMAGE_PIXELS, type ModelConfig } from '../../contract/model.ts';
import type { Engine } from '../../engine/engine.ts';
import { yieldToMessages } from '../run/yield.ts';

/** Outputs nearer together than this are the same: a thousandth of the range of a sigmoid. */
const SAME = 1e-3;

/** `images`: [count, 28, 28]. A map of a convolution counts as constant if all its values are. Rejects as the engine does. */
export async function constantUnits(
  engine: Pick<Engine, 'activations'>,
  model: ModelConfig,
  images: Uint8Array,
): Promise<ConstantUnits> {
  const shapes = activationShapes(model);
  const ranges = HIDDEN_LAYERS.map((layer) => {
    const units = shapes[layer][0]!;
    return {
      layer,
      units,
      low: new Float64Array(units).fill(Infinity),
      high: new Float64Array(units).fill(-Infinity),
    };
  });
  const count = images.length / IMAGE_PIXELS;
  for (let i = 0; i < count; i++) {
    const activations = await engine.activations(images.slice(i * IMAGE_PIXELS, (i + 1) * IMAGE_PIXELS));
    for (const { layer, units, low, high } of ranges) {
      const values = activations[layer];
      const size = values.length / units;
      values.forEach((value, at) => {
        const unit = Math.floor(at / size);
        low[unit] = Math.min(low[unit]!, value);
        high[unit] = Math.max(high[unit]!, value);
      });
    }
    await yieldToMessages();
  }
  return {
    images: count,
    layers: ranges.map(({ layer, units, low, high }) => ({
      layer,
      units,
      constant: Array.from(low.keys()).filter((unit) => high[unit]! - low[unit]! < SAME),
    })),
  };
}
