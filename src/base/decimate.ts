// Reduces a long series to one mean per bucket, so that a chart draws about the same number of points at any length.

export interface Bucket {
  /** Position of the bucket's centre, in items of the series. */
  center: number;
  mean: number;
}

/** At most `limit` buckets of equal length (a power of two, so that a growing series keeps its early buckets). */
export function decimate(series: ArrayLike<number>, limit: number): Bucket[] {
  let size = 1;
  while (Math.ceil(series.length / size) > limit) size *= 2;
  const buckets: Bucket[] = [];
  for (let start = 0; start < series.length; start += size) {
    const end = Math.min(start + size, series.length);
    let sum = 0;
    for (let i = start; i < end; i++) sum += series[i]!;
    buckets.push({ center: (start + end) / 2, mean: sum / (end - start) });
  }
  return buckets;
}
