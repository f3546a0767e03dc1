// How far apart two computations of the same thing may be, each with its reason: the only place where tests of engines
// get such numbers from. How an error is measured is in measure.ts.

export interface Tolerance {
  value: number;
  reason: string;
}

/** The reference in double precision against PyTorch in double precision: every tensor. */
export const DOUBLE_PRECISION: Tolerance = {
  value: 1e-9,
  reason: 'only the order of sums differs; ten steps and Adam on tiny gradients amplify roundings of 1e-16',
};

/** The reference's gradients against central differences of its loss, both in double precision. */
export const FINITE_DIFFERENCES: Tolerance = {
  value: 1e-7,
  reason: 'the difference of two losses near 2.3 cancels ten of their sixteen digits',
};

/** Any engine, in single precision, against PyTorch in double precision. */
export const SINGLE_PRECISION = {
  probabilities: {
    value: 1e-5,
    reason:
      'five layers of sums of at most 800 products, each rounded to 6e-8; exponentials good to a few units',
  },
  activations: {
    value: 1e-5,
    reason: 'as the probabilities; of each layer, relative to its largest value',
  },
  loss: {
    value: 1e-5,
    reason: 'as the probabilities; after ten steps also what the parameters have drifted',
  },
  gradient: {
    value: 2e-5,
    reason:
      'sums over a batch and up to 784 positions, in an order of the engine, of terms that partly cancel',
  },
  changeAfterOne: {
    value: 1e-2,
    reason:
      'Adam divides a gradient by its own size: of the smallest gradients it shows the rounding in full',
  },
  changeAfterAll: {
    value: 2e-3,
    reason: 'as after one step; the gradients of later steps are larger than their roundings',
  },
  exact: { value: 0, reason: 'counts and copies have no rounding' },
} as const satisfies Record<string, Tolerance>;

export type Tolerances = Record<keyof typeof SINGLE_PRECISION, Tolerance>;
