// Renders the dataset's images as photos: inverts them, enlarges them smoothly and puts them on a background. The result has the
// light, the size and the noise of a photo, but only the detail of 28 x 28 pixels.

import type { Random } from '../../src/base/random.ts';
import { floodFill } from '../../src/base/raster.ts';
import { IMAGE_SIDE } from '../../src/contract/model.ts';
import { PHOTO_SIDE } from '../../src/contract/photo.ts';
import { scaled } from '../../src/image/scale.ts';
import { degradeAsJpeg } from './jpeg-like.ts';

/** Side of a rendered photo, in pixels. */
const SCENE_SIDE = 480;

interface Scene {
  /** Description of the background in the table. */
  title: string;
  /** Grey level of the background; `cloth` is the garment's mean grey level. */
  wall: (random: Random, cloth: number) => number;
  /** Largest shift of each colour channel of the background and the garment, in grey levels. */
  tint?: number;
  /** Fraction of the light that is lost from one side to the other; the corners lose up to half of it in addition. */
  shade?: number;
  /** Fraction of the background's light that the garment's shadow takes, to the right of the garment and below it. */
  shadow?: number;
  /** Standard deviation of the noise, in grey levels. */
  grain?: number;
  /** JPEG quality, 1 to 100; without it there is no compression loss. */
  quality?: number;
}

/** The grey level of a light grey background. */
const lightGrey = (random: Random) => 205 + random.below(40);
/** A grey level 8 to 30 above or below the garment's mean. */
const closeToCloth = (random: Random, cloth: number) => {
  const step = 8 + random.below(23);
  return Math.min(255, Math.max(10, cloth + (random.below(2) === 0 ? step : -step)));
};

export const SCENES = {
  white: { title: 'pure white', wall: () => 255 },
  plain: { title: 'plain, light grey', wall: lightGrey },
  tinted: { title: 'tinted, garment tinted too', wall: (random) => 170 + random.below(60), tint: 35 },
  shaded: { title: 'light grey, a quarter of the light lost across', wall: lightGrey, shade: 0.25 },
  shadow: { title: 'light grey, a soft shadow beside the garment', wall: lightGrey, shadow: 0.25 },
  noisy: { title: 'light grey, grain of 6 levels', wall: lightGrey, grain: 6 },
  jpeg: { title: 'light grey, as a JPEG of quality 40', wall: lightGrey, quality: 40 },
  middle: { title: 'plain, middle grey', wall: (random) => 110 + random.below(40) },
  dark: { title: 'plain, dark', wall: (random) => 20 + random.below(40) },
  close: { title: 'plain, 8 to 30 levels from the garment’s mean', wall: closeToCloth },
  closeNoisy: {
    title: 'the same, shaded, grain of 4 levels',
    wall: closeToCloth,
    shade: 0.15,
    grain: 4,
  },
  all: {
    title: 'tinted, shaded, shadow, grain and JPEG at once',
    wall: (random) => 180 + random.below(55),
    tint: 20,
    shade: 0.15,
    shadow: 0.15,
    grain: 3,
    quality: 60,
  },
} as const satisfies Record<string, Scene>;
export type SceneName = keyof typeof SCENES;

