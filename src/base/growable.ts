// An append-only Float32 buffer that doubles its room: a run's per-step history without one object per point.

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

  /** The values so far, without a copy; stale after the next `append`. */
  view(): Float32Array {
    return this.#values.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }
}
