// The whole English catalogue, for tests and tools: the source of the message types.

import { firstEn } from './first.en.ts';
import { laterEn } from './later.en.ts';

export const en = { ...firstEn, ...laterEn } as const;
