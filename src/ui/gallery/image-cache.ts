// The test images that the page has requested. Each image is requested once and stored (10,000 take 8 MB). Pages look
// images up by place, so a late answer can't appear on another page.

import type { LabelledImages } from '../../store/answers.ts';

export interface CachedImage {
  /** [28, 28], 0 … 255 */
  pixels: Uint8Array;
  label: number;
}

export interface ImageCache {
  get(place: number): CachedImage | undefined;
  /** Requests those of `places` that are neither stored nor pending. Refused images can be requested again. */
  request(places: readonly number[]): Promise<void>;
  /** Calls `listener` when images have arrived. Returns the function that unsubscribes it. */
  subscribe(listener: () => void): () => void;
  /** Grows with every arrival. */
  version(): number;
}

export function createImageCache(
  fetchImages: (places: number[]) => Promise<LabelledImages | null>,
): ImageCache {
  const images = new Map<number, CachedImage>();
  const pending = new Set<number>();
  const listeners = new Set<() => void>();
  let version = 0;
  return {
    get: (place) => images.get(place),
    async request(places) {
      const missing = places.filter((place) => !images.has(place) && !pending.has(place));
      if (missing.length === 0) return;
      for (const place of missing) pending.add(place);
      const answer = await fetchImages(missing);
      for (const place of missing) pending.delete(place);
      if (!answer) return;
      const size = answer.pixels.length / answer.indices.length;
      for (const [k, place] of answer.indices.entries()) {
        const pixels = answer.pixels.subarray(k * size, (k + 1) * size);
        images.set(place, { pixels, label: answer.labels[k]! });
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