/** An opaque photo [480, 480, 4] of `image` [28, 28]; `random` decides tint, size, position and the direction of the light. */
export function renderPhoto(image: Uint8Array, name: SceneName, random: Random): Uint8ClampedArray {
  const scene: Scene = SCENES[name];
  const { tint = 0, shade = 0, shadow = 0, grain = 0, quality } = scene;
  const coverage = silhouette(image);
  const values = extendEdges(image, coverage);
  const wallGrey = scene.wall(random, 255 - meanInside(image, coverage));
  const randomTint = () => Array.from({ length: 3 }, () => (2 * random.unit() - 1) * tint);
  const [wallTint, clothTint] = [randomTint(), randomTint()];
  const side = 260 + random.below(120);
  const [left, top] = [0, 0].map(() => 30 + random.below(SCENE_SIDE - side - 60)) as [number, number];
  const angle = 2 * Math.PI * random.unit();
  const coverageAt = (x: number, y: number, softness: number) => {
    const at = sample(coverage, ((x - left) / side) * IMAGE_SIDE, ((y - top) / side) * IMAGE_SIDE);
    return Math.min(1, Math.max(0, 0.5 + (at - 0.5) / softness));
  };
  const pixels = new Uint8ClampedArray(4 * SCENE_SIDE * SCENE_SIDE);
  for (let y = 0; y < SCENE_SIDE; y++) {
    for (let x = 0; x < SCENE_SIDE; x++) {
      const [u, v] = [(2 * x) / SCENE_SIDE - 1, (2 * y) / SCENE_SIDE - 1];
      const across = (u * Math.cos(angle) + v * Math.sin(angle)) / Math.SQRT2;
      const light = 1 - shade * (0.5 + 0.5 * across) - (shade / 2) * ((u * u + v * v) / 2);
      const alpha = coverageAt(x, y, 0.12);
      const shadowLight = shadow === 0 ? 1 : 1 - shadow * coverageAt(x - 8, y - 10, 1.2);
      const value = 255 - sample(values, ((x - left) / side) * IMAGE_SIDE, ((y - top) / side) * IMAGE_SIDE);
      const noise = grain === 0 ? 0 : grain * normal(random);
      const p = 4 * (y * SCENE_SIDE + x);
      for (let channel = 0; channel < 3; channel++) {
        const background = (wallGrey + wallTint[channel]!) * shadowLight;
        // Within 40 grey levels of black and white the tint fades out.
        const foreground = value + clothTint[channel]! * Math.min(1, Math.min(value, 255 - value) / 40);
        pixels[p + channel] = light * (alpha * foreground + (1 - alpha) * background) + noise;
      }
      pixels[p + 3] = 255;
    }
  }
  if (quality !== undefined) degradeAsJpeg(pixels, SCENE_SIDE, quality);
  return pixels;
}

/** The photo scaled down to PHOTO_SIDE, as the page does before the segmentation. */
export function scaleDown(pixels: Uint8ClampedArray): {
  rgba: Uint8ClampedArray<ArrayBuffer>;
  side: number;
} {
  const side = PHOTO_SIDE;
  const rgba = new Uint8ClampedArray(4 * side * side).fill(255);
  for (let channel = 0; channel < 3; channel++) {
    const plane = Uint8Array.from({ length: SCENE_SIDE * SCENE_SIDE }, (_, i) => pixels[4 * i + channel]!);
    const box = { left: 0, top: 0, width: SCENE_SIDE, height: SCENE_SIDE };
    const small = scaled(plane, SCENE_SIDE, box, side, SCENE_SIDE);
    for (let i = 0; i < small.length; i++) rgba[4 * i + channel] = small[i]!;
  }
  return { rgba, side };
}

/** [28, 28]: 1 on the garment and the holes it encloses, 0 where a flood fill from the border over levels up to 3 arrives. */
function silhouette(image: Uint8Array): Float32Array {
  const mask = image.map((level) => (level > 3 ? 1 : 0));
  const fillFrom = (i: number) => {
    if (mask[i] === 0) floodFill(mask, IMAGE_SIDE, i, 2);
  };
  for (let k = 0; k < IMAGE_SIDE; k++) {
    fillFrom(k);
    fillFrom(mask.length - IMAGE_SIDE + k);
    fillFrom(k * IMAGE_SIDE);
    fillFrom(k * IMAGE_SIDE + IMAGE_SIDE - 1);
  }
  return Float32Array.from(mask, (value) => (value === 2 ? 0 : 1));
}

/** Mean grey level of `image` where `coverage` is 1. */
function meanInside(image: Uint8Array, coverage: Float32Array): number {
  let [sum, size] = [0, 0];
  for (const [i, covered] of coverage.entries()) {
    sum += covered * image[i]!;
    size += covered;
  }
  return sum / size;
}

/** `image` with the garment's edge extended outwards by three pixels, so that enlarging does not mix it with black. */
function extendEdges(image: Uint8Array, coverage: Float32Array): Float32Array {
  const values = Float32Array.from(image);
  const filled = coverage.slice();
  for (let round = 0; round < 3; round++) {
    const before = filled.slice();
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
      filled[i] = 1;
    }
  }
  return values;
}

/** Bilinear interpolation at a position in pixels, with pixel centres at .5; 0 outside. */
function sample(values: Float32Array, x: number, y: number): number {
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

/** A standard normal random number, by the Box-Muller transform. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
}
