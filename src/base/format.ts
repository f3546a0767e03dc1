// Numbers as text with their units, the same in every language.

/** 12345 as "12,345". */
export function formatCount(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A fraction (0 … 1) as "84.11%". Only 1 is "100.00%": nothing below is rounded up to it. */
export function formatPercent(fraction: number, digits = 2): string {
  const text = (fraction * 100).toFixed(digits);
  return `${fraction < 1 && Number(text) === 100 ? (100 - 10 ** -digits).toFixed(digits) : text}%`;
}

/** A change of a fraction in percentage points, always with a sign: "+1.2", "−0.8", "±0.0". */
export function formatPoints(change: number): string {
  const text = Math.abs(change * 100).toFixed(1);
  if (text === '0.0') return `±${text}`;
  return `${change > 0 ? '+' : '−'}${text}`;
}

/** Bytes in decimal units: "640 B", "7.3 kB", "30.9 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 999.5) return `${Math.round(bytes)} B`;
  if (bytes < 999_950) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A file's bytes in binary megabytes (2^20 bytes), rounded up to a tenth: "300 MB", and "4.1 MB" for a byte above 4 MB. */
export function formatMegabytes(bytes: number): string {
  return `${Math.ceil((bytes / 2 ** 20) * 10) / 10} MB`;
}

/** At most three significant digits, as short as possible: "0.001", "0.00333", "1e-7". */
export function formatLearningRate(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** A loss in nats with four decimals, or with an exponent from 10,000 on. */
export function formatLoss(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return Math.abs(value) >= 1e4 ? value.toExponential(2) : value.toFixed(4);
}

/** A rate, or a time in milliseconds, with about three digits: "0.82", "7.41", "24.0", "4,444". */
export function formatShort(value: number): string {
  if (value >= 100) return formatCount(value);
  return value.toFixed(value >= 9.995 ? 1 : 2);
}

export interface DurationParts {
  hours: number;
  minutes: number;
  seconds: number;
}

/** Whole hours, minutes and seconds of `seconds`, rounded to the nearest second. */
export function durationParts(seconds: number): DurationParts {
  const whole = Math.max(0, Math.round(seconds));
  return { hours: Math.floor(whole / 3600), minutes: Math.floor(whole / 60) % 60, seconds: whole % 60 };
}

/** A short time above 0 in seconds, never "0.0": "0.3". */
export function formatTenths(seconds: number): string {
  return Math.max(0.1, seconds).toFixed(1);
}
