// The details that people draw on a garment and that a photo hardly shows: collars, openings, buttons, hems, soles, laces.
// They are lines in the garment's bounding box, by class. `cutSleeves` adds the gap between the
// sleeves and the body that drawings have; in training images the sleeves lie close to the body.

import type { Random } from '../base/random.ts';
import { CLASS_KEYS } from '../contract/dataset.ts';

/** A line through points, or a dot at each point. (0, 0) is the box's top left corner, (1, 1) the bottom right one. */
interface Stroke {
  /** Probability in percent. */
  chance: number;
  /** x0, y0, x1, y1, … */
  points: readonly number[];
  dots?: boolean;
}

type ClassKey = (typeof CLASS_KEYS)[number];

const NECKLINE: Stroke = {
  chance: 50,
  points: [0.36, 0, 0.42, 0.07, 0.5, 0.1, 0.58, 0.07, 0.64, 0],
};
const COLLAR: Stroke = {
  chance: 75,
  points: [0.38, 0, 0.42, 0.13, 0.5, 0.05, 0.58, 0.13, 0.62, 0],
};
const OPENING: Stroke = {
  chance: 80,
  points: [0.5, 0.08, 0.5, 1],
};
const BUTTONS: Stroke = {
  chance: 60,
  dots: true,
  points: [0.54, 0.25, 0.54, 0.42, 0.54, 0.59, 0.54, 0.76],
};
const HEM: Stroke = {
  chance: 35,
  points: [0.15, 0.92, 0.85, 0.92],
};
const SOLE: Stroke = {
  chance: 60,
  points: [0, 0.84, 1, 0.84],
};
const POCKET: Stroke = {
  chance: 30,
  points: [0.6, 0.32, 0.7, 0.32, 0.7, 0.45, 0.6, 0.45, 0.6, 0.32],
};

const STROKES: Record<ClassKey, readonly Stroke[]> = {
  tshirt: [NECKLINE, { ...HEM, chance: 20 }, { ...POCKET, chance: 10 }],
  trouser: [
    {
      chance: 60,
      points: [0, 0.07, 1, 0.07],
    },
    {
      chance: 40,
      points: [0.5, 0.07, 0.5, 0.35],
    },
    {
      chance: 25,
      points: [0.3, 0.08, 0.15, 0.2],
    },
    {
      chance: 25,
      points: [0.7, 0.08, 0.85, 0.2],
    },
  ],
  pullover: [
    NECKLINE,
    HEM,
    {
      chance: 25,
      points: [0, 0.86, 0.2, 0.9],
    },
    {
      chance: 25,
      points: [1, 0.86, 0.8, 0.9],
    },
    {
      chance: 15,
      points: [0.2, 0.5, 0.8, 0.5],
    },
    {
      chance: 15,
      points: [0.2, 0.65, 0.8, 0.65],
    },
    {
      chance: 15,
      points: [0.32, 0.85, 0.4, 0.62, 0.6, 0.62, 0.68, 0.85],
    },
  ],
  dress: [
    NECKLINE,
    {
      chance: 60,
      points: [0, 0.4, 1, 0.4],
    },
    {
      chance: 20,
      points: [0.4, 0.45, 0.3, 1],
    },
  ],
  coat: [
    OPENING,
    {
      chance: 50,
      points: [0.38, 0, 0.36, 0.18, 0.5, 0.36, 0.64, 0.18, 0.62, 0],
    },
    { ...BUTTONS, chance: 40 },
    {
      chance: 40,
      points: [0.26, 0.66, 0.4, 0.64],
    },
    {
      chance: 40,
      points: [0.74, 0.66, 0.6, 0.64],
    },
    {
      chance: 15,
      points: [0.2, 0.5, 0.8, 0.5],
    },
  ],
  sandal: [{ ...SOLE, chance: 30 }],
  shirt: [COLLAR, OPENING, BUTTONS, POCKET],
  sneaker: [
    SOLE,
    {
      chance: 50,
      points: [0.4, 0.42, 0.5, 0.55],
    },
    {
      chance: 50,
      points: [0.46, 0.34, 0.56, 0.47],
    },
    {
      chance: 40,
      points: [0.52, 0.26, 0.62, 0.4],
    },
    {
      chance: 30,
      points: [0.04, 0.6, 0.2, 0.6, 0.26, 0.84],
    },
  ],
  bag: [
    {
      chance: 30,
      points: [0, 0.45, 1, 0.45],
    },
    {
      chance: 25,
      points: [0, 0.3, 0.5, 0.65, 1, 0.3],
    },
    {
      chance: 30,
      points: [0.45, 0.5, 0.55, 0.5, 0.55, 0.6, 0.45, 0.6, 0.45, 0.5],
    },
  ],
  boot: [
    SOLE,
    {
      chance: 30,
      points: [0.4, 0.2, 0.55, 0.24],
    },
    {
      chance: 30,
      points: [0.4, 0.35, 0.55, 0.39],
    },
  ],
};

