// Loads a golden case inside Vitest, in Node and in a browser alike: the bundler hands the files over as data URLs.
// For tests only; no part of the built page.

import { parseGolden, type GoldenCase, type GoldenIndex, type GoldenName } from './golden.ts';

const indices = import.meta.glob<GoldenIndex>('./*.json', { import: 'default' });
const arrays = import.meta.glob<string>('./*.bin', { query: '?inline', import: 'default' });

export async function loadGolden(name: GoldenName): Promise<GoldenCase> {
  const index = await indices[`./${name}.json`]!();
  const response = await fetch(await arrays[`./${name}.bin`]!());
  return parseGolden(index, await response.arrayBuffer());
}
