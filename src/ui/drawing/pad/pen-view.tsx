// The keyboard pen on the pad: its ring, the grid for Shift, and its position for screen readers.

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { penPosition, type KeyboardPen } from './keyboard-pen.ts';
import { SKETCH_SIDE } from './sketch.ts';

/** Milliseconds without a move before the position is announced: announcements of a held key would queue up. */
const SETTLED_AFTER = 400;

export function PenView({ pen, size }: { pen: KeyboardPen; size: number }) {
  const t = useTranslations('drawingTools');
  const percent = (value: number) => `${(100 * value) / SKETCH_SIDE}%`;
  const announced = useSettled(t(pen.down ? 'penDownAt' : 'penUpAt', penPosition(pen)));
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
        {announced}
      </span>
    </>
  );
}

/** `text` once it has not changed for a while; the text before until then. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLED_AFTER);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
