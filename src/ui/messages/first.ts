// The messages that the first paint needs.

import { firstEn } from './first.en.ts';
import { firstZh } from './first.zh.ts';

export const FIRST = { en: firstEn, zh: firstZh };
