// The image that goes through the network: an example, a test image by its number, or the drawing, changed by hand.

import { useCallback, useEffect, useMemo, useState } from 'react';
import { EXAMPLE_TEST_INDICES } from '../../../contract/dataset.ts';
import { adjust, isAdjusted, NO_ADJUSTMENT, type Adjustment } from '../../../image/adjust.ts';
import { useApp, useAppState } from '../../app-context.tsx';
import { exampleAt, useExamples } from './example-images.ts';

export type Source =
  | { kind: 'test'; index: number }
  | { kind: 'drawing' }
  /** One that was found, with its pixels [28, 28]. */
  | { kind: 'train'; index: number; pixels: Uint8Array; label: number };

/** The original, before it is changed by hand. */
interface Original {
  pixels: Uint8Array;
  label: number | null;
}

export interface ChosenImage {
  source: Source;
  choose: (source: Source) => void;
  examples: Uint8Array | null;
  drawn: Uint8Array | null;
  /** Null until it is there. */
  image: { pixels: Uint8Array; label: number | null; adjusted: boolean } | null;
  adjustment: Adjustment;
  setAdjustment: (adjustment: Adjustment) => void;
}

const FIRST: Source = { kind: 'test', index: EXAMPLE_TEST_INDICES[9] };

export function useImage(): ChosenImage {
  const [source, setSource] = useState<Source>(FIRST);
  const [adjustment, setAdjustment] = useState(NO_ADJUSTMENT);
  const examples = useExamples();
  const drawn = useAppState((state) => state.drawing.pixels);
  const fetched = useTestImage(source);
  const original = useMemo((): Original | null => {
    if (source.kind === 'train') return { pixels: source.pixels, label: source.label };
    if (source.kind === 'drawing') return drawn && { pixels: drawn, label: null };
    const label = EXAMPLE_TEST_INDICES.findIndex((index) => index === source.index);
    if (label < 0) return fetched?.index === source.index ? fetched : null;
    return examples && { pixels: exampleAt(examples, label), label };
  }, [source, drawn, examples, fetched]);
  const image = useMemo(
    () =>
      original && {
        pixels: isAdjusted(adjustment) ? adjust(original.pixels, adjustment) : original.pixels,
        label: original.label,
        adjusted: isAdjusted(adjustment),
      },
    [original, adjustment],
  );
  const choose = useCallback((next: Source) => {
    setSource(next);
    setAdjustment(NO_ADJUSTMENT);
  }, []);
  return { source, choose, examples, drawn, image, adjustment, setAdjustment };
}

/** A test image that is no example, once the data is loaded. */
function useTestImage(source: Source): (Original & { index: number }) | null {
  const { commands } = useApp();
  const [found, setFound] = useState<(Original & { index: number }) | null>(null);
  const ready = useAppState((state) => state.data.state === 'ready');
  const index = source.kind === 'test' ? source.index : null;
  useEffect(() => {
    if (index === null || !ready || EXAMPLE_TEST_INDICES.some((example) => example === index)) {
      return undefined;
    }
    let current = true;
    const fetchImage = async () => {
      const answer = await commands.images([index]);
      if (current && answer) setFound({ index, pixels: answer.pixels, label: answer.labels[0]! });
    };
    void fetchImage();
    return () => {
      current = false;
    };
  }, [commands, index, ready]);
  return found;
}
