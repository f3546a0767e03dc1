// Values into colours: dark is zero or the least; light is far from it. Orange above zero, blue below: two hues that people
// with any colour vision tell apart, and lightness says how much. The same in both themes, like the pictures' black ground.

export interface ColorScale {
  low: number;
  high: number;
  /** With values on both sides of zero, which is dark then; otherwise the least value is. */
  signed: boolean;
}

type Rgb = readonly [red: number, green: number, blue: number];

const DARK: Rgb = [14, 16, 18];
const WARM: readonly Rgb[] = [DARK, [190, 88, 12], [255, 226, 168]];
const COLD: readonly Rgb[] = [DARK, [28, 104, 186], [188, 226, 255]];

/** One scale for everything in `values`, so that its parts can be compared. */
export function scaleOf(values: ArrayLike<number>): ColorScale {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]!);
    high = Math.max(high, values[i]!);
  }
  if (!(low < 0)) return { low, high, signed: false };
  const reach = Math.max(-low, high);
  return { low: -reach, high: reach, signed: true };
}

/** An opaque colour as one word: red in the lowest byte, as an ImageData has it on every browser's machine. */
export function colorOf(value: number, { low, high, signed }: ColorScale): number {
  const share = signed ? value / (high || 1) : (value - low) / (high - low || 1);
  const ramp = share < 0 ? COLD : WARM;
  const place = Math.min(1, Math.abs(share)) * 2;
  const from = ramp[Math.min(1, Math.floor(place))]!;
  const to = ramp[Math.min(2, Math.floor(place) + 1)]!;
  const rest = place - Math.min(1, Math.floor(place));
  const channel = (c: 0 | 1 | 2) => Math.round(from[c] + (to[c] - from[c]) * rest);
  return (0xff000000 | (channel(2) << 16) | (channel(1) << 8) | channel(0)) >>> 0;
}
