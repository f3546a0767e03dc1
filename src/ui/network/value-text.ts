// Values of units and weights as text, the same in every language.

/** With two to four significant digits. */
export function valueText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e4 || (size > 0 && size < 5e-4)) return withMinus(value.toExponential(1));
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return withMinus(value.toFixed(digits));
}

/** With three digits after the point where they suffice, so that columns of numbers are aligned. */
export function cellText(value: number): string {
  const size = Math.abs(value);
  return size < 1 ? withMinus(value.toFixed(3)) : valueText(value);
}

/** With four digits after the point, or an exponent for what they can't show. */
export function exactText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e4 || (size > 0 && size < 1e-3)) return withMinus(value.toExponential(3));
  return withMinus(value.toFixed(4));
}

function withMinus(text: string): string {
  // A value that rounds to zero has no sign.
  return (/^-0\.?0*$/.test(text) ? text.slice(1) : text).replaceAll('-', '−');
}
