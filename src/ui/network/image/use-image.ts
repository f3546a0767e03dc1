// The image that goes through the network: an example, a test image by its number, or the drawing, changed by hand.

import { useCallback, useEffect, useMemo, useState } from 'react';
import { EXAMPLE_TEST_INDICES } from '../../../contract/dataset.ts';
import { adjust, isAdjusted, NO_ADJUSTMENT, type Adjustment } from '../../../image/adjust.ts';
import { useApp, useAppState } from '../../app-context.tsx';
import { useIsFashion } from '../../use-class-names.ts';
import { useExamples, type Examples } from './example-images.ts';

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
  examples: Examples;
  drawn: Uint8Array | null;
  /** Null until it is there. */
  image: { pixels: Uint8Array; label: number | null; adjusted: boolean } | null;
  adjustment: Adjustment;
  setAdjustment: (adjustment: Adjustment) => void;
}

/** Of each dataset the image that is shown first. */
const FIRST: Source = { kind: 'test', index: EXAMPLE_TEST_INDICES[9] };
const FIRST_OF_OWN: Source = { kind: 'test', index: 0 };

export function useImage(): ChosenImage {
  const fashion = useIsFashion();
  const [source, setSource] = useState<Source>(fashion ? FIRST : FIRST_OF_OWN);
  const [adjustment, setAdjustment] = useState(NO_ADJUSTMENT);
  const examples = useExamples();
  const drawn = useAppState((state) => state.drawing.pixels);
  const example =
    source.kind === 'test' ? examples.images.find(({ index }) => index === source.index) : undefined;
  const fetched = useTestImage(source.kind === 'test' && !example ? source.index : null);
  const original = useMemo((): Original | null => {
    if (source.kind === 'train') return { pixels: source.pixels, label: source.label };
    if (source.kind === 'drawing') return drawn && { pixels: drawn, label: null };
    if (!example) return fetched?.index === source.index ? fetched : null;
    return example.pixels && { pixels: example.pixels, label: example.label };
  }, [source, drawn, example, fetched]);
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
function useTestImage(index: number | null): (Original & { index: number }) | null {
  const { commands } = useApp();
  const [found, setFound] = useState<(Original & { index: number }) | null>(null);
  const ready = useAppState((state) => state.data.state === 'ready');
  useEffect(() => {
    if (index === null || !ready) return undefined;
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
