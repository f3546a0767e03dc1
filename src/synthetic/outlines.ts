// How each class is outlined.

import type { CLASS_KEYS } from '../contract/dataset.ts';
import { bag, dress, trouser } from './garments.ts';
import type { Draw } from './outline.ts';
import { boot, sandal, sneaker } from './shoes.ts';
import { coat, pullover, shirt, tshirt } from './tops.ts';

export const OUTLINES: Readonly<Record<(typeof CLASS_KEYS)[number], Draw>> = {
  tshirt,
  trouser,
  pullover,
  dress,
  coat,
  sandal,
  shirt,
  sneaker,
  bag,
  boot,
};
