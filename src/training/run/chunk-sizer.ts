// Measures how fast work goes, and says how many items of it fit a time slice.

import { median } from '../../base/median.ts';

const RECENT_CHUNKS = 9;
const GROWTH = 4;

export class ChunkSizer {
  /** Items of the largest chunk that may come next. */
  #most: number;
  /** Milliseconds per item of each recent chunk. */
  readonly #recent: number[] = [];

  /** `first`: items of the first chunk. */
  constructor(first: number) {
    this.#most = first;
  }

  /** Items of a next chunk that should take this many milliseconds. */
  fitting(milliseconds: number): number {
    const items = Math.floor(milliseconds / Math.max(this.millisecondsPerItem ?? 0, 1e-3));
    return Math.max(1, Math.min(items, this.#most));
  }

  /** Median of the recent chunks; null before the first. */
  get millisecondsPerItem(): number | null {
    return this.#recent.length === 0 ? null : median(this.#recent);
  }

  /** Takes the measurement of a chunk. */
  record(items: number, milliseconds: number): void {
    this.#recent.push(milliseconds / items);
    if (this.#recent.length > RECENT_CHUNKS) this.#recent.shift();
    this.#most = Math.max(this.#most, items * GROWTH);
  }
}
