import { describe, expect, test } from 'vitest';
import { colorOf, scaleOf } from './color-scale.ts';

/** Relative luminance as defined by WCAG. */
function luminance(word: number): number {
  const linear = (byte: number) => {
    const value = byte / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return (
    0.2126 * linear(word & 255) + 0.7152 * linear((word >> 8) & 255) + 0.0722 * linear((word >> 16) & 255)
  );
}
const red = (word: number) => word & 255;
const blue = (word: number) => (word >> 16) & 255;

describe('the scale', () => {
  test('is symmetric where values have both signs', () => {
    expect(scaleOf([-0.5, 2])).toEqual({ low: -2, high: 2, signed: true });
  });

  test('goes from the smallest to the largest value otherwise', () => {
    expect(scaleOf([0.4, 0.6, 0.5])).toEqual({ low: 0.4, high: 0.6, signed: false });
  });
});

describe('the colours', () => {
  const scale = scaleOf([-1, 1]);
  const steps = Array.from({ length: 21 }, (_, i) => i / 20);

  test('grow lighter away from zero, on both sides', () => {
    for (const sign of [1, -1]) {
      const found = steps.map((step) => luminance(colorOf(sign * step, scale)));
      expect(found).toEqual(found.toSorted((a, b) => a - b));
      expect(found.at(-1)! / (found[0]! + 0.001)).toBeGreaterThan(40);
    }
  });

  test('show the sign by hue: warm above zero, cold below', () => {
    for (const step of steps.slice(4)) {
      expect(red(colorOf(step, scale))).toBeGreaterThan(blue(colorOf(step, scale)));
      expect(blue(colorOf(-step, scale))).toBeGreaterThan(red(colorOf(-step, scale)));
    }
  });

  test('are dark for a layer that is zero everywhere, and opaque always', () => {
    expect(colorOf(0, scaleOf([0, 0]))).toBe(colorOf(0, scale));
    expect(colorOf(0.3, scale) >>> 24).toBe(255);
  });
});
