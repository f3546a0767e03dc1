// Loads a golden case inside Vitest, in Node and in a browser: the bundler gives the files as data URLs. A case is
// loaded once.

import { parseGolden, type GoldenCase, type GoldenIndex, type GoldenName } from './golden.ts';

const indices = import.meta.glob<GoldenIndex>('./golden/*.json', { import: 'default' });
const arrays = import.meta.glob<string>('./golden/*.bin', { query: '?inline', import: 'default' });

const loaded = new Map<GoldenName, Promise<GoldenCase>>();

/** Tests must not change the arrays of the case. */
export function loadGolden(name: GoldenName): Promise<GoldenCase> {
  let golden = loaded.get(name);
  if (!golden) loaded.set(name, (golden = load(name)));
  return golden;
}

async function load(name: GoldenName): Promise<GoldenCase> {
  const index = await indices[`./golden/${name}.json`]!();
  const response = await fetch(await arrays[`./golden/${name}.bin`]!());
  return parseGolden(index, await response.arrayBuffer());
}
