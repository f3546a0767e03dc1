// Dresses, trousers and bags as people outline them.

import { between, maybe, twice, whole, type Draw, type Points } from './outline.ts';

export const dress: Draw = (random) => {
  const strap = maybe(random, 45);
  const chest = between(random, 0.12, 0.22);
  const waist = chest * between(random, 0.6, 1);
  const hips = between(random, 0.32, 0.5);
  const hem = Math.max(chest, between(random, 0.16, 0.55));
  const neck = chest * between(random, 0.4, 0.8);
  const dip = between(random, 0.02, 0.14);
  const sleeve: Points = maybe(random, 35)
    ? [
        [chest + between(random, 0.08, 0.25), between(random, 0.1, 0.3)],
        [chest, between(random, 0.2, 0.3)],
      ]
    : [[chest, between(random, 0.14, 0.24)]];
  const shoulders: Points = strap
    ? [
        [neck * 0.9, 0],
        [neck + 0.03, 0],
        [chest, 0.14],
      ]
    : [[neck, 0], [chest * 0.98, 0.04], ...sleeve];
  const half: Points = [[0, dip], ...shoulders, [waist, hips], [hem, 1]];
  const details: Points[] = [];
  if (maybe(random, 45))
    details.push([
      [-waist, hips],
      [waist, hips],
    ]);
  if (maybe(random, 20))
    details.push([
      [-waist, hips + 0.05],
      [waist, hips + 0.05],
    ]);
  if (maybe(random, 20))
    details.push(
      ...twice([
        [waist * 0.4, hips],
        [hem * 0.4, 1],
      ]),
    );
  return { bodies: [whole(half)], loops: [], details };
};

export const trouser: Draw = (random) => {
  const waist = between(random, 0.16, 0.36);
  const outer = Math.max(waist * 0.9, waist + between(random, -0.05, 0.28));
  const crotch = between(random, 0.2, 0.5);
  const leg = (outer - 0.02) * between(random, 0.3, 0.95);
  const square = maybe(random, 30);
  const half: Points = [
    [0, 0],
    [waist, 0],
    [outer, 1],
    [outer - leg, 1 - between(random, -0.03, 0.05)],
    ...(square ? [[outer - leg, crotch] as const] : []),
    [0, crotch],
  ];
  const details: Points[] = [];
  if (maybe(random, 40))
    details.push([
      [-waist, 0.09],
      [waist, 0.09],
    ]);
  if (maybe(random, 25))
    details.push([
      [0, 0.02],
      [0, crotch],
    ]);
  if (maybe(random, 20))
    details.push(
      ...twice([
        [waist * 0.5, 0.1],
        [waist * 0.95, 0.22],
      ]),
    );
  return { bodies: [whole(half)], loops: [], details };
};

export const bag: Draw = (random) => {
  const wide = between(random, 0.3, 0.75);
  const foot = wide * between(random, 0.8, 1.35);
  const tall = between(random, 0.4, 0.9);
  const bulge = maybe(random, 35) ? between(random, 1.05, 1.25) : 1;
  const half: Points = [
    [wide, 0],
    [Math.max(wide, foot) * bulge, tall * 0.55],
    [foot, tall],
  ];
  const details: Points[] = [];
  const front = random.below(10);
  if (front < 2) {
    const deep = between(random, 0.3, 0.7) * tall;
    details.push([
      [-wide, 0],
      [0, deep],
      [wide, 0],
    ]);
  } else if (front < 4)
    details.push([
      [-wide, tall * 0.35],
      [wide, tall * 0.35],
    ]);
  if (maybe(random, 25))
    details.push([
      [-0.06, tall * 0.4],
      [0.06, tall * 0.4],
      [0.06, tall * 0.55],
      [-0.06, tall * 0.55],
      [-0.06, tall * 0.4],
    ]);
  const loops: Points[] = [];
  const foots = wide * between(random, 0.25, 1);
  const up = between(random, 0.15, 0.9);
  const arc = (k: number): Points => [
    [-foots * k, 0],
    [-foots * 0.8 * k, -up * 0.75 * k],
    [0, -up * k],
    [foots * 0.8 * k, -up * 0.75 * k],
    [foots * k, 0],
  ];
  if (maybe(random, 88)) loops.push(arc(1));
  if (maybe(random, 30)) loops.push(arc(0.75));
  return { bodies: [whole(half)], loops, details };
};
