// Loads a golden case inside Vitest, in Node and in a browser alike: the bundler hands the files over as data URLs.
// For tests only; no part of the built page.

import { parseGolden, type GoldenCase, type GoldenIndex, type GoldenName } from './golden.ts';

const indices = import.meta.glob<GoldenIndex>('./golden/*.json', { import: 'default' });
const arrays = import.meta.glob<string>('./golden/*.bin', { query: '?inline', import: 'default' });

export async function loadGolden(name: GoldenName): Promise<GoldenCase> {
  const index = await indices[`./golden/${name}.json`]!();
  const response = await fetch(await arrays[`./golden/${name}.bin`]!());
  return parseGolden(index, await response.arrayBuffer());
}
