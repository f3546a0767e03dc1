// Photographs made of the dataset's pictures: un-negated, smoothly enlarged, and laid before backgrounds. They have a
// photograph's light, size and noise, and no more detail than the 28x28 pixels they come from.

import type { Random } from '../../src/base/random.ts';
import { IMAGE_SIDE } from '../../src/contract/model.ts';
import { PHOTO_SIDE } from '../../src/contract/photo.ts';
import { scaled } from '../../src/image/scale.ts';
import { roughenAsJpeg } from './jpeg-like.ts';

const SCENE_SIDE = 480;

interface Scene {
  words: string;
  /** Grey of the background; `cloth` is the garment's mean grey. */
  wall: (random: Random, cloth: number) => number;
  /** How much colour wall and garment may have, in grey levels. */
  tint?: number;
  /** Share of the light that is lost from one side to the other, and again into the corners. */
  shade?: number;
  /** How much darker the background is beside and below the garment, as a share. */
  shadow?: number;
  /** Standard deviation of the grain. */
  grain?: number;
  /** Of a JPEG. */
  quality?: number;
}

const paper = (random: Random) => 205 + random.below(40);
const near = (random: Random, cloth: number) => {
  const step = 8 + random.below(23);
  return Math.min(255, Math.max(10, cloth + (random.below(2) === 0 ? step : -step)));
};

export const SCENES = {
  white: { words: 'pure white', wall: () => 255 },
  plain: { words: 'plain, light grey', wall: paper },
  tinted: { words: 'tinted, garment tinted too', wall: (random) => 170 + random.below(60), tint: 35 },
  shaded: { words: 'light grey, a quarter of the light lost across', wall: paper, shade: 0.25 },
  shadow: { words: 'light grey, a soft shadow beside the garment', wall: paper, shadow: 0.25 },
  noisy: { words: 'light grey, grain of 6 levels', wall: paper, grain: 6 },
  jpeg: { words: 'light grey, as a JPEG of quality 40', wall: paper, quality: 40 },
  middle: { words: 'plain, middle grey', wall: (random) => 110 + random.below(40) },
  dark: { words: 'plain, dark', wall: (random) => 20 + random.below(40) },
  close: { words: 'plain, 8 to 30 levels from the garment’s mean', wall: near },
  closeNoisy: {
    words: 'the same, shaded, grain of 4 levels',
    wall: near,
    shade: 0.15,
    grain: 4,
  },
  all: {
    words: 'tinted, shaded, shadow, grain and JPEG at once',
    wall: (random) => 180 + random.below(55),
    tint: 20,
    shade: 0.15,
    shadow: 0.15,
    grain: 3,
    quality: 60,
  },
} as const satisfies Record<string, Scene>;
export type SceneName = keyof typeof SCENES;

/** [480, 480, 4], opaque, of `picture` [28, 28]. */
export function photographed(picture: Uint8Array, name: SceneName, random: Random): Uint8ClampedArray {
  const scene: Scene = SCENES[name];
  const { tint = 0, shade = 0, shadow = 0, grain = 0, quality } = scene;
  const coverage = silhouette(picture);
  const values = extended(picture, coverage);
  const grey = scene.wall(random, 255 - meanWithin(picture, coverage));
  const colour = () => Array.from({ length: 3 }, () => (2 * random.unit() - 1) * tint);
  const [wall, cloth] = [colour(), colour()];
  const side = 260 + random.below(120);
  const [left, top] = [0, 0].map(() => 30 + random.below(SCENE_SIDE - side - 60)) as [number, number];
  const angle = 2 * Math.PI * random.unit();
  const cover = (x: number, y: number, softness: number) => {
    const at = sampled(coverage, ((x - left) / side) * IMAGE_SIDE, ((y - top) / side) * IMAGE_SIDE);
    return Math.min(1, Math.max(0, 0.5 + (at - 0.5) / softness));
  };
  const pixels = new Uint8ClampedArray(4 * SCENE_SIDE * SCENE_SIDE);
  for (let y = 0; y < SCENE_SIDE; y++) {
    for (let x = 0; x < SCENE_SIDE; x++) {
      const [u, v] = [(2 * x) / SCENE_SIDE - 1, (2 * y) / SCENE_SIDE - 1];
      const across = (u * Math.cos(angle) + v * Math.sin(angle)) / Math.SQRT2;
      const light = 1 - shade * (0.5 + 0.5 * across) - (shade / 2) * ((u * u + v * v) / 2);
      const alpha = cover(x, y, 0.12);
      const behind = shadow === 0 ? 1 : 1 - shadow * cover(x - 8, y - 10, 1.2);
      const value = 255 - sampled(values, ((x - left) / side) * IMAGE_SIDE, ((y - top) / side) * IMAGE_SIDE);
      const noise = grain === 0 ? 0 : grain * normal(random);
      const p = 4 * (y * SCENE_SIDE + x);
      for (let channel = 0; channel < 3; channel++) {
        const back = (grey + wall[channel]!) * behind;
        // Black cloth and white cloth have no colour.
        const front = value + cloth[channel]! * Math.min(1, Math.min(value, 255 - value) / 40);
        pixels[p + channel] = light * (alpha * front + (1 - alpha) * back) + noise;
      }
      pixels[p + 3] = 255;
    }
  }
  if (quality !== undefined) roughenAsJpeg(pixels, SCENE_SIDE, quality);
  return pixels;
}

