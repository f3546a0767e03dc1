// The loss of JPEG compression: the cosine transform of each 8 x 8 block, rounded as coarsely as a quality setting demands.
// Each colour channel is treated as luminance at full resolution.

/** The luminance quantization table of annex K of the JPEG standard, for quality 50. */
const TABLE =
  '16 11 10 16 24 40 51 61 12 12 14 19 26 58 60 55 14 13 16 24 40 57 69 56 14 17 22 29 51 87 80 62 18 22 37 56 68 109 103 77 24 35 55 64 81 104 113 92 49 64 78 87 103 121 120 101 72 92 95 98 112 100 103 99'
    .split(' ')
    .map(Number);

/** [8, 8]: row k is the cosine of frequency k. */
const COSINES = Float64Array.from({ length: 64 }, (_, i) => {
  const [k, x] = [Math.floor(i / 8), i % 8];
  return (k === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * k * Math.PI) / 16);
});

/** Changes `pixels` [side, side, 4] in place. `side` must be a multiple of 8, `quality` is 1 to 100. */
export function degradeAsJpeg(pixels: Uint8ClampedArray, side: number, quality: number): void {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  const table = TABLE.map((step) => Math.max(1, Math.floor((step * scale + 50) / 100)));
  const block = new Float64Array(64);
  for (let channel = 0; channel < 3; channel++) {
    for (let top = 0; top < side; top += 8) {
      for (let left = 0; left < side; left += 8) {
        const at = (i: number) => 4 * ((top + (i >> 3)) * side + left + (i & 7)) + channel;
        for (let i = 0; i < 64; i++) block[i] = pixels[at(i)]! - 128;
        // Each pass transforms the rows and transposes the block, so two passes transform both dimensions.
        const quantized = transformRows(transformRows(block, true), true).map((value, i) => {
          return Math.round(value / table[i]!) * table[i]!;
        });
        const restored = transformRows(transformRows(quantized, false), false);
        for (let i = 0; i < 64; i++) pixels[at(i)] = restored[i]! + 128;
      }
    }
  }
}

/** The cosine transform of a block's rows, or with `forward` false its inverse, transposed. */
function transformRows(block: Float64Array, forward: boolean): Float64Array {
  const result = new Float64Array(64);
  for (let row = 0; row < 8; row++) {
    for (let k = 0; k < 8; k++) {
      let sum = 0;
      for (let x = 0; x < 8; x++) sum += block[8 * row + x]! * COSINES[forward ? 8 * k + x : 8 * x + k]!;
      result[8 * k + row] = sum;
    }
  }
  return result;
}
