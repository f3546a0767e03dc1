// The image of an inspection: from the dataset, from a run's synthetic images, or as pixels.

import type { InspectedImage, Inspection } from '../../contract/inspection.ts';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../../contract/model.ts';
import { MAX_SHIFT, type Sample } from '../../contract/sample.ts';
import { imageCount, type Dataset } from '../../dataset/dataset.ts';
import { holdsImage } from '../training-set.ts';

type Input = Pick<Inspection, 'pixels' | 'label'>;

/** The image with its label; null when it is not loaded, or not valid. */
export function inspectedImage(image: InspectedImage, dataset: Dataset): Input | null {
  const { facts } = dataset;
  switch (image.kind) {
    case 'test': {
      const { index } = image;
      const valid = index >= 0 && index < facts.testCount;
      return valid ? datasetImage(dataset, facts.trainCount + index) : null;
    }
    case 'train': {
      const { index, flip = false, shiftX = 0, shiftY = 0 } = image;
      const isTest = index >= facts.trainCount && index < imageCount(facts);
      const validShifts = [shiftX, shiftY].every((by) => Number.isInteger(by) && Math.abs(by) <= MAX_SHIFT);
      const found = isTest || !validShifts ? null : datasetImage(dataset, index);
      return found && { ...found, pixels: augmentedImage(found.pixels, { flip, shiftX, shiftY }) };
    }
    case 'pixels':
      return image.pixels.length === IMAGE_PIXELS ? { pixels: image.pixels, label: null } : null;
    default:
      return image satisfies never;
  }
}

function datasetImage(dataset: Dataset, index: number): Input | null {
  if (!holdsImage(dataset, index)) return null;
  const start = index * IMAGE_PIXELS;
  return { pixels: dataset.images.slice(start, start + IMAGE_PIXELS), label: dataset.labels[index]! };
}

/** `image` [28, 28] as a sample word changes it: see contract/sample.ts. */
function augmentedImage(image: Uint8Array, { flip, shiftX, shiftY }: Omit<Sample, 'index'>): Uint8Array {
  const pixels = new Uint8Array(IMAGE_PIXELS);
  for (let y = 0; y < IMAGE_SIDE; y++) {
    for (let x = 0; x < IMAGE_SIDE; x++) {
      const [sourceX, sourceY] = [x - shiftX, y - shiftY];
      const inside = [sourceX, sourceY].every((at) => at >= 0 && at < IMAGE_SIDE);
      const column = flip ? IMAGE_SIDE - 1 - sourceX : sourceX;
      if (inside) pixels[y * IMAGE_SIDE + x] = image[sourceY * IMAGE_SIDE + column]!;
    }
  }
  return pixels;
}
