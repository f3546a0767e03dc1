// Photos of a known garment, on backgrounds that can and can't be separated from it.

import { describe, expect, test } from 'vitest';
import { randomStream } from '../base/random.ts';
import { CROPPED_SIDE } from '../contract/photo.ts';
import { IMAGE_SIDE } from '../contract/model.ts';
import { meanOfFarther } from './segmentation.ts';
import { imageFromPhoto } from './photo.ts';

const [WIDTH, HEIGHT] = [120, 160];
type Colour = readonly [number, number, number];
type Paint = (x: number, y: number) => Colour;

/** A cross of cloth: a bar of 80x30 and one of 40x120, its box 80x120 at (20, 20). */
const onCloth = (x: number, y: number) =>
  (x >= 20 && x < 100 && y >= 30 && y < 60) || (x >= 40 && x < 80 && y >= 20 && y < 140);

function photo(background: Paint, cloth: Paint, isCloth = onCloth): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      pixels.set([...(isCloth(x, y) ? cloth(x, y) : background(x, y)), 255], 4 * (y * WIDTH + x));
    }
  }
  return pixels;
}
const plain =
  (...colour: Colour): Paint =>
  () =>
    colour;

function prepared(background: Paint, cloth: Paint, isCloth = onCloth) {
  const answer = imageFromPhoto(photo(background, cloth, isCloth), WIDTH, HEIGHT);
  if (!('photo' in answer)) throw new Error(answer.refusal);
  return answer.photo;
}

/** The fraction of pixels that the segmentation classifies wrongly. */
function errorRate(background: Paint, cloth: Paint): number {
  const { cut } = prepared(background, cloth);
  let wrong = 0;
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const expected = onCloth(i % WIDTH, Math.floor(i / WIDTH)) ? 255 : 0;
    if (cut[4 * i + 3] !== expected) wrong++;
  }
  return wrong / (WIDTH * HEIGHT);
}

describe('the background is removed', () => {
  const grain = () => {
    const random = randomStream(3, 'grain');
    return () => random.below(17) - 8;
  };
  const grainy = (paint: Paint): Paint => {
    const noise = grain();
    return (x, y) => paint(x, y).map((value) => value + noise()) as unknown as Colour;
  };
  const lit =
    (paint: Paint): Paint =>
    (x, y) => {
      const light = 1 - 0.3 * (x / WIDTH) - 0.1 * (y / HEIGHT) ** 2;
      return paint(x, y).map((value) => value * light) as unknown as Colour;
    };
  const backgrounds: [string, Paint, Paint][] = [
    ['white', plain(255, 255, 255), plain(90, 60, 60)],
    ['grey', plain(200, 200, 200), plain(90, 60, 60)],
    ['another colour of the same grey', plain(90, 160, 220), plain(190, 130, 100)],
    ['dark behind pale cloth', plain(30, 30, 40), plain(230, 230, 220)],
    ['unevenly lit', lit(plain(230, 230, 230)), lit(plain(120, 60, 60))],
    ['grainy', grainy(plain(210, 210, 210)), grainy(plain(110, 90, 60))],
    ['grainy and unevenly lit', grainy(lit(plain(220, 215, 230))), grainy(lit(plain(60, 90, 60)))],
  ];
  test.each(backgrounds)('%s', (_, background, cloth) => {
    expect(errorRate(background, cloth)).toBeLessThan(0.01);
    expect(prepared(background, cloth).uncertain).toBe(false);
  });

  test('a soft shadow is removed with the background', () => {
    const shadowed: Paint = (x, y) => {
      const far = Math.hypot(Math.max(0, 40 - x, x - 90), Math.max(0, 30 - y, y - 145));
      const value = 220 - 35 * Math.max(0, 1 - far / 15);
      return [value, value, value];
    };
    expect(errorRate(shadowed, plain(60, 60, 90))).toBeLessThan(0.02);
    expect(prepared(shadowed, plain(60, 60, 90)).uncertain).toBe(false);
  });

  test('background that the garment encloses counts as garment', () => {
    const frame = (x: number, y: number) =>
      x >= 30 && x < 90 && y >= 40 && y < 120 && !(x >= 50 && x < 70 && y >= 60 && y < 100);
    const { cut } = prepared(plain(240, 240, 240), plain(50, 50, 50), frame);
    expect(cut[4 * (80 * WIDTH + 60) + 3]).toBe(255);
    expect(cut[4 * (20 * WIDTH + 60) + 3]).toBe(0);
  });

  test('two shoes stay, a speck is removed', () => {
    const shoes = (x: number, y: number) =>
      (y >= 60 && y < 100 && ((x >= 20 && x < 50) || (x >= 70 && x < 100))) ||
      (y >= 20 && y < 26 && x >= 20 && x < 26);
    const { cut } = prepared(plain(240, 240, 240), plain(50, 50, 50), shoes);
    const isGarment = (x: number, y: number) => cut[4 * (y * WIDTH + x) + 3] === 255;
    expect([isGarment(30, 80), isGarment(80, 80), isGarment(22, 22)]).toEqual([true, true, false]);
  });

  test('a joint between tiles that reaches the border is not part of the garment', () => {
    const joint: Paint = (_, y) => (y === 100 ? [120, 120, 120] : [220, 220, 220]);
    expect(errorRate(joint, plain(60, 60, 90))).toBeLessThan(0.01);
  });

  test('a garment that reaches the border is separated from the background', () => {
    const tall = (x: number, y: number) => x >= 40 && x < 80 && y >= 20;
    const { cut } = prepared(plain(235, 235, 235), plain(70, 70, 90), tall);
    expect(cut[4 * (159 * WIDTH + 60) + 3]).toBe(255);
    expect(cut[4 * (159 * WIDTH + 10) + 3]).toBe(0);
  });
});

