// Outlines of T-shirts, pullovers, coats and shirts, with the proportions that people give them in drawings. All four are a
// body with sleeves; the length of the sleeves and the lines on the body distinguish the classes.

import type { Random } from '../base/random.ts';
import { uniform, chance, onBothSides, closedOutline, type DrawOutline, type Points } from './outline.ts';

type Range = readonly [min: number, max: number];

/** Ranges of a garment's measures. */
interface TopRanges {
  /** Length of the sleeve; 0 for no sleeve. */
  sleeve: Range;
  /** Slope of the sleeve, dy for dx = 1. */
  slope: Range;
  /** Height of the garment. */
  height: Range;
  /** Width of the hem divided by the width of the chest. */
  hem: Range;
}

/** Draws the body with its sleeves. Also returns the measures of the right half, which the details are placed by. */
function drawTop(random: Random, ranges: TopRanges) {
  // Half widths of the neck, the chest, the shoulders and the hem.
  const neck = uniform(random, 0.08, 0.22);
  const neckDepth = chance(random, 25) ? 0 : uniform(random, 0.02, 0.16);
  const chest = uniform(random, 0.2, 0.36);
  const shoulder = Math.max(neck + 0.04, chest * uniform(random, 0.85, 1.15));
  const drop = uniform(random, 0, 0.1);
  const height = uniform(random, ...ranges.height);
  const hem = chest * uniform(random, ...ranges.hem);
  const sleeveLength = uniform(random, ...ranges.sleeve);
  const slope = uniform(random, ...ranges.slope);
  // Length of the sleeve's direction (1, slope).
  const norm = Math.sqrt(1 + slope * slope);
  const cuff = uniform(random, 0.12, 0.26);
  const armpit = Math.min(drop + cuff * norm * uniform(random, 1, 1.3), 0.55 * height);
  const cuffOuter = [shoulder + sleeveLength / norm, drop + (sleeveLength * slope) / norm] as const;
  const cuffInner = [
    Math.max(cuffOuter[0] - (cuff * slope) / norm, chest + 0.03),
    cuffOuter[1] + cuff / norm,
  ] as const;
  const half: Points = [
    [0, neckDepth],
    [neck * 0.6, neckDepth * 0.8],
    [neck, 0],
    [shoulder, drop],
    ...(sleeveLength > 0 ? [cuffOuter, cuffInner] : []),
    [chest, armpit],
    [hem, height],
  ];
  return {
    body: closedOutline(half.slice(neckDepth > 0 ? 0 : 2)),
    neck,
    neckDepth,
    chest,
    hem,
    height,
    cuffOuter,
    cuffInner,
  };
}

function collar(random: Random, neck: number, neckDepth: number): Points[] {
  const tipY = neckDepth + uniform(random, 0.05, 0.16);
  return onBothSides([
    [neck, 0],
    [neck * uniform(random, 0.5, 1), tipY],
    [0, neckDepth + 0.01],
  ]);
}

/** The front opening: one line, or two with a gap. */
function opening(random: Random, from: number, to: number): Points[] {
  const gap = chance(random, 30) ? uniform(random, 0.02, 0.1) : 0;
  const line: Points = [
    [gap, from],
    [gap * uniform(random, 1, 1.6), to],
  ];
  return gap > 0 ? onBothSides(line) : [line];
}

function buttons(random: Random, from: number, to: number): Points[] {
  const count = 2 + random.below(4);
  const x = chance(random, 50) ? 0 : uniform(random, 0.02, 0.06);
  return Array.from({ length: count }, (_, i): Points => {
    const y = from + ((to - from) * (i + 0.6)) / count;
    return [
      [x, y],
      [x + 0.015, y],
    ];
  });
}

export const tshirt: DrawOutline = (random) => {
  const sleeveless = chance(random, 8);
  const garment = drawTop(random, {
    sleeve: sleeveless ? [0, 0] : [0.1, 0.36],
    slope: [0, 1.3],
    height: [0.55, 1],
    hem: [0.9, 1.15],
  });
  const details: Points[] = [];
  if (chance(random, 15))
    details.push([
      [-garment.neck, 0],
      [0, garment.neckDepth + 0.06],
      [garment.neck, 0],
    ]);
  if (chance(random, 10))
    details.push([
      [0.06, 0.3],
      [0.16, 0.3],
      [0.16, 0.42],
      [0.06, 0.42],
    ]);
  return { bodies: [garment.body], loops: [], details };
};

