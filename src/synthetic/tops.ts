// T-shirts, pullovers, coats and shirts as people outline them: one body with sleeves, told apart by these and by lines.

import type { Random } from '../base/random.ts';
import { between, maybe, twice, whole, type Draw, type Points } from './outline.ts';

interface Top {
  /** Sleeve's length, least and most; none at 0. */
  sleeve: readonly [number, number];
  /** How steeply sleeves may fall, dy for dx = 1, least and most. */
  fall: readonly [number, number];
  length: readonly [number, number];
  /** Half the hem, against half the chest, least and most. */
  hem: readonly [number, number];
}

/** Where lines on a top go: it hands back the right half's measures. */
function top(random: Random, { sleeve, fall, length, hem }: Top) {
  const neck = between(random, 0.08, 0.22);
  const depth = maybe(random, 25) ? 0 : between(random, 0.02, 0.16);
  const chest = between(random, 0.2, 0.36);
  const shoulder = Math.max(neck + 0.04, chest * between(random, 0.85, 1.15));
  const drop = between(random, 0, 0.1);
  const long = between(random, ...length);
  const skirt = chest * between(random, ...hem);
  const reach = between(random, ...sleeve);
  const dy = between(random, ...fall);
  const norm = Math.sqrt(1 + dy * dy);
  const cuff = between(random, 0.12, 0.26);
  const armpit = Math.min(drop + cuff * norm * between(random, 1, 1.3), 0.55 * long);
  const tip = [shoulder + reach / norm, drop + (reach * dy) / norm] as const;
  const under = [Math.max(tip[0] - (cuff * dy) / norm, chest + 0.03), tip[1] + cuff / norm] as const;
  const half: Points = [
    [0, depth],
    [neck * 0.6, depth * 0.8],
    [neck, 0],
    [shoulder, drop],
    ...(reach > 0 ? [tip, under] : []),
    [chest, armpit],
    [skirt, long],
  ];
  return { body: whole(half.slice(depth > 0 ? 0 : 2)), neck, depth, chest, skirt, long, tip, under };
}

function collar(random: Random, neck: number, depth: number): Points[] {
  const fall = depth + between(random, 0.05, 0.16);
  return twice([
    [neck, 0],
    [neck * between(random, 0.5, 1), fall],
    [0, depth + 0.01],
  ]);
}

function opening(random: Random, from: number, to: number): Points[] {
  const apart = maybe(random, 30) ? between(random, 0.02, 0.1) : 0;
  const line: Points = [
    [apart, from],
    [apart * between(random, 1, 1.6), to],
  ];
  return apart > 0 ? twice(line) : [line];
}

function buttons(random: Random, from: number, to: number): Points[] {
  const count = 2 + random.below(4);
  const x = maybe(random, 50) ? 0 : between(random, 0.02, 0.06);
  return Array.from({ length: count }, (_, i): Points => {
    const y = from + ((to - from) * (i + 0.6)) / count;
    return [
      [x, y],
      [x + 0.015, y],
    ];
  });
}

export const tshirt: Draw = (random) => {
  const sleeveless = maybe(random, 8);
  const garment = top(random, {
    sleeve: sleeveless ? [0, 0] : [0.1, 0.36],
    fall: [0, 1.3],
    length: [0.55, 1],
    hem: [0.9, 1.15],
  });
  const details: Points[] = [];
  if (maybe(random, 15))
    details.push([
      [-garment.neck, 0],
      [0, garment.depth + 0.06],
      [garment.neck, 0],
    ]);
  if (maybe(random, 10))
    details.push([
      [0.06, 0.3],
      [0.16, 0.3],
      [0.16, 0.42],
      [0.06, 0.42],
    ]);
  return { bodies: [garment.body], loops: [], details };
};

/** Down to the wrist; arms hang or stand off. */
const LONG_SLEEVES = { sleeve: [0.42, 0.8], fall: [0.5, 4] } as const;

export const pullover: Draw = (random) => {
  const { body, neck, depth, chest, skirt, long, tip, under } = top(random, {
    ...LONG_SLEEVES,
    length: [0.55, 0.95],
    hem: [0.85, 1.15],
  });
  const details: Points[] = [];
  if (maybe(random, 30))
    details.push([
      [-skirt, long - 0.08],
      [skirt, long - 0.08],
    ]);
  if (maybe(random, 30)) {
    const back = (x: number) => chest + (x - chest) * 0.85;
    const up = (y: number) => y * 0.88;
    details.push(
      ...twice([
        [back(tip[0]), up(tip[1])],
        [back(under[0]), up(under[1])],
      ]),
    );
  }
  if (maybe(random, 30))
    details.push([
      [-neck, 0],
      [0, depth + 0.06],
      [neck, 0],
    ]);
  if (maybe(random, 20)) {
    const y = between(random, 0.25, 0.5) * long;
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
  const loops: Points[] = [];
  if (maybe(random, 15))
    loops.push([
      [-neck, 0.02],
      [-neck * 1.2, -0.16],
      [0, -0.26],
      [neck * 1.2, -0.16],
      [neck, 0.02],
    ]);
  return { bodies: [body], loops, details };
};

export const coat: Draw = (random) => {
  const { body, neck, depth, chest, long } = top(random, {
    ...LONG_SLEEVES,
    length: [0.6, 1.25],
    hem: [0.95, 1.45],
  });
  const details = opening(random, depth, long);
  if (maybe(random, 50)) {
    const end = between(random, 0.2, 0.45) * long;
    details.push(
      ...twice([
        [neck, 0],
        [neck * between(random, 1, 1.5), end * 0.5],
        [0, end],
      ]),
    );
  }
  if (maybe(random, 35)) details.push(...buttons(random, 0.3 * long, 0.9 * long));
  if (maybe(random, 35)) {
    const y = between(random, 0.5, 0.7) * long;
    details.push(
      ...twice([
        [chest * 0.4, y],
        [chest * 0.85, y - 0.03],
      ]),
    );
  }
  if (maybe(random, 15))
    details.push([
      [-chest, 0.5 * long],
      [chest, 0.5 * long],
    ]);
  return { bodies: [body], loops: [], details };
};

export const shirt: Draw = (random) => {
  const long = maybe(random, 60);
  const garment = top(random, {
    ...(long ? LONG_SLEEVES : { sleeve: [0.12, 0.32], fall: [0.1, 1.3] }),
    length: [0.65, 1],
    hem: [0.9, 1.15],
  });
  const details: Points[] = [];
  const [withCollar, withOpening] = [maybe(random, 85), maybe(random, 75)];
  if (withCollar) details.push(...collar(random, garment.neck, garment.depth));
  if (withOpening)
    details.push([
      [0, garment.depth],
      [0, garment.long],
    ]);
  if (!withCollar || maybe(random, 70)) details.push(...buttons(random, garment.depth + 0.05, garment.long));
  if (maybe(random, 25))
    details.push([
      [0.08, 0.28],
      [0.18, 0.28],
      [0.18, 0.4],
      [0.08, 0.4],
      [0.08, 0.28],
    ]);
  return { bodies: [garment.body], loops: [], details };
};
