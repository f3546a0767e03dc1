// Whether the window is as narrow as a phone's: below the first breakpoint of tokens.css.

import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(width < 700px)');

function subscribe(listener: () => void): () => void {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches);
}