/** Pale down to `waist`, then dark, and at the hem as dark as the background. */
const fading =
  (waist: number): Paint =>
  (_, y) => {
    const value = y < waist ? 200 : 30 + (28 * (140 - y)) / (140 - waist);
    return [value, value, value];
  };
const DARK_BACKGROUND = plain(30, 30, 30);

test('cloth that fades into a dark background is uncertain, because parts of it are missing', () => {
  const { cut, uncertain } = prepared(DARK_BACKGROUND, fading(60));
  const isGarment = (x: number, y: number) => cut[4 * (y * WIDTH + x) + 3] === 255;
  expect([isGarment(60, 40), isGarment(60, 80)]).toEqual([true, false]);
  expect(uncertain).toBe(true);
});

describe('a photo without a garment that can be separated is refused', () => {
  const refusal = (background: Paint, cloth: Paint, isCloth = onCloth) => {
    const answer = imageFromPhoto(photo(background, cloth, isCloth), WIDTH, HEIGHT);
    return 'refusal' in answer ? answer.refusal : 'accepted';
  };
  const random = randomStream(4, 'busy');

  test.each<[string, Paint, Paint, typeof onCloth]>([
    ['an empty background', plain(200, 200, 200), plain(200, 200, 200), onCloth],
    [
      'cloth that fills the photo but for a thin frame',
      plain(250, 250, 250),
      plain(40, 40, 40),
      (x, y) => x > 2 && y > 2 && x < WIDTH - 3 && y < HEIGHT - 3,
    ],
    ['cloth of which most fades into a dark background', DARK_BACKGROUND, fading(40), onCloth],
    ['a speck', plain(250, 250, 250), plain(40, 40, 40), (x, y) => x > 60 && x < 66 && y > 60 && y < 66],
    ['confetti', () => [random.below(256), random.below(256), random.below(256)], plain(40, 40, 40), onCloth],
    ['stripes', (x, y) => (((x + y) >> 3) % 2 ? [230, 230, 230] : [90, 90, 90]), plain(40, 40, 40), onCloth],
  ])('%s', (_, background, cloth, isCloth) => {
    expect(refusal(background, cloth, isCloth)).toBe('no-garment');
  });
});

describe('the image looks like one of the dataset', () => {
  test('the longer side fills 28 pixels, the box is centred, the pixels around it are 0', () => {
    const { pixels } = prepared(plain(255, 255, 255), plain(55, 55, 55));
    const rows = Array.from({ length: IMAGE_SIDE }, (_, y) =>
      pixels.slice(y * IMAGE_SIDE, (y + 1) * IMAGE_SIDE),
    );
    // 80 of 120 are 18.7 columns: 19, with 5 empty left of it and 4 right.
    expect(Array.from(rows[5]!)).toEqual([...Array(5).fill(0), ...Array(19).fill(200), ...Array(4).fill(0)]);
    expect(rows.every((row) => row.includes(200))).toBe(true);
  });

  test('dark cloth becomes bright, and a light background counts as white at any exposure', () => {
    const middle = (background: Paint, cloth: Paint) =>
      prepared(background, cloth).pixels[14 * IMAGE_SIDE + 14]!;
    expect(middle(plain(255, 255, 255), plain(55, 55, 55))).toBe(200);
    // 44 of 204 is the same fraction as 55 of 255.
    expect(middle(plain(204, 204, 204), plain(44, 44, 44))).toBe(200);
    expect(middle(plain(255, 255, 255), plain(0, 0, 0))).toBe(255);
  });

  test('pale cloth stays visible: its mean is lifted, its differences stay', () => {
    const striped: Paint = (x) => (x % 40 < 20 ? [250, 250, 250] : [230, 230, 230]);
    const { cropped } = prepared(plain(20, 20, 20), striped);
    const across = cropped.slice((CROPPED_SIDE / 2) * CROPPED_SIDE, (CROPPED_SIDE / 2 + 1) * CROPPED_SIDE);
    const seen = across.filter((value) => value > 0).toSorted();
    expect(seen[0]).toBeGreaterThan(40);
    expect(seen.at(-1)! - seen[0]!).toBe(20);
  });

  test('the darker half of the cloth becomes the brighter half of the image', () => {
    const halves: Paint = (_, y) => (y < 80 ? [40, 40, 40] : [200, 200, 200]);
    const { pixels } = prepared(plain(120, 160, 220), halves);
    expect(pixels[10 * IMAGE_SIDE + 14]).toBeGreaterThan(pixels[24 * IMAGE_SIDE + 14]!);
  });
});

test('meanOfFarther is the mean of the garment, without the shadow', () => {
  expect(meanOfFarther([3, 4, 5, 4, 3, 4, 20, 90, 96, 102])).toBeCloseTo(97, 0);
});