/** As the page scales a photograph down before it looks for the garment: [384, 384, 4]. */
export function reduced(pixels: Uint8ClampedArray): { rgba: Uint8ClampedArray<ArrayBuffer>; side: number } {
  const side = PHOTO_SIDE;
  const rgba = new Uint8ClampedArray(4 * side * side).fill(255);
  for (let channel = 0; channel < 3; channel++) {
    const plane = Uint8Array.from({ length: SCENE_SIDE * SCENE_SIDE }, (_, i) => pixels[4 * i + channel]!);
    const whole = { left: 0, top: 0, width: SCENE_SIDE, height: SCENE_SIDE };
    const small = scaled(plane, SCENE_SIDE, whole, side, SCENE_SIDE);
    for (let i = 0; i < small.length; i++) rgba[4 * i + channel] = small[i]!;
  }
  return { rgba, side };
}

/** 1 on the garment and on what it encloses: what a flood over nearly black pixels doesn't reach. */
function silhouette(picture: Uint8Array): Float32Array {
  const found = new Float32Array(picture.length).fill(1);
  const open: number[] = [];
  const visit = (x: number, y: number) => {
    const i = y * IMAGE_SIDE + x;
    if (x < 0 || y < 0 || x >= IMAGE_SIDE || y >= IMAGE_SIDE || found[i] === 0 || picture[i]! > 3) return;
    found[i] = 0;
    open.push(i);
  };
  for (let k = 0; k < IMAGE_SIDE; k++) {
    for (const end of [0, IMAGE_SIDE - 1]) {
      visit(k, end);
      visit(end, k);
    }
  }
  for (let i = open.pop(); i !== undefined; i = open.pop()) {
    const [x, y] = [i % IMAGE_SIDE, Math.floor(i / IMAGE_SIDE)];
    visit(x - 1, y);
    visit(x + 1, y);
    visit(x, y - 1);
    visit(x, y + 1);
  }
  return found;
}

function meanWithin(picture: Uint8Array, coverage: Float32Array): number {
  let [sum, size] = [0, 0];
  for (const [i, covered] of coverage.entries()) {
    sum += covered * picture[i]!;
    size += covered;
  }
  return sum / size;
}

/** The picture with the garment's edge carried on outwards, so that no black runs into it when it is enlarged. */
function extended(picture: Uint8Array, coverage: Float32Array): Float32Array {
  const values = Float32Array.from(picture);
  const known = coverage.slice();
  for (let round = 0; round < 3; round++) {
    const before = known.slice();
    for (let i = 0; i < values.length; i++) {
      if (before[i] === 1) continue;
      let [sum, count] = [0, 0];
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const [x, y] = [(i % IMAGE_SIDE) + dx, Math.floor(i / IMAGE_SIDE) + dy];
          if (x < 0 || y < 0 || x >= IMAGE_SIDE || y >= IMAGE_SIDE) continue;
          if (before[y * IMAGE_SIDE + x] !== 1) continue;
          sum += values[y * IMAGE_SIDE + x]!;
          count++;
        }
      }
      if (count === 0) continue;
      values[i] = sum / count;
      known[i] = 1;
    }
  }
  return values;
}

/** Bilinear, at a place in pixels whose centres lie at halves; 0 outside. */
function sampled(values: Float32Array, x: number, y: number): number {
  const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
  if (left < -1 || top < -1 || left >= IMAGE_SIDE || top >= IMAGE_SIDE) return 0;
  const [u, v] = [x - 0.5 - left, y - 0.5 - top];
  const corner = (column: number, row: number) =>
    column < 0 || row < 0 || column >= IMAGE_SIDE || row >= IMAGE_SIDE
      ? 0
      : values[row * IMAGE_SIDE + column]!;
  const upper = (1 - u) * corner(left, top) + u * corner(left + 1, top);
  return (1 - v) * upper + v * ((1 - u) * corner(left, top + 1) + u * corner(left + 1, top + 1));
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
}
