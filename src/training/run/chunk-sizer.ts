// How fast work goes and how much of it fits one piece, so that pieces stay short enough for Pause to act at once.

const REMEMBERED = 9;
const GROWTH = 4;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

export class ChunkSizer {
  /** Items of the largest piece that may come next. */
  #most: number;
  readonly #recent: number[] = [];

  /** `first`: items of the first piece. */
  constructor(first: number) {
    this.#most = first;
  }

  /** Items of a next piece that should take so many milliseconds. */
  fitting(milliseconds: number): number {
    const items = Math.floor(milliseconds / Math.max(this.millisecondsPerItem ?? 0, 1e-3));
    return Math.max(1, Math.min(items, this.#most));
  }

  /** Median milliseconds an item over the recent pieces; null before the first. */
  get millisecondsPerItem(): number | null {
    return this.#recent.length === 0 ? null : median(this.#recent);
  }

  record(items: number, milliseconds: number): void {
    this.#recent.push(milliseconds / items);
    if (this.#recent.length > REMEMBERED) this.#recent.shift();
    this.#most = Math.max(this.#most, items * GROWTH);
  }
}
