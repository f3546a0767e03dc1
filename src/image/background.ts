// Estimates the colour of a photo's background at every pixel: a quadratic polynomial in x and y for each channel, fitted to
// the photo's border. The polynomial follows the gradual changes of light on a wall.

/** Terms of a polynomial: 1, x, y, x², xy, y². */
const TERMS = 6;
/** Width of the border, as a fraction of the shorter side. */
const BORDER = 0.04;
/** Number of border pixels that the fit uses, evenly spaced. */
const SAMPLES = 3000;
/** Number of fits. Each leaves out the pixels that the fit before did not explain: a sleeve may reach the border. */
const ROUNDS = 6;
/** Lower bound of the spread, in grey levels: the noise of an even wall. */
const LEAST_SPREAD = 2;

export interface Background {
  /** [height, width, 3]: the background's colour at every pixel. */
  colours: Float32Array;
  /** Standard deviation of the border pixels from these colours, in grey levels. */
  spread: number;
  /** Fraction of the border pixels that belong to the background. */
  fraction: number;
}

/** `pixels` [height, width, 4] are RGBA and opaque. */
export function estimateBackground(pixels: Uint8ClampedArray, width: number, height: number): Background {
  const border = borderPixels(width, height);
  const terms = (x: number, y: number) => {
    const [u, v] = [(2 * x) / width - 1, (2 * y) / height - 1];
    return [1, u, v, u * u, u * v, v * v];
  };
  const rows = border.map((p) => terms(p % width, Math.floor(p / width)));
  let inliers = border.map((_, i) => i);
  let polynomials: number[][] = [];
  let distances: number[] = [];
  let spread = LEAST_SPREAD;
  for (let round = 0; round < ROUNDS; round++) {
    polynomials = [0, 1, 2].map((channel) =>
      leastSquares(
        inliers.map((i) => rows[i]!),
        inliers.map((i) => pixels[4 * border[i]! + channel]!),
      ),
    );
    distances = border.map((p, i) =>
      Math.hypot(
        ...polynomials.map((polynomial, channel) => pixels[4 * p + channel]! - dot(polynomial, rows[i]!)),
      ),
    );
    // At least half of the border should be background. For a normal distribution in three dimensions, the median distance
    // is 1.54 standard deviations.
    spread = Math.max(LEAST_SPREAD, distances.toSorted((a, b) => a - b)[border.length >> 1]! / 1.54);
    const limit = 3.5 * spread;
    inliers = border.map((_, i) => i).filter((i) => distances[i]! <= limit);
  }
  const colours = new Float32Array(3 * width * height);
  for (let i = 0; i < width * height; i++) {
    const row = terms(i % width, Math.floor(i / width));
    for (let channel = 0; channel < 3; channel++) colours[3 * i + channel] = dot(polynomials[channel]!, row);
  }
  return { colours, spread, fraction: inliers.length / border.length };
}

/** Indices of at most SAMPLES pixels of the border, evenly spaced. */
function borderPixels(width: number, height: number): number[] {
  const depth = Math.max(2, Math.round(BORDER * Math.min(width, height)));
  const all: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inner = x >= depth && x < width - depth && y >= depth && y < height - depth;
      if (!inner) all.push(y * width + x);
    }
  }
  const step = Math.max(1, all.length / SAMPLES);
  return Array.from({ length: Math.floor(all.length / step) }, (_, k) => all[Math.floor(k * step)]!);
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

/**
 * The coefficients [TERMS] that minimise the squared error of `rows` [n, TERMS] times them against `values` [n]: the normal
 * equations, solved by Gaussian elimination.
 */
function leastSquares(rows: readonly (readonly number[])[], values: readonly number[]): number[] {
  const table = Array.from({ length: TERMS }, () => new Float64Array(TERMS + 1));
  for (const [i, row] of rows.entries()) {
    for (let a = 0; a < TERMS; a++) {
      for (let b = 0; b < TERMS; b++) table[a]![b]! += row[a]! * row[b]!;
      table[a]![TERMS]! += row[a]! * values[i]!;
    }
  }
  // A small ridge: a term that the border cannot determine becomes zero.
  for (let a = 0; a < TERMS; a++) table[a]![a]! += 1e-6 * (rows.length + 1);
  for (let a = 0; a < TERMS; a++) {
    for (let b = a + 1; b < TERMS; b++) {
      const factor = table[b]![a]! / table[a]![a]!;
      for (let k = a; k <= TERMS; k++) table[b]![k]! -= factor * table[a]![k]!;
    }
  }
  const solution: number[] = Array.from({ length: TERMS }, () => 0);
  for (let a = TERMS - 1; a >= 0; a--) {
    const rest = solution.reduce((sum, value, k) => (k > a ? sum + value * table[a]![k]! : sum), 0);
    solution[a] = (table[a]![TERMS]! - rest) / table[a]![a]!;
  }
  return solution;
}
