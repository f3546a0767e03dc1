// The ten example images, from one small file of the page: they are there before any data is loaded.

import { useEffect, useState } from 'react';
import { CLASS_COUNT, IMAGE_PIXELS, IMAGE_SIDE } from '../../../contract/model.ts';

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
  const width = CLASS_COUNT * IMAGE_SIDE;
  const context = new OffscreenCanvas(width, IMAGE_SIDE).getContext('2d');
  if (!context) return null;
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, IMAGE_SIDE);
  return Uint8Array.from({ length: CLASS_COUNT * IMAGE_PIXELS }, (_, i) => {
    const example = Math.floor(i / IMAGE_PIXELS);
    const row = Math.floor((i % IMAGE_PIXELS) / IMAGE_SIDE);
    return data[4 * (row * width + example * IMAGE_SIDE + (i % IMAGE_SIDE))]!;
  });
}

/** Null until they are there. */
export function useExamples(): Uint8Array | null {
  const [examples, setExamples] = useState(loaded);
  useEffect(() => {
    if (loaded) return undefined;
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
  }, []);
  return examples;
}

export function exampleAt(examples: Uint8Array, label: number): Uint8Array {
  return examples.subarray(label * IMAGE_PIXELS, (label + 1) * IMAGE_PIXELS);
}
