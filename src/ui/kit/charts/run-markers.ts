// The markers of up to six runs in a plot: paths around (0, 0).

export const RUN_MARKERS = [
  // circle, square, triangle, diamond, triangle upside down, cross
  'M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0',
  'M-3.2 -3.2h6.4v6.4h-6.4z',
  'M0 -4.2L4 3H-4z',
  'M0 -4.6L4.2 0L0 4.6L-4.2 0z',
  'M0 4.2L4 -3H-4z',
  'M-1.3 -4h2.6v2.7h2.7v2.6h-2.7v2.7h-2.6v-2.7h-2.7v-2.6h2.7z',
] as const;

/** So many runs have a look of their own. */
export const MOST_RUNS = RUN_MARKERS.length;
