// What people draw on a garment and a photograph hardly shows: collars, openings, buttons, hems, soles, laces. As lines in
// the garment's box, by class; and the gap between sleeves and body, which arms laid close do not have.

import type { Random } from '../base/random.ts';
import { CLASS_KEYS } from '../contract/dataset.ts';

/** A line through points of the garment's box, 0, 1 across and down, or dots at them. */
interface Stroke {
  /** In percent. */
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

/** With sleeves down to the hem. */
const SLEEVED: ReadonlySet<number> = new Set(
  (['pullover', 'coat', 'shirt'] as const).map((key) => CLASS_KEYS.indexOf(key)),
);

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Sets the strokes of the class in `lines` [side, side]; each by its chance, and a little off. */
export function drawStrokes(lines: Uint8Array, side: number, box: Box, label: number, random: Random): void {
  const off = () => (random.unit() - 0.5) * 0.08;
  const facing = random.below(2) === 1;
  const dot = (x: number, y: number) => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    if (column >= 0 && row >= 0 && column < side && row < side) lines[row * side + column] = 1;
  };
  for (const { chance, points, dots } of STROKES[CLASS_KEYS[label]!]) {
    if (random.below(100) >= chance) continue;
    const [offX, offY] = [off(), off()];
    const across = (x: number) => box.left + ((facing ? 1 - x : x) + offX) * box.width;
    const down = (y: number) => box.top + (y + offY) * box.height;
    for (let i = 0; i < points.length; i += 2) {
      const next = dots || i + 2 === points.length ? i : i + 2;
      const [x, y] = [across(points[i]!), down(points[i + 1]!)];
      const [nextX, nextY] = [across(points[next]!), down(points[next + 1]!)];
      for (let part = 0; part <= side; part++) {
        dot(x + ((nextX - x) * part) / side, y + ((nextY - y) * part) / side);
      }
      if (dots) dot(x + 1, y);
    }
  }
}

/** Half of the sleeved garments get their arms off the body: a gap that widens downwards, cut out of `mask`. */
export function cutSleeves(mask: Uint8Array, side: number, box: Box, label: number, random: Random): void {
  if (!SLEEVED.has(label) || random.below(2) === 0) return;
  const armpit = 0.3 + random.unit() * 0.15;
  const slope = 0.08 + random.unit() * 0.2;
  const inset = 0.2 + random.unit() * 0.06;
  for (let y = 0; y < box.height; y++) {
    const half = slope * (y / box.height - armpit) * box.width * 0.5;
    if (half <= 0) continue;
    for (const middle of [inset, 1 - inset]) {
      const center = box.left + middle * box.width;
      for (let x = Math.floor(center - half); x <= center + half; x++) {
        if (x >= 0 && x < side) mask[(box.top + y) * side + x] = 0;
      }
    }
  }
}
