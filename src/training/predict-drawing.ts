// The prediction for a drawing: the mean of its views' probabilities.

import type { RunConfig } from '../contract/config.ts';
import { FASHION_ID } from '../contract/dataset.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import type { Engine } from '../engine/engine.ts';
import { averageTtaViews, ttaViews } from '../image/tta-views.ts';

/**
 * [classes], by the weights of `engine`, which were trained with `config`. `lines`: the drawing before it was filled. Null where an
 * image does not have 28x28 pixels.
 */
export async function predictDrawing(
  engine: Pick<Engine, 'predict'>,
  config: RunConfig,
  pixels: Uint8Array,
  lines: Uint8Array | null | undefined,
): Promise<Float32Array | null> {
  // Unfilled lines help a network that was trained on synthetic drawings, and mislead any other.
  const images = lines && config.synthetic ? ([pixels, lines] as const) : ([pixels] as const);
  if (images.some(({ length }) => length !== IMAGE_PIXELS)) return null;
  // The mirror image of a letter may be another letter.
  const viewed = config.data === FASHION_ID ? ttaViews(...images) : pixels;
  return averageTtaViews(await engine.predict(viewed), config.classes);
}
