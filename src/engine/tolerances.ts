// The largest allowed differences between two computations of the same values, each with its reason, for all tests of
// engines and for the self-check. testing/measure.ts defines the relative error.

export interface Tolerance {
  value: number;
  reason: string;
}

/** The reference in double precision against PyTorch in double precision: every tensor. */
export const DOUBLE_PRECISION: Tolerance = {
  value: 1e-9,
  reason:
    'only the order of sums differs; ten steps and Adam on tiny gradients amplify rounding errors of 1e-16',
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
    reason: 'like the probabilities; for each layer relative to its largest value',
  },
  loss: {
    value: 1e-5,
    reason: 'like the probabilities; after ten steps also the drift of the parameters',
  },
  gradient: {
    value: 2e-5,
    reason: 'sums over a batch and up to 784 positions, in the engine’s order, of terms that partly cancel',
  },
  changeAfterOne: {
    value: 1e-2,
    reason: 'Adam divides a gradient by its size, so the smallest gradients show their full rounding error',
  },
  changeAfterAll: {
    value: 2e-3,
    reason: 'like after one step, but the gradients of later steps are larger than their rounding errors',
  },
  exact: { value: 0, reason: 'counts and copies have no rounding' },
} as const satisfies Record<string, Tolerance>;

export type Tolerances = Record<keyof typeof SINGLE_PRECISION, Tolerance>;

/** An engine's value against the sum of its parts in double precision, from the engine's own inputs (explain/). */
export const RE_ADDED = {
  value: { value: 1e-5, reason: 'relative, like the activations' },
  floor: {
    value: 2e-6,
    reason:
      'relative to the sum of the absolute terms, for sums that cancel: up to 800 additions, each rounded to 6e-8 of it, whose errors grow like the root of their number',
  },
} as const satisfies Record<string, Tolerance>;

/** The self-check: an engine on this machine against the reference, both in single precision. */
export const SELF_CHECK = {
  loss: {
    value: 1e-4,
    reason: 'relative; ten times the tolerance of the tests, for GPUs that no test has seen',
  },
  change: {
    value: 1e-2,
    reason:
      'root mean square of the difference over that of the change: single precision gives 1e-3, one wrong term 0.1',
  },
  probabilities: {
    value: 1e-3,
    reason: 'absolute, after two steps of Adam from parameters that differ by `change`',
  },
} as const satisfies Record<string, Tolerance>;

/** A parameter's new value, added up from the parts of its update (explain/), against the one that was computed. */
export const ADDED_UP = {
  reference: {
    value: 1e-5,
    reason:
      'relative to the value; both sides are in double precision, but a value near zero is the difference of larger ones',
  },
  engine: {
    value: 1e-5,
    reason: 'relative to the value; the engine rounds the value to 6e-8, and its update as below',
  },
  nearZero: {
    value: 1e-3,
    reason:
      'relative to the update, where the value is near zero: an engine’s gradient has an error of 2e-5 of its tensor’s largest, and Adam divides even the smallest gradients to full steps',
  },
} as const satisfies Record<string, Tolerance>;

/** The wasm kernels' functions, in units of the last place of single precision. */
export const WASM_MATH = {
  exponential: { value: 1, reason: 'range reduction and a polynomial, each rounded' },
  sigmoid: { value: 2.5, reason: 'the exponential, a sum and a division' },
  tanh: {
    value: 1.5,
    reason: 'a polynomial near zero; elsewhere the exponential, whose error the division shrinks',
  },
} as const satisfies Record<string, Tolerance>;

/** The wasm kernels' logarithm in double precision, relative to the larger of 1 and its value. */
export const WASM_LOGARITHM: Tolerance = { value: 4e-16, reason: 'two roundings of double precision' };
