// An append-only Float32 buffer that doubles its capacity, for the per-step history of a run.

export class GrowableFloat32 {
  #values = new Float32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(values: ArrayLike<number>): void {
    const needed = this.#length + values.length;
    if (needed > this.#values.length) {
      const larger = new Float32Array(Math.max(needed, this.#values.length * 2));
      larger.set(this.view());
      this.#values = larger;
    }
    this.#values.set(values, this.#length);
    this.#length = needed;
  }

  /** The values so far, not copied; outdated after the next `append`. */
  view(): Float32Array {
    return this.#values.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }
}
