// Shoes as people outline them, their toes to the left; sandals from above as well, one or a pair.

import type { Random } from '../base/random.ts';
import { between, maybe, type Draw, type Outline, type Points } from './outline.ts';

/** Toe to the left. */
export const sneaker: Draw = (random) => {
  const tall = between(random, 0.34, 0.75);
  const toe = tall * between(random, 0.35, 0.75);
  const mouth = between(random, 0.02, 0.4);
  const dip = between(random, 0, 0.14) * (mouth > 0.1 ? 1 : 0);
  const body: Points = [
    [-0.5, tall - toe * 0.5],
    [-0.44, tall - toe],
    [between(random, -0.2, 0.42 - mouth), tall - toe * between(random, 1, 1.2)],
    [0.46 - mouth - 0.06, 0.02],
    [0.46 - mouth * 0.5, dip],
    [0.48, between(random, 0, 0.06)],
    [0.5, tall],
    [-0.48, tall],
  ];
  const details: Points[] = [];
  const sole = between(random, 0.05, 0.12);
  if (maybe(random, 45))
    details.push([
      [-0.5, tall - sole],
      [0.5, tall - sole],
    ]);
  const laces = maybe(random, 55) ? 2 + random.below(3) : 0;
  for (let i = 0; i < laces; i++) {
    const x = -0.14 + 0.09 * i;
    const y = tall - toe - 0.02 - 0.06 * i * (tall > 0.4 ? 1 : 0.3);
    details.push([
      [x, y],
      [x + between(random, -0.02, 0.1), y + between(random, 0.06, 0.16)],
    ]);
  }
  if (maybe(random, 20))
    details.push([
      [-0.46, tall - toe * 0.5],
      [-0.3, tall - toe * 0.6],
      [-0.24, tall - sole],
    ]);
  return { bodies: [body], loops: [], details };
};

export const boot: Draw = (random) => {
  const tall = between(random, 0.75, 1.35);
  const foot = between(random, 0.6, 0.95);
  const shaft = between(random, 0.3, 0.48);
  const toe = between(random, 0.16, 0.3);
  const ankle = tall - toe - between(random, 0.04, 0.14);
  const heel = maybe(random, 45) ? between(random, 0.04, 0.25) : 0;
  const body: Points = [
    [0, tall - toe * 0.4 - heel * 0.3],
    [0.05, tall - toe],
    [foot - shaft - 0.06, ankle + 0.04],
    [foot - shaft, ankle - 0.08],
    [foot - shaft + between(random, -0.06, 0.06), 0],
    [foot + between(random, -0.05, 0.05), between(random, -0.04, 0.04)],
    [foot, tall],
    ...(heel > 0
      ? [[foot - 0.16, tall] as const, [foot - 0.2, tall - heel] as const, [0.3, tall - heel * 0.2] as const]
      : []),
    [0.02, tall],
  ];
  const details: Points[] = [];
  if (maybe(random, 35))
    details.push([
      [0, tall - 0.07],
      [foot, tall - 0.07],
    ]);
  if (maybe(random, 25))
    details.push([
      [foot - shaft, 0.1],
      [foot, 0.1],
    ]);
  const laces = maybe(random, 35) ? 3 + random.below(3) : 0;
  for (let i = 0; i < laces; i++) {
    const y = ankle - 0.05 - i * 0.11;
    details.push([
      [foot - shaft - 0.03, y],
      [foot - shaft + 0.12, y + 0.04],
    ]);
  }
  return { bodies: [body], loops: [], details };
};

/** A sole seen from above, its toe up, with a strap between the toes or across. */
function flat(random: Random, middle: number, lean: number): Outline {
  const wide = between(random, 0.15, 0.26);
  const waist = wide * between(random, 0.7, 1.05);
  const at = (x: number, y: number) => [middle + x + lean * (y - 0.5), y] as const;
  const body = [
    at(0, 0),
    at(wide * 0.8, 0.1),
    at(wide, 0.3),
    at(waist, 0.62),
    at(waist * 0.9, 0.88),
    at(0, 1),
  ];
  const left = [at(-waist * 0.9, 0.88), at(-waist, 0.62), at(-wide, 0.3), at(-wide * 0.8, 0.1)];
  const root = between(random, 0.04, 0.3);
  const end = root + between(random, 0.14, 0.3);
  const strap = maybe(random, 75)
    ? [at(-wide * 0.95, end), at(between(random, -0.04, 0.04), root), at(wide * 0.95, end)]
    : [at(-wide, root + 0.1), at(0, root), at(wide, root + 0.1)];
  const details: Points[] = [strap];
  if (maybe(random, 25))
    details.push([at(-wide * 0.95, end + 0.1), at(0, root + 0.1), at(wide * 0.95, end + 0.1)]);
  if (maybe(random, 20)) details.push([at(0, 0.04), at(0, root + 0.05)]);
  return { bodies: [[...body, ...left]], loops: [], details };
}

/** From the side, toe to the left: a sole, flat or on a heel, and straps over it. */
function strapped(random: Random): Outline {
  const lift = maybe(random, 50) ? between(random, 0.1, 0.6) : 0;
  const thick = between(random, 0.04, 0.12);
  const base = lift + between(random, 0.25, 0.5);
  const sole: Points =
    lift === 0 || maybe(random, 40)
      ? [
          [-0.5, base - thick],
          [-0.15, base - thick],
          [0.5, base - lift - thick],
          [0.5, base],
          [-0.5, base],
        ]
      : [
          [-0.5, base - thick],
          [-0.15, base - thick],
          [0.5, base - lift - thick],
          [0.5, base],
          [0.44, base],
          [0.38, base - lift],
          [-0.12, base],
          [-0.5, base],
        ];
  const on = (x: number) => base - thick - (x > -0.15 ? (lift * (x + 0.15)) / 0.65 : 0);
  const details: Points[] = [];
  const straps = 1 + random.below(3);
  for (let i = 0; i < straps; i++) {
    const x = between(random, -0.45, -0.1) + i * 0.22;
    const w = between(random, 0.1, 0.3);
    const up = between(random, 0.1, 0.28);
    details.push([
      [x, on(x)],
      [x + w * 0.3, on(x) - up],
      [x + w, on(x + w) - up * 0.2],
    ]);
    if (maybe(random, 50))
      details.push([
        [x + 0.08, on(x + 0.08)],
        [x + w * 0.4 + 0.06, on(x) - up],
        [x + w + 0.08, on(x + w) - up * 0.2],
      ]);
  }
  if (maybe(random, 50)) {
    const up = between(random, 0.12, 0.3);
    details.push([
      [0.48, on(0.48)],
      [0.46, on(0.48) - up],
      [0.2, on(0.2) - up * 0.9],
      [0.16, on(0.16)],
    ]);
  }
  return { bodies: [sole], loops: [], details };
}

export const sandal: Draw = (random) => {
  if (maybe(random, 45)) return strapped(random);
  const lean = between(random, -0.5, 0.5);
  if (maybe(random, 55)) return flat(random, 0, lean);
  const [left, right] = [flat(random, -0.3, lean), flat(random, 0.3, maybe(random, 50) ? lean : -lean)];
  return {
    bodies: [...left.bodies, ...right.bodies],
    loops: [],
    details: [...left.details, ...right.details],
  };
};
