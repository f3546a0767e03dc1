// Outlines of dresses, trousers and bags, with the proportions that people give them in drawings.

import { uniform, chance, onBothSides, closedOutline, type DrawOutline, type Points } from './outline.ts';

export const dress: DrawOutline = (random) => {
  const hasStraps = chance(random, 45);
  const chest = uniform(random, 0.12, 0.22);
  const waist = chest * uniform(random, 0.6, 1);
  const hips = uniform(random, 0.32, 0.5);
  const hem = Math.max(chest, uniform(random, 0.16, 0.55));
  const neck = chest * uniform(random, 0.4, 0.8);
  const neckDepth = uniform(random, 0.02, 0.14);
  // Short sleeves, or only the armhole.
  const sleeve: Points = chance(random, 35)
    ? [
        [chest + uniform(random, 0.08, 0.25), uniform(random, 0.1, 0.3)],
        [chest, uniform(random, 0.2, 0.3)],
      ]
    : [[chest, uniform(random, 0.14, 0.24)]];
  const shoulders: Points = hasStraps
    ? [
        [neck * 0.9, 0],
        [neck + 0.03, 0],
        [chest, 0.14],
      ]
    : [[neck, 0], [chest * 0.98, 0.04], ...sleeve];
  const half: Points = [[0, neckDepth], ...shoulders, [waist, hips], [hem, 1]];
  const details: Points[] = [];
  if (chance(random, 45))
    details.push([
      [-waist, hips],
      [waist, hips],
    ]);
  if (chance(random, 20))
    details.push([
      [-waist, hips + 0.05],
      [waist, hips + 0.05],
    ]);
  if (chance(random, 20))
    details.push(
      ...onBothSides([
        [waist * 0.4, hips],
        [hem * 0.4, 1],
      ]),
    );
  return { bodies: [closedOutline(half)], loops: [], details };
};

export const trouser: DrawOutline = (random) => {
  const waist = uniform(random, 0.16, 0.36);
  // Half the width of both legs at the ankles.
  const ankle = Math.max(waist * 0.9, waist + uniform(random, -0.05, 0.28));
  const crotch = uniform(random, 0.2, 0.5);
  const legWidth = (ankle - 0.02) * uniform(random, 0.3, 0.95);
  // The gap between the legs is a rectangle rather than a triangle.
  const squareGap = chance(random, 30);
  const half: Points = [
    [0, 0],
    [waist, 0],
    [ankle, 1],
    [ankle - legWidth, 1 - uniform(random, -0.03, 0.05)],
    ...(squareGap ? [[ankle - legWidth, crotch] as const] : []),
    [0, crotch],
  ];
  const details: Points[] = [];
  if (chance(random, 40))
    details.push([
      [-waist, 0.09],
      [waist, 0.09],
    ]);
  if (chance(random, 25))
    details.push([
      [0, 0.02],
      [0, crotch],
    ]);
  if (chance(random, 20))
    details.push(
      ...onBothSides([
        [waist * 0.5, 0.1],
        [waist * 0.95, 0.22],
      ]),
    );
  return { bodies: [closedOutline(half)], loops: [], details };
};

export const bag: DrawOutline = (random) => {
  const halfWidth = uniform(random, 0.3, 0.75);
  const bottomHalfWidth = halfWidth * uniform(random, 0.8, 1.35);
  const height = uniform(random, 0.4, 0.9);
  const bulge = chance(random, 35) ? uniform(random, 1.05, 1.25) : 1;
  const half: Points = [
    [halfWidth, 0],
    [Math.max(halfWidth, bottomHalfWidth) * bulge, height * 0.55],
    [bottomHalfWidth, height],
  ];
  const details: Points[] = [];
  // A triangular flap, a horizontal seam, or neither.
  const frontStyle = random.below(10);
  if (frontStyle < 2) {
    const flapDepth = uniform(random, 0.3, 0.7) * height;
    details.push([
      [-halfWidth, 0],
      [0, flapDepth],
      [halfWidth, 0],
    ]);
  } else if (frontStyle < 4)
    details.push([
      [-halfWidth, height * 0.35],
      [halfWidth, height * 0.35],
    ]);
  // A clasp.
  if (chance(random, 25))
    details.push([
      [-0.06, height * 0.4],
      [0.06, height * 0.4],
      [0.06, height * 0.55],
      [-0.06, height * 0.55],
      [-0.06, height * 0.4],
    ]);
  const loops: Points[] = [];
  const handleHalfWidth = halfWidth * uniform(random, 0.25, 1);
  const handleHeight = uniform(random, 0.15, 0.9);
  const handle = (scale: number): Points => [
    [-handleHalfWidth * scale, 0],
    [-handleHalfWidth * 0.8 * scale, -handleHeight * 0.75 * scale],
    [0, -handleHeight * scale],
    [handleHalfWidth * 0.8 * scale, -handleHeight * 0.75 * scale],
    [handleHalfWidth * scale, 0],
  ];
  if (chance(random, 88)) loops.push(handle(1));
  if (chance(random, 30)) loops.push(handle(0.75));
  return { bodies: [closedOutline(half)], loops, details };
};
