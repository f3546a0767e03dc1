// The pen that keys move, over the pad: its ring, the grid that it goes by, and in words where it is.

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { penPlace, type KeyboardPen } from './keyboard-pen.ts';
import { SKETCH_SIDE } from './sketch.ts';

/** Milliseconds of rest before the place is said: a held key would be heard long after it was let go. */
const REST = 400;

export function PenView({ pen, size }: { pen: KeyboardPen; size: number }) {
  const t = useTranslations('drawingTools');
  const percent = (value: number) => `${(100 * value) / SKETCH_SIDE}%`;
  const said = useRested(t(pen.down ? 'penDownAt' : 'penUpAt', penPlace(pen)));
  return (
    <>
      <span className="pad-grid" aria-hidden="true" />
      <span
        className={pen.down ? 'pad-cursor pad-cursor-down' : 'pad-cursor'}
        style={{
          insetInlineStart: percent(pen.x),
          insetBlockStart: percent(pen.y),
          inlineSize: percent(size),
        }}
      />
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </>
  );
}

/** `text` once it has stayed the same for a while; the one before until then. */
function useRested(text: string): string {
  const [rested, setRested] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), REST);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
