// The background of a photograph as a smooth surface: what colour it would have at every pixel, from what lies along the
// border. A wall is never lit evenly, and a slope or a darker corner is still the same wall.

/** Terms of the surface: 1, x, y, x², xy, y². */
const TERMS = 6;
/** Share of the shorter side that counts as border. */
const BORDER = 0.04;
/** Of the border's pixels so many are looked at, evenly. */
const SAMPLES = 3000;
/** Fits without what didn't fit the time before: a sleeve may reach the border. */
const ROUNDS = 6;
/** Grey levels that a background differs from itself by without being rough. */
const LEAST_SPREAD = 2;

export interface Background {
  /** [height, width, 3]: the background's colour at every pixel. */
  colours: Float32Array;
  /** How far border pixels lie from it, as a standard deviation, in grey levels. */
  spread: number;
  /** Share of the border that lies on it. */
  share: number;
}

/** `pixels` [height, width, 4], opaque. */
export function estimateBackground(pixels: Uint8ClampedArray, width: number, height: number): Background {
  const border = borderPixels(width, height);
  const terms = (x: number, y: number) => {
    const [u, v] = [(2 * x) / width - 1, (2 * y) / height - 1];
    return [1, u, v, u * u, u * v, v * v];
  };
  const rows = border.map((p) => terms(p % width, Math.floor(p / width)));
  let kept = border.map((_, i) => i);
  let planes: number[][] = [];
  let distances: number[] = [];
  let spread = LEAST_SPREAD;
  for (let round = 0; round < ROUNDS; round++) {
    planes = [0, 1, 2].map((channel) =>
      leastSquares(
        kept.map((i) => rows[i]!),
        kept.map((i) => pixels[4 * border[i]! + channel]!),
      ),
    );
    distances = border.map((p, i) =>
      Math.hypot(...planes.map((plane, channel) => pixels[4 * p + channel]! - dot(plane, rows[i]!))),
    );
    // Half of the border is taken for background; of a normal spread in three colours half lies within 1.54.
    spread = Math.max(LEAST_SPREAD, distances.toSorted((a, b) => a - b)[border.length >> 1]! / 1.54);
    const limit = 3.5 * spread;
    kept = border.map((_, i) => i).filter((i) => distances[i]! <= limit);
  }
  const colours = new Float32Array(3 * width * height);
  for (let i = 0; i < width * height; i++) {
    const row = terms(i % width, Math.floor(i / width));
    for (let channel = 0; channel < 3; channel++) colours[3 * i + channel] = dot(planes[channel]!, row);
  }
  return { colours, spread, share: kept.length / border.length };
}

function borderPixels(width: number, height: number): number[] {
  const deep = Math.max(2, Math.round(BORDER * Math.min(width, height)));
  const found: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inner = x >= deep && x < width - deep && y >= deep && y < height - deep;
      if (!inner) found.push(y * width + x);
    }
  }
  const step = Math.max(1, found.length / SAMPLES);
  return Array.from({ length: Math.floor(found.length / step) }, (_, k) => found[Math.floor(k * step)]!);
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

/** The coefficients that take `rows` nearest to `values`: the normal equations, by elimination. */
function leastSquares(rows: readonly (readonly number[])[], values: readonly number[]): number[] {
  const table = Array.from({ length: TERMS }, () => new Float64Array(TERMS + 1));
  for (const [i, row] of rows.entries()) {
    for (let a = 0; a < TERMS; a++) {
      for (let b = 0; b < TERMS; b++) table[a]![b]! += row[a]! * row[b]!;
      table[a]![TERMS]! += row[a]! * values[i]!;
    }
  }
  // A little of nothing, so that a border too thin for a term leaves that term out.
  for (let a = 0; a < TERMS; a++) table[a]![a]! += 1e-6 * (rows.length + 1);
  for (let a = 0; a < TERMS; a++) {
    for (let b = a + 1; b < TERMS; b++) {
      const factor = table[b]![a]! / table[a]![a]!;
      for (let k = a; k <= TERMS; k++) table[b]![k]! -= factor * table[a]![k]!;
    }
  }
  const found: number[] = Array.from({ length: TERMS }, () => 0);
  for (let a = TERMS - 1; a >= 0; a--) {
    const rest = found.reduce((sum, value, k) => (k > a ? sum + value * table[a]![k]! : sum), 0);
    found[a] = (table[a]![TERMS]! - rest) / table[a]![a]!;
  }
  return found;
}