/** Classes with sleeves that reach down to the hem. */
const SLEEVED: ReadonlySet<number> = new Set(
  (['pullover', 'coat', 'shirt'] as const).map((key) => CLASS_KEYS.indexOf(key)),
);

/** In pixels. */
interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * Sets pixels of `lines` [side, side] to 1 along the strokes of the class. Each stroke has its own probability and is shifted by
 * up to 4% of the box.
 */
export function drawStrokes(lines: Uint8Array, side: number, box: Box, label: number, random: Random): void {
  const offset = () => (random.unit() - 0.5) * 0.08;
  const mirrored = random.below(2) === 1;
  const mark = (x: number, y: number) => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    if (column >= 0 && row >= 0 && column < side && row < side) lines[row * side + column] = 1;
  };
  for (const { chance, points, dots } of STROKES[CLASS_KEYS[label]!]) {
    if (random.below(100) >= chance) continue;
    const [offsetX, offsetY] = [offset(), offset()];
    const toX = (x: number) => box.left + ((mirrored ? 1 - x : x) + offsetX) * box.width;
    const toY = (y: number) => box.top + (y + offsetY) * box.height;
    for (let i = 0; i < points.length; i += 2) {
      const next = dots || i + 2 === points.length ? i : i + 2;
      const [x, y] = [toX(points[i]!), toY(points[i + 1]!)];
      const [nextX, nextY] = [toX(points[next]!), toY(points[next + 1]!)];
      for (let step = 0; step <= side; step++) {
        mark(x + ((nextX - x) * step) / side, y + ((nextY - y) * step) / side);
      }
      if (dots) mark(x + 1, y);
    }
  }
}

/** For half of the garments with long sleeves, cuts a gap between each sleeve and the body out of `mask` [side, side]. */
export function cutSleeves(mask: Uint8Array, side: number, box: Box, label: number, random: Random): void {
  if (!SLEEVED.has(label) || random.below(2) === 0) return;
  // The gap starts at the height of the armpit and widens towards the hem. `inset` is its distance from the box's side. Both
  // are fractions of the box, and `slope` is a fraction of its width for its whole height.
  const armpit = 0.3 + random.unit() * 0.15;
  const slope = 0.08 + random.unit() * 0.2;
  const inset = 0.2 + random.unit() * 0.06;
  for (let y = 0; y < box.height; y++) {
    const halfWidth = slope * (y / box.height - armpit) * box.width * 0.5;
    if (halfWidth <= 0) continue;
    for (const relativeX of [inset, 1 - inset]) {
      const center = box.left + relativeX * box.width;
      for (let x = Math.floor(center - halfWidth); x <= center + halfWidth; x++) {
        if (x >= 0 && x < side) mask[(box.top + y) * side + x] = 0;
      }
    }
  }
}
