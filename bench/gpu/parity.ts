// Compares an engine with every golden case without a test runner.

import { readFile } from 'node:fs/promises';
import { goldenActivations, measureActivations } from '../../src/engine/testing/activations.ts';
import { GOLDEN_NAMES, parseGolden, type GoldenIndex } from '../../src/engine/testing/golden.ts';
import { measureParity, outside, type EngineFactory } from '../../src/engine/testing/parity.ts';
import { exactActivations } from '../../src/engine/reference/exact-activations.fixture.ts';

/** Prints a line for each case. Resolves with whether all errors are within their tolerances. */
export async function checkParity(createEngine: EngineFactory): Promise<boolean> {
  let allWithin = true;
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
    allWithin &&= wrong.length === 0;
  }
  return allWithin;
}
