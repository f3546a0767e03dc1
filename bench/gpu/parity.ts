// The parity suite where there is no test runner: every golden case against the engine, read from the repository's files.

import { readFile } from 'node:fs/promises';
import { goldenActivations, measureActivations } from '../../src/engine/testing/activations.ts';
import { GOLDEN_NAMES, parseGolden, type GoldenIndex } from '../../src/engine/testing/golden.ts';
import { measureParity, outside, type EngineFactory } from '../../src/engine/testing/parity.ts';
import { exactActivations } from '../../src/engine/reference/exact-activations.fixture.ts';

/** Prints a line a case. Resolves to whether all are within their tolerances. */
export async function checkParity(createEngine: EngineFactory): Promise<boolean> {
  let right = true;
  for (const name of GOLDEN_NAMES) {
    const file = (ending: string) => readFile(`src/engine/testing/golden/${name}.${ending}`);
    const index = JSON.parse((await file('json')).toString()) as GoldenIndex;
    const bytes = new Uint8Array(await file('bin')).buffer;
    const golden = parseGolden(index, bytes);
    const records = [
      ...(await measureParity(createEngine, golden)),
      ...(await measureActivations(createEngine, exactActivations, goldenActivations(golden))),
    ];
    const wrong = outside(records);
    console.log(
      `parity ${name}: ${records.length - wrong.length} of ${records.length} tensors within tolerance`,
    );
    for (const { what, error, tolerance } of wrong) console.log(`  ${what}: ${error} (${tolerance})`);
    right &&= wrong.length === 0;
  }
  return right;
}
