// Values in rows, to be drawn or listed.

/** Values row by row. The last row of a dense layer may be incomplete. */
export interface Grid {
  columns: number;
  rows: number;
  values: Float32Array;
}
