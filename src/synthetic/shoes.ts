// Outlines of sneakers, boots and sandals, with the proportions that people give them in drawings. Shoes seen from the side
// have the toe on the left; sandals are also seen from above, one or a pair.

import type { Random } from '../base/random.ts';
import { uniform, chance, type DrawOutline, type Outline, type Points } from './outline.ts';

export const sneaker: DrawOutline = (random) => {
  const height = uniform(random, 0.34, 0.75);
  const toe = height * uniform(random, 0.35, 0.75);
  // Width and depth of the opening for the foot.
  const opening = uniform(random, 0.02, 0.4);
  const dip = uniform(random, 0, 0.14) * (opening > 0.1 ? 1 : 0);
  const body: Points = [
    [-0.5, height - toe * 0.5],
    [-0.44, height - toe],
    [uniform(random, -0.2, 0.42 - opening), height - toe * uniform(random, 1, 1.2)],
    [0.46 - opening - 0.06, 0.02],
    [0.46 - opening * 0.5, dip],
    [0.48, uniform(random, 0, 0.06)],
    [0.5, height],
    [-0.48, height],
  ];
  const details: Points[] = [];
  const sole = uniform(random, 0.05, 0.12);
  if (chance(random, 45))
    details.push([
      [-0.5, height - sole],
      [0.5, height - sole],
    ]);
  const laces = chance(random, 55) ? 2 + random.below(3) : 0;
  for (let i = 0; i < laces; i++) {
    const x = -0.14 + 0.09 * i;
    const y = height - toe - 0.02 - 0.06 * i * (height > 0.4 ? 1 : 0.3);
    details.push([
      [x, y],
      [x + uniform(random, -0.02, 0.1), y + uniform(random, 0.06, 0.16)],
    ]);
  }
  if (chance(random, 20))
    details.push([
      [-0.46, height - toe * 0.5],
      [-0.3, height - toe * 0.6],
      [-0.24, height - sole],
    ]);
  return { bodies: [body], loops: [], details };
};

export const boot: DrawOutline = (random) => {
  const height = uniform(random, 0.75, 1.35);
  const length = uniform(random, 0.6, 0.95);
  const shaft = uniform(random, 0.3, 0.48);
  const toe = uniform(random, 0.16, 0.3);
  const ankle = height - toe - uniform(random, 0.04, 0.14);
  const heel = chance(random, 45) ? uniform(random, 0.04, 0.25) : 0;
  const body: Points = [
    [0, height - toe * 0.4 - heel * 0.3],
    [0.05, height - toe],
    [length - shaft - 0.06, ankle + 0.04],
    [length - shaft, ankle - 0.08],
    [length - shaft + uniform(random, -0.06, 0.06), 0],
    [length + uniform(random, -0.05, 0.05), uniform(random, -0.04, 0.04)],
    [length, height],
    ...(heel > 0
      ? [
          [length - 0.16, height] as const,
          [length - 0.2, height - heel] as const,
          [0.3, height - heel * 0.2] as const,
        ]
      : []),
    [0.02, height],
  ];
  const details: Points[] = [];
  if (chance(random, 35))
    details.push([
      [0, height - 0.07],
      [length, height - 0.07],
    ]);
  if (chance(random, 25))
    details.push([
      [length - shaft, 0.1],
      [length, 0.1],
    ]);
  const laces = chance(random, 35) ? 3 + random.below(3) : 0;
  for (let i = 0; i < laces; i++) {
    const y = ankle - 0.05 - i * 0.11;
    details.push([
      [length - shaft - 0.03, y],
      [length - shaft + 0.12, y + 0.04],
    ]);
  }
  return { bodies: [body], loops: [], details };
};

