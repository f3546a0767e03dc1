// The example images, one for each class. FashionMNIST's ten come from one small file of the page: they are there before any
// data is loaded.

import { useEffect, useMemo, useState } from 'react';
import { CLASS_KEYS, EXAMPLE_TEST_INDICES, type DatasetFacts } from '../../../contract/dataset.ts';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../../../contract/model.ts';
import { isFashion } from '../../../store/dataset.ts';
import { useApp, useAppState } from '../../app-context.tsx';
import { firstImages, type ExampleImage } from './first-images.ts';

let loading: Promise<Uint8Array | null> | null = null;
let loaded: Uint8Array | null = null;

/** [10, 28, 28], in the order of the classes; null if the file can't be fetched. */
async function loadExamples(): Promise<Uint8Array | null> {
  const image = new Image();
  image.src = `${import.meta.env.BASE_URL}examples.png`;
  try {
    await image.decode();
  } catch (error) {
    // Thrown for a file that can't be fetched or decoded.
    if (error instanceof DOMException) return null;
    throw error;
  }
  const width = CLASS_KEYS.length * IMAGE_SIDE;
  const context = new OffscreenCanvas(width, IMAGE_SIDE).getContext('2d');
  if (!context) return null;
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, IMAGE_SIDE);
  return Uint8Array.from({ length: CLASS_KEYS.length * IMAGE_PIXELS }, (_, i) => {
    const example = Math.floor(i / IMAGE_PIXELS);
    const row = Math.floor((i % IMAGE_PIXELS) / IMAGE_SIDE);
    return data[4 * (row * width + example * IMAGE_SIDE + (i % IMAGE_SIDE))]!;
  });
}

/** FashionMNIST's, [10, 28, 28]; null until they are there, and for other data. */
function useFileExamples(wanted: boolean): Uint8Array | null {
  const [examples, setExamples] = useState(loaded);
  useEffect(() => {
    // Also where the file arrived while the view was hidden.
    if (!wanted || examples) return undefined;
    let current = true;
    loading ??= loadExamples();
    const wait = async () => {
      loaded = await loading;
      if (!loaded) loading = null;
      if (current) setExamples(loaded);
    };
    void wait();
    return () => {
      current = false;
    };
  }, [wanted, examples]);
  return wanted ? examples : null;
}

/** Those of other data; none until they are there. */
function useFirstImages(dataset: DatasetFacts, wanted: boolean): readonly ExampleImage[] {
  const { commands } = useApp();
  const ready = useAppState((state) => state.data.state === 'ready');
  const [found, setFound] = useState<readonly ExampleImage[]>([]);
  useEffect(() => {
    if (!wanted || !ready) return undefined;
    let current = true;
    const find = async () => {
      const examples = await firstImages(commands.images, dataset);
      if (current && examples) setFound(examples);
    };
    void find();
    return () => {
      current = false;
    };
  }, [commands, dataset, wanted, ready]);
  return found;
}

export interface Examples {
  /** One for each class that has test images, by label. */
  images: readonly ExampleImage[];
  /** Their pixels [n, 28, 28]; null until all are there. */
  pixels: Uint8Array | null;
}

export function useExamples(): Examples {
  const dataset = useAppState((state) => state.dataset);
  const fashion = isFashion(dataset);
  const file = useFileExamples(fashion);
  const first = useFirstImages(dataset, !fashion);
  return useMemo(
    () => (fashion ? fashionExamples(file) : { images: first, pixels: joined(first) }),
    [fashion, file, first],
  );
}

function fashionExamples(pixels: Uint8Array | null): Examples {
  const images = EXAMPLE_TEST_INDICES.map((index, label) => ({
    label,
    index,
    pixels: pixels && pixels.subarray(label * IMAGE_PIXELS, (label + 1) * IMAGE_PIXELS),
  }));
  return { images, pixels };
}

function joined(images: readonly ExampleImage[]): Uint8Array | null {
  if (images.length === 0) return null;
  const all = new Uint8Array(images.length * IMAGE_PIXELS);
  for (const [k, { pixels }] of images.entries()) if (pixels) all.set(pixels, k * IMAGE_PIXELS);
  return all;
}
