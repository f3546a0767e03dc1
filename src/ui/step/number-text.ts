// Numbers of an equation as text, the same in every language.

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** With so many significant digits, as −0.0123 or 4.56×10⁻⁶. */
export function numberText(value: number, digits = 3): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1e-3 && size < 1e4) {
    return minus(value.toFixed(Math.max(0, digits - 1 - Math.floor(Math.log10(size)))));
  }
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  return `${minus(mantissa!)}×10${superscript(Number(exponent))}`;
}

/** A setting such as a learning rate: up to four significant digits, without zeros at its end. */
export function settingText(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && size < 1e-4) {
    const [digits, exponent] = value.toExponential(3).split('e');
    const mantissa = Number(digits);
    return `${mantissa === 1 ? '' : `${mantissa}×`}10${superscript(Number(exponent))}`;
  }
  return minus(String(Number(value.toPrecision(4))));
}

/** Decimals with which `change` is visible: at least four, at most nine. */
export function decimalsFor(change: number): number {
  const size = Math.abs(change);
  if (size === 0) return 4;
  return Math.min(9, Math.max(4, 1 - Math.floor(Math.log10(size))));
}

export function fixedText(value: number, decimals: number): string {
  return minus(value.toFixed(decimals));
}

/** In brackets where it is negative, to stand behind an operator. */
export function operand(text: string): string {
  return text.startsWith('−') ? `(${text})` : text;
}

/** With a real minus sign; a zero has none. */
function minus(text: string): string {
  return /^-[0.]*$/.test(text) ? text.slice(1) : text.replace('-', '−');
}

function superscript(exponent: number): string {
  return String(exponent)
    .split('')
    .map((digit) => (digit === '-' ? '⁻' : SUPERSCRIPTS[Number(digit)]!))
    .join('');
}
