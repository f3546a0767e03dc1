// Moves the focus to an element when another panel requests it through the store, also before its view is shown.

import { useEffect, type RefObject } from 'react';
import type { FocusTarget } from '../store/state.ts';
import { useApp } from './app-context.tsx';

/** `target` has to be focusable. Its section scrolls into view. */
export function useRequestedFocus(on: FocusTarget, target: RefObject<HTMLElement | null>): void {
  const { store, commands } = useApp();
  useEffect(() => {
    const answer = () => {
      const { requestedFocus } = store.getState();
      const element = target.current;
      if (requestedFocus?.on !== on || requestedFocus.done || !element) return;
      commands.focused();
      element.focus({ preventScroll: true });
      element.closest('section')?.scrollIntoView({ block: 'start' });
    };
    answer();
    return store.subscribe(answer);
  }, [store, commands, on, target]);
}
