// The messages of all other views: one file, loaded beside the first of them.

import { laterEn } from './later.en.ts';
import { laterZh } from './later.zh.ts';

export const LATER = { en: laterEn, zh: laterZh };
