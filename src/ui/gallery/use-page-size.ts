// The number of images on a gallery page: full rows of the columns in gallery.css.

import { useSyncExternalStore } from 'react';

const SIZES = [
  { query: matchMedia('(width < 700px)'), images: 12 },
  // Two rows of eight, which a low window shows whole.
  { query: matchMedia('(width >= 1240px) and (height < 860px)'), images: 16 },
] as const;
const OTHERWISE = 24;

function subscribe(listener: () => void): () => void {
  for (const { query } of SIZES) query.addEventListener('change', listener);
  return () => {
    for (const { query } of SIZES) query.removeEventListener('change', listener);
  };
}

export function usePageSize(): number {
  return useSyncExternalStore(subscribe, () => SIZES.find(({ query }) => query.matches)?.images ?? OTHERWISE);
}
