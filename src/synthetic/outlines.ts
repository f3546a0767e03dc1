// The function that draws an outline, for each class.

import type { CLASS_KEYS } from '../contract/dataset.ts';
import { bag, dress, trouser } from './garments.ts';
import type { DrawOutline } from './outline.ts';
import { boot, sandal, sneaker } from './shoes.ts';
import { coat, pullover, shirt, tshirt } from './tops.ts';

export const OUTLINES: Readonly<Record<(typeof CLASS_KEYS)[number], DrawOutline>> = {
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