/** Sleeves that reach the wrist; the arms hang down or are spread. */
const LONG_SLEEVES = { sleeve: [0.42, 0.8], slope: [0.5, 4] } as const;

export const pullover: DrawOutline = (random) => {
  const { body, neck, neckDepth, chest, hem, height, cuffOuter, cuffInner } = drawTop(random, {
    ...LONG_SLEEVES,
    height: [0.55, 0.95],
    hem: [0.85, 1.15],
  });
  const details: Points[] = [];
  if (chance(random, 30))
    details.push([
      [-hem, height - 0.08],
      [hem, height - 0.08],
    ]);
  if (chance(random, 30)) {
    const towardsBody = (x: number) => chest + (x - chest) * 0.85;
    const upwards = (y: number) => y * 0.88;
    details.push(
      ...onBothSides([
        [towardsBody(cuffOuter[0]), upwards(cuffOuter[1])],
        [towardsBody(cuffInner[0]), upwards(cuffInner[1])],
      ]),
    );
  }
  if (chance(random, 30))
    details.push([
      [-neck, 0],
      [0, neckDepth + 0.06],
      [neck, 0],
    ]);
  if (chance(random, 20)) {
    // A band of two lines across the chest.
    const y = uniform(random, 0.25, 0.5) * height;
    details.push(
      [
        [-0.2, y],
        [0.2, y],
      ],
      [
        [-0.2, y + 0.1],
        [0.2, y + 0.1],
      ],
    );
  }
  // A hood.
  const loops: Points[] = [];
  if (chance(random, 15))
    loops.push([
      [-neck, 0.02],
      [-neck * 1.2, -0.16],
      [0, -0.26],
      [neck * 1.2, -0.16],
      [neck, 0.02],
    ]);
  return { bodies: [body], loops, details };
};

export const coat: DrawOutline = (random) => {
  const { body, neck, neckDepth, chest, height } = drawTop(random, {
    ...LONG_SLEEVES,
    height: [0.6, 1.25],
    hem: [0.95, 1.45],
  });
  const details = opening(random, neckDepth, height);
  // Lapels.
  if (chance(random, 50)) {
    const end = uniform(random, 0.2, 0.45) * height;
    details.push(
      ...onBothSides([
        [neck, 0],
        [neck * uniform(random, 1, 1.5), end * 0.5],
        [0, end],
      ]),
    );
  }
  if (chance(random, 35)) details.push(...buttons(random, 0.3 * height, 0.9 * height));
  if (chance(random, 35)) {
    // Pockets.
    const y = uniform(random, 0.5, 0.7) * height;
    details.push(
      ...onBothSides([
        [chest * 0.4, y],
        [chest * 0.85, y - 0.03],
      ]),
    );
  }
  if (chance(random, 15))
    details.push([
      [-chest, 0.5 * height],
      [chest, 0.5 * height],
    ]);
  return { bodies: [body], loops: [], details };
};

export const shirt: DrawOutline = (random) => {
  const withLongSleeves = chance(random, 60);
  const garment = drawTop(random, {
    ...(withLongSleeves ? LONG_SLEEVES : { sleeve: [0.12, 0.32], slope: [0.1, 1.3] }),
    height: [0.65, 1],
    hem: [0.9, 1.15],
  });
  const details: Points[] = [];
  const [withCollar, withOpening] = [chance(random, 85), chance(random, 75)];
  if (withCollar) details.push(...collar(random, garment.neck, garment.neckDepth));
  if (withOpening)
    details.push([
      [0, garment.neckDepth],
      [0, garment.height],
    ]);
  if (!withCollar || chance(random, 70))
    details.push(...buttons(random, garment.neckDepth + 0.05, garment.height));
  if (chance(random, 25))
    details.push([
      [0.08, 0.28],
      [0.18, 0.28],
      [0.18, 0.4],
      [0.08, 0.4],
      [0.08, 0.28],
    ]);
  return { bodies: [garment.body], loops: [], details };
};
