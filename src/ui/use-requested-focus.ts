// Moves the focus to an element when another panel requests it through the store.

import { useEffect, type RefObject } from 'react';
import type { FocusTarget } from '../store/state.ts';
import { useApp } from './app-context.tsx';

/** `target` has to be focusable. Its section scrolls into view. */
export function useRequestedFocus(on: FocusTarget, target: RefObject<HTMLElement | null>): void {
  const { store } = useApp();
  useEffect(
    () =>
      store.subscribe(({ requestedFocus }, before) => {
        if (requestedFocus === before.requestedFocus || requestedFocus?.on !== on) return;
        target.current?.focus({ preventScroll: true });
        target.current?.closest('section')?.scrollIntoView({ block: 'start' });
      }),
    [store, on, target],
  );
}
