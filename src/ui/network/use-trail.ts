// The values that were opened, from the first to the one that is shown.

import { useCallback, useRef, useState, type RefObject } from 'react';
import type { ValueRef } from '../../explain/value.ts';
import type { Opening } from './calculation/open.ts';

interface TrailState {
  steps: readonly ValueRef[];
  /** A new object for each opening. */
  opening: Opening;
}

interface Trail extends TrailState {
  /** Opens a value of the drawing. */
  start: (ref: ValueRef, byKeyboard: boolean) => void;
  /** Opens an operand. */
  push: (ref: ValueRef) => void;
  /** Opens a value in place of the one that is shown. */
  move: (ref: ValueRef) => void;
  back: (place: number) => void;
  /** Closes the calculation; the focus returns to where it was opened. */
  close: () => void;
}

const NONE: TrailState = { steps: [], opening: { takesFocus: false } };

export function useTrail(panel: RefObject<HTMLElement | null>): Trail {
  const [trail, setTrail] = useState(NONE);
  const origin = useRef<Element | null>(null);
  const start = useCallback((ref: ValueRef, byKeyboard: boolean) => {
    origin.current = document.activeElement;
    setTrail({ steps: [ref], opening: { takesFocus: byKeyboard } });
  }, []);
  // What was pressed for these is replaced, so the focus has to move.
  const push = useCallback(
    (ref: ValueRef) => setTrail(({ steps }) => ({ steps: [...steps, ref], opening: { takesFocus: true } })),
    [],
  );
  const move = useCallback(
    (ref: ValueRef) => setTrail(({ steps, opening }) => ({ steps: [...steps.slice(0, -1), ref], opening })),
    [],
  );
  const back = useCallback(
    (place: number) =>
      setTrail(({ steps }) => ({ steps: steps.slice(0, place + 1), opening: { takesFocus: true } })),
    [],
  );
  const close = useCallback(() => {
    setTrail(NONE);
    const { current } = origin;
    if (current instanceof HTMLElement && panel.current?.contains(current)) current.focus();
    // It was opened from another panel.
    else panel.current?.focus({ preventScroll: true });
  }, [panel]);
  return { ...trail, start, push, move, back, close };
}
