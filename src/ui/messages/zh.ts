// The whole Simplified Chinese catalogue; the same keys and arguments as the English one.

import type { Catalogue } from './catalogue.ts';
import { firstZh } from './first.zh.ts';
import { laterZh } from './later.zh.ts';

export const zh: Catalogue = { ...firstZh, ...laterZh };
