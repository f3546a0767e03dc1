import { expect, test } from 'vitest';
import { hasLightBorder, imageToGrey } from './image-to-grey.ts';

/** An image whose pixel (x, y) is `colour(x, y)`. */
function image(width: number, height: number, colour: (x: number, y: number) => readonly number[]) {
  const data = Uint8ClampedArray.from(
    Array.from({ length: width * height }, (_, i) => {
      const [r, g = r, b = r, a = 255] = colour(i % width, Math.floor(i / width));
      return [r!, g!, b!, a];
    }).flat(),
  );
  return { width, height, data };
}

test('grey levels of a 28x28 image stay as they are, colours become grey as in Pillow', () => {
  const ramp = imageToGrey(image(28, 28, (x, y) => [(28 * y + x) % 256]));
  expect([...ramp]).toEqual(Array.from({ length: 784 }, (_, i) => i % 256));
  // Red, green, blue, and (299 R + 587 G + 114 B) / 1000, rounded.
  const colours = [
    [255, 0, 0, 76],
    [0, 255, 0, 150],
    [0, 0, 255, 29],
    [12, 200, 99, 132],
    [254, 1, 128, 91],
  ] as const;
  for (const [r, g, b, grey] of colours) expect(imageToGrey(image(28, 28, () => [r, g, b]))[0]).toBe(grey);
});

test('a larger image is scaled by area means', () => {
  const chequered = imageToGrey(image(56, 56, (x, y) => [(x + y) % 2 ? 200 : 100]));
  expect(chequered.every((value) => value === 150)).toBe(true);
});

test('the shorter side is centred on the median of the border', () => {
  const wide = imageToGrey(image(56, 28, (x, y) => [y === 0 && x < 30 ? 250 : 40]));
  expect(wide[0]).toBe(40);
  expect(wide[7 * 28]).toBe(145);
  expect(wide[7 * 28 + 27]).toBe(40);
  const narrow = imageToGrey(image(1, 4000, () => [9]));
  expect(narrow.every((value) => value === 9)).toBe(true);
});

test('transparent pixels get the border’s colour; a transparent border the other side of the drawing’s', () => {
  const hole = imageToGrey(image(28, 28, (x, y) => (x === 14 && y === 14 ? [255, 255, 255, 0] : [60])));
  expect(hole[14 * 28 + 14]).toBe(60);
  const drawing = (value: number) =>
    imageToGrey(image(28, 28, (x) => (x === 14 ? [value] : [value, value, value, 0])));
  expect([drawing(0)[0], drawing(0)[14], drawing(255)[0], drawing(255)[14]]).toEqual([255, 0, 0, 255]);
  const half = imageToGrey(image(28, 28, (x, y) => (x === 14 && y === 14 ? [200, 200, 200, 128] : [100])));
  expect(half[14 * 28 + 14]).toBe(150);
});

test('a light border', () => {
  expect(hasLightBorder(new Uint8Array(784).fill(128))).toBe(true);
  expect(hasLightBorder(new Uint8Array(784).fill(127))).toBe(false);
});
