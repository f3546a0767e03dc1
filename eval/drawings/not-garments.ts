// Things that are no garment, to see how often the page is sure of one: letters, digits and everyday things from Tabler's
// icons (MIT), drawn with a pen, and random strokes by code.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { randomStream, type Random } from '../../src/base/random.ts';

export const KINDS = ['letter', 'digit', 'thing', 'random strokes'] as const;

export interface NotGarment {
  kind: (typeof KINDS)[number];
  name: string;
  /** SVG elements in a square of 24 x 24, to be stroked. */
  body: string;
}

/** Icons of Tabler that are drawn in lines. None looks like one of the ten classes. */
const THINGS =
  'mood-smile mood-happy mood-sad home fish cat dog car tree heart star sun moon cloud umbrella cup bottle key phone bike ' +
  'guitar-pick apple hand-stop flower leaf bulb clock book lamp armchair bed plane rocket ghost skull butterfly anchor ' +
  'trophy scissors camera bell balloon mug ice-cream carrot pig horse-toy spider bat cactus mushroom candle cake crown ' +
  'diamond eye feather flame flag gift hammer headphones hourglass paw pencil pizza snowman sailboat submarine tent wand ' +
  'wheel building truck bus dice puzzle egg lemon cherry banana fence bone robot alien';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

/** Throws if Tabler lacks an icon. */
export function readNotGarments(): NotGarment[] {
  const path = createRequire(import.meta.url).resolve('@iconify-json/tabler/icons.json');
  const { icons } = JSON.parse(readFileSync(path, 'utf8')) as { icons: Record<string, { body: string }> };
  const icon = (kind: NotGarment['kind'], name: string): NotGarment => {
    const found = icons[name];
    if (!found) throw new Error(`tabler has no icon ${name}`);
    // The pen's width is set from outside.
    return { kind, name, body: found.body.replaceAll(/ stroke-width="[^"]*"/g, '') };
  };
  return [
    ...Array.from(LETTERS, (letter) => icon('letter', `letter-${letter}`)),
    ...Array.from(DIGITS, (digit) => icon('digit', `number-${digit}`)),
    ...THINGS.split(' ').map((name) => icon('thing', name)),
    ...Object.entries(STROKES).flatMap(([name, draw]) =>
      Array.from({ length: 12 }, (_, i): NotGarment => {
        const random = randomStream(1, `strokes ${name} ${i}`);
        return { kind: 'random strokes', name: `${name} ${i}`, body: draw(random) };
      }),
    ),
  ];
}

const SIDE = 24;
const place = (random: Random): string =>
  `${(SIDE * random.unit()).toFixed(2)} ${(SIDE * random.unit()).toFixed(2)}`;
const path = (d: string): string => `<path fill="none" stroke="currentColor" d="${d}"/>`;

/** Each draws into the square of 24 x 24. */
const STROKES: Readonly<Record<string, (random: Random) => string>> = {
  /** A curve through many random places. */
  scribble: (random) =>
    path(
      `M${place(random)}${Array.from({ length: 14 }, () => `Q${place(random)} ${place(random)}`).join('')}`,
    ),
  /** One to five straight lines. */
  lines: (random) =>
    Array.from({ length: 1 + random.below(5) }, () => path(`M${place(random)}L${place(random)}`)).join(''),
  /** Back and forth from top to bottom. */
  zigzag: (random) => {
    const turns = 4 + random.below(8);
    const corners = Array.from({ length: turns }, (_, k) => {
      const x = k % 2 === 0 ? SIDE * 0.3 * random.unit() : SIDE * (1 - 0.3 * random.unit());
      return `${x.toFixed(2)} ${((SIDE * k) / (turns - 1)).toFixed(2)}`;
    });
    return path(`M${corners.join('L')}`);
  },
  spiral: (random) => {
    const turns = 2 + 3 * random.unit();
    const points = Array.from({ length: 90 }, (_, k) => {
      const [angle, radius] = [(2 * Math.PI * turns * k) / 89, (12 * k) / 89];
      return `${(12 + radius * Math.cos(angle)).toFixed(2)} ${(12 + radius * Math.sin(angle)).toFixed(2)}`;
    });
    return path(`M${points.join('L')}`);
  },
  /** A closed polygon of three to eight random corners. */
  polygon: (random) => {
    const corners = Array.from({ length: 3 + random.below(6) }, () => place(random));
    return path(`M${corners.join('L')}Z`);
  },
};
