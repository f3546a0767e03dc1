// The colours of the ten classes and of incorrect predictions: their contrast with the page, and how far apart they are, also
// for people who do not see red or green.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Color = readonly [number, number, number];

const TOKENS = readFileSync(new URL('../styles/tokens.css', import.meta.url), 'utf8');

/** The token's colour, light or dark, in linear RGB. */
function token(name: string, theme: 'light' | 'dark'): Color {
  const found = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(TOKENS)!;
  const hex = found[theme === 'light' ? 1 : 2]!;
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const dot = (row: Color, [r, g, b]: Color) => row[0] * r + row[1] * g + row[2] * b;
const apply = (rows: readonly [Color, Color, Color], color: Color): Color => [
  dot(rows[0], color),
  dot(rows[1], color),
  dot(rows[2], color),
];

/** Machado, Oliveira and Fernandes 2009, severity 1. */
const VISION = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
} as const;

/** OKLab (Ottosson 2020): distances in it are close to perceived ones. */
function oklab(color: Color): Color {
  const [l, m, s] = apply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    color,
  ).map((value) => Math.cbrt(Math.max(0, value))) as [number, number, number];
  return apply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [l, m, s],
  );
}

const luminance = (color: Color) => dot([0.2126, 0.7152, 0.0722], color);
function contrast(a: Color, b: Color): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const CLASSES = Array.from({ length: 10 }, (_, label) => `class-${label}`);
/** A tenth of the way from black to white: such colours are distinct side by side. */
const LEAST_DISTANCE = 0.1;

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const colors = CLASSES.map((name) => token(name, theme));
  const paper = token('paper', theme);

  it('every class has a contrast of 3:1, and incorrect one of 4.5:1', () => {
    expect(Math.min(...colors.map((color) => contrast(color, paper)))).toBeGreaterThanOrEqual(3);
    expect(contrast(token('incorrect', theme), paper)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(Object.entries(VISION))('any two classes differ with %s', (_, matrix) => {
    const seen = colors.map((color) =>
      oklab(apply(matrix, color).map((v) => Math.min(1, Math.max(0, v))) as [number, number, number]),
    );
    const distances = seen.flatMap((a, i) =>
      seen.slice(0, i).map((b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])),
    );
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(LEAST_DISTANCE);
  });
});
