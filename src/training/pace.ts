// How fast work goes and how much of it fits one piece, so that pieces stay short enough for Pause to act at once.

const REMEMBERED = 9;
const GROWTH = 4;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

export class Pace {
  /** Items of the next piece. */
  size: number;
  readonly #target: number;
  readonly #recent: number[] = [];

  /** `target`: milliseconds that a piece should take; `size`: items of the first piece. */
  constructor(target: number, size: number) {
    this.#target = target;
    this.size = size;
  }

  /** Median milliseconds an item over the recent pieces; null before the first. */
  get millisecondsPerItem(): number | null {
    return this.#recent.length === 0 ? null : median(this.#recent);
  }

  record(items: number, milliseconds: number): void {
    this.#recent.push(milliseconds / items);
    if (this.#recent.length > REMEMBERED) this.#recent.shift();
    const fitting = Math.floor(this.#target / Math.max(this.millisecondsPerItem!, 1e-3));
    this.size = Math.max(1, Math.min(fitting, this.size * GROWTH));
  }
}
