// How many pictures a gallery page holds on this screen: full rows of the columns that gallery.css lays out.

import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(width < 700px)');
const PICTURES = { narrow: 12, wide: 24 } as const;

function subscribe(listener: () => void): () => void {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

/** 12 on a phone, else 24. */
export function usePageSize(): number {
  return useSyncExternalStore(subscribe, () => (narrow.matches ? PICTURES.narrow : PICTURES.wide));
}
