// A value of a unit or a weight as text with two to four significant digits, the same in every language.

export function valueText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e4 || (size > 0 && size < 5e-4)) return value.toExponential(1).replace('-', '−');
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return value.toFixed(digits).replace('-', '−');
}
