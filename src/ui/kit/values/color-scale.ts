// Values as colours. Dark is zero or the smallest value, and lightness grows with the distance from it. Orange is above zero
// and blue below: people with any colour vision can distinguish them. The colours are the same in both themes.

export interface ColorScale {
  low: number;
  high: number;
  /** There are values on both sides of zero, so zero is dark. Otherwise the smallest value is. */
  signed: boolean;
}

type Rgb = readonly [red: number, green: number, blue: number];

const DARK: Rgb = [14, 16, 18];
const WARM: readonly Rgb[] = [DARK, [190, 88, 12], [255, 226, 168]];
const COLD: readonly Rgb[] = [DARK, [28, 104, 186], [188, 226, 255]];

/** One scale for all `values`, so that they can be compared. */
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

/** An opaque colour as one word with red in the lowest byte, as in ImageData on a little-endian machine. */
export function colorOf(value: number, { low, high, signed }: ColorScale): number {
  const fraction = signed ? value / (high || 1) : (value - low) / (high - low || 1);
  const ramp = fraction < 0 ? COLD : WARM;
  const position = Math.min(1, Math.abs(fraction)) * 2;
  const from = ramp[Math.min(1, Math.floor(position))]!;
  const to = ramp[Math.min(2, Math.floor(position) + 1)]!;
  const rest = position - Math.min(1, Math.floor(position));
  const channel = (c: 0 | 1 | 2) => Math.round(from[c] + (to[c] - from[c]) * rest);
  return (0xff000000 | (channel(2) << 16) | (channel(1) << 8) | channel(0)) >>> 0;
}

/** Colours of a table for each side of zero. */
const SHADES = 255;
const TABLES = new Map<boolean, Uint32Array>();

/** The colours of `colorOf` in 511 (signed) or 256 steps from the low end, for drawing many values. */
export function colorTable(signed: boolean): Uint32Array {
  let table = TABLES.get(signed);
  if (!table) {
    const scale = signed ? { low: -SHADES, high: SHADES, signed } : { low: 0, high: SHADES, signed };
    table = Uint32Array.from({ length: scale.high - scale.low + 1 }, (_, i) => colorOf(scale.low + i, scale));
    TABLES.set(signed, table);
  }
  return table;
}

/** Where a finite value is in the table of its scale. */
export function tableIndex(value: number, { low, high, signed }: ColorScale): number {
  const steps = signed ? 2 * SHADES : SHADES;
  const index = Math.round(((value - low) / (high - low || 1)) * steps);
  return Math.min(steps, Math.max(0, index));
}

/** A colour word of `colorOf` for CSS, and black or white, whichever is easier to read on it. */
export function cssColors(word: number): { background: string; text: string } {
  const [red, green, blue] = [word & 255, (word >> 8) & 255, (word >> 16) & 255] as const;
  const linear = (channel: number) => (channel / 255) ** 2.2;
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return { background: `rgb(${red} ${green} ${blue})`, text: luminance > 0.179 ? '#000' : '#fff' };
}
