// Test pictures that the page has already asked for. A picture is asked for once and kept (all 10,000 are 8 MB);
// pages look pictures up by place, so an answer that comes late can't land on another page.

import type { LabelledImages } from '../../store/answers.ts';

export interface CachedImage {
  /** [28, 28], 0 … 255 */
  pixels: Uint8Array;
  label: number;
}

export interface ImageCache {
  get(place: number): CachedImage | undefined;
  /** Asks for those of `places` that are neither here nor on their way; what is refused can be asked for again. */
  request(places: readonly number[]): Promise<void>;
  /** Calls `listener` after pictures have arrived; returns what ends it. */
  subscribe(listener: () => void): () => void;
  /** Grows with every arrival. */
  version(): number;
}

export function createImageCache(
  fetchPictures: (places: number[]) => Promise<LabelledImages | null>,
): ImageCache {
  const pictures = new Map<number, CachedImage>();
  const underway = new Set<number>();
  const listeners = new Set<() => void>();
  let version = 0;
  return {
    get: (place) => pictures.get(place),
    async request(places) {
      const missing = places.filter((place) => !pictures.has(place) && !underway.has(place));
      if (missing.length === 0) return;
      for (const place of missing) underway.add(place);
      const answer = await fetchPictures(missing);
      for (const place of missing) underway.delete(place);
      if (!answer) return;
      const size = answer.pixels.length / answer.indices.length;
      for (const [k, place] of answer.indices.entries()) {
        const pixels = answer.pixels.subarray(k * size, (k + 1) * size);
        pictures.set(place, { pixels, label: answer.labels[k]! });
      }
      version++;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}
