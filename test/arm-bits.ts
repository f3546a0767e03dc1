// Runs under arm64: the fixed training of SAME_BITS, and a short run on the real dataset. Prints their results as JSON. Bundled by tools/arm.ts, with the kernels' folder and the data's folder as arguments.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ARTICLE, prepared, specOf, trainedBits } from '../src/engine/wasm/same-bits.fixture.ts';
import type { EngineSpec } from '../src/engine/engine.ts';
import type { Host } from '../src/engine/wasm/host.ts';
import { createWasmEngine } from '../src/engine/wasm/wasm-engine.ts';
import { parseLink } from '../src/contract/url.ts';
import { runSession } from '../tools/session-run.ts';
import { startHelper, WASM_FILES } from '../tools/wasm-threads.ts';

export interface ArmBits {
  architecture: string;
  /** On one and on two threads. */
  sameBits: string[];
  /** Of the short run, on one thread. */
  weightsHash: string;
  correct: number;
}

const [kernels, data, link] = process.argv.slice(2) as [string, string, string];
const host: Host = {
  threads: 2,
  load: async (variant) => WebAssembly.compile(await readFile(join(kernels, WASM_FILES[variant]))),
  startHelper,
};

async function sameBits(threads: number): Promise<string> {
  const engine = await prepared(createWasmEngine(specOf(ARTICLE), { threads, host }), ARTICLE);
  const bits = await trainedBits(engine, 50);
  engine.dispose();
  return bits;
}

const createEngine = (spec: EngineSpec) => createWasmEngine(spec, { threads: 1, host });
const place = { createEngine, data: pathToFileURL(data).href };
const { weightsHash, result } = await runSession(parseLink(link).config, place);
const found: ArmBits = {
  architecture: process.arch,
  sameBits: [await sameBits(1), await sameBits(2)],
  weightsHash,
  correct: result.correct,
};
console.log(JSON.stringify(found));
process.exit();
