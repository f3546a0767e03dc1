// How the shapes of the person's data lie in their images, measured on some test images.

import { useEffect, useState } from 'react';
import { DIGITS_FRAMING, framingOf, type Framing } from '../../image/framing.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { useIsFashion } from '../use-class-names.ts';

const MEASURED_IMAGES = 200;

/** Null for FashionMNIST, whose drawings are prepared as garments. */
export function useFraming(): Framing | null {
  const { commands } = useApp();
  const fashion = useIsFashion();
  const { id, testCount } = useAppState((state) => state.dataset);
  const ready = useAppState((state) => state.data.state === 'ready');
  const [measured, setMeasured] = useState<{ id: string; framing: Framing } | null>(null);
  useEffect(() => {
    if (fashion || !ready) return;
    let shown = true;
    const count = Math.min(testCount, MEASURED_IMAGES);
    const measure = async () => {
      const images = await commands.images(Array.from({ length: count }, (_, index) => index));
      const framing = images && framingOf(images.pixels);
      if (shown && framing) setMeasured({ id, framing });
    };
    void measure();
    return () => {
      shown = false;
    };
  }, [commands, fashion, ready, id, testCount]);
  if (fashion) return null;
  return measured?.id === id ? measured.framing : DIGITS_FRAMING;
}