/** A sandal seen from above with the toe up: a sole, and a strap between the toes or across them. `lean` shifts x per y. */
function sandalFromAbove(random: Random, centre: number, lean: number): Outline {
  const halfWidth = uniform(random, 0.15, 0.26);
  const waist = halfWidth * uniform(random, 0.7, 1.05);
  const point = (x: number, y: number) => [centre + x + lean * (y - 0.5), y] as const;
  const body = [
    point(0, 0),
    point(halfWidth * 0.8, 0.1),
    point(halfWidth, 0.3),
    point(waist, 0.62),
    point(waist * 0.9, 0.88),
    point(0, 1),
  ];
  const leftSide = [
    point(-waist * 0.9, 0.88),
    point(-waist, 0.62),
    point(-halfWidth, 0.3),
    point(-halfWidth * 0.8, 0.1),
  ];
  const strapTop = uniform(random, 0.04, 0.3);
  const strapEnd = strapTop + uniform(random, 0.14, 0.3);
  const strap = chance(random, 75)
    ? [
        point(-halfWidth * 0.95, strapEnd),
        point(uniform(random, -0.04, 0.04), strapTop),
        point(halfWidth * 0.95, strapEnd),
      ]
    : [point(-halfWidth, strapTop + 0.1), point(0, strapTop), point(halfWidth, strapTop + 0.1)];
  const details: Points[] = [strap];
  if (chance(random, 25))
    details.push([
      point(-halfWidth * 0.95, strapEnd + 0.1),
      point(0, strapTop + 0.1),
      point(halfWidth * 0.95, strapEnd + 0.1),
    ]);
  if (chance(random, 20)) details.push([point(0, 0.04), point(0, strapTop + 0.05)]);
  return { bodies: [[...body, ...leftSide]], loops: [], details };
}

/** A sandal seen from the side: a level sole, a wedge or a sole on a heel, and one to three straps over it. */
function sandalFromSide(random: Random): Outline {
  const heelHeight = chance(random, 50) ? uniform(random, 0.1, 0.6) : 0;
  const thickness = uniform(random, 0.04, 0.12);
  // y of the ground.
  const base = heelHeight + uniform(random, 0.25, 0.5);
  const sole: Points =
    heelHeight === 0 || chance(random, 40)
      ? [
          [-0.5, base - thickness],
          [-0.15, base - thickness],
          [0.5, base - heelHeight - thickness],
          [0.5, base],
          [-0.5, base],
        ]
      : [
          [-0.5, base - thickness],
          [-0.15, base - thickness],
          [0.5, base - heelHeight - thickness],
          [0.5, base],
          [0.44, base],
          [0.38, base - heelHeight],
          [-0.12, base],
          [-0.5, base],
        ];
  // y of the upper side of the sole.
  const soleTop = (x: number) => base - thickness - (x > -0.15 ? (heelHeight * (x + 0.15)) / 0.65 : 0);
  const details: Points[] = [];
  const straps = 1 + random.below(3);
  for (let i = 0; i < straps; i++) {
    const x = uniform(random, -0.45, -0.1) + i * 0.22;
    const width = uniform(random, 0.1, 0.3);
    const rise = uniform(random, 0.1, 0.28);
    details.push([
      [x, soleTop(x)],
      [x + width * 0.3, soleTop(x) - rise],
      [x + width, soleTop(x + width) - rise * 0.2],
    ]);
    if (chance(random, 50))
      details.push([
        [x + 0.08, soleTop(x + 0.08)],
        [x + width * 0.4 + 0.06, soleTop(x) - rise],
        [x + width + 0.08, soleTop(x + width) - rise * 0.2],
      ]);
  }
  // A strap around the heel.
  if (chance(random, 50)) {
    const rise = uniform(random, 0.12, 0.3);
    details.push([
      [0.48, soleTop(0.48)],
      [0.46, soleTop(0.48) - rise],
      [0.2, soleTop(0.2) - rise * 0.9],
      [0.16, soleTop(0.16)],
    ]);
  }
  return { bodies: [sole], loops: [], details };
}

export const sandal: DrawOutline = (random) => {
  if (chance(random, 45)) return sandalFromSide(random);
  const lean = uniform(random, -0.5, 0.5);
  if (chance(random, 55)) return sandalFromAbove(random, 0, lean);
  const pair = [
    sandalFromAbove(random, -0.3, lean),
    sandalFromAbove(random, 0.3, chance(random, 50) ? lean : -lean),
  ];
  return {
    bodies: pair.flatMap(({ bodies }) => bodies),
    loops: [],
    details: pair.flatMap(({ details }) => details),
  };
};
