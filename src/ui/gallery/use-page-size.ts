// The number of images on a gallery page: full rows of the columns in gallery.css.

import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(width < 700px)');
const IMAGES = { narrow: 12, wide: 24 } as const;

function subscribe(listener: () => void): () => void {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

/** 12 on a phone, else 24. */
export function usePageSize(): number {
  return useSyncExternalStore(subscribe, () => (narrow.matches ? IMAGES.narrow : IMAGES.wide));
}
