// PyTorch and JAX as contestants: which Python has them, what PyTorch consists of, and their start.

import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeSample } from '../src/contract/sample.ts';
import { installPackages } from '../tools/install.ts';
import { startProgram, type Contestant } from './contestant.ts';
import { ARTICLE, firstOrder, startParameters } from './material.ts';
import type { System } from './systems.ts';

/** What `pytorch.py describe` prints. */
export interface PytorchBuild {
  version: string;
  /** torch.__config__.show(), by lines. */
  config: string[];
  oneDNN: boolean;
  /** The libraries for BLAS, oneDNN and OpenMP that a matrix product loads. */
  libraries: string[];
  /** Variables that such libraries read. */
  environment: Record<string, string>;
}

/** Where a newer PyTorch than the system's can be put: see docs/benchmarks.md. */
const OWN = '.cache/pytorch/bin/python';
const PLACES = [OWN, 'python3', '/usr/bin/python3'];
const FAST_BLAS = 'libopenblas0-pthread';

/**
 * The Python that the environment variable PYTHON names, otherwise the first that has PyTorch. Installs Debian's package
 * when there is none (as root), with OpenBLAS: without it, Debian's PyTorch multiplies matrices with the slow reference
 * BLAS. Throws with what to do when none can be installed.
 */
export function findPython(): string {
  const named = process.env.PYTHON;
  if (named) {
    if (!hasPytorch(named)) throw new Error(`PYTHON names ${named}, which has no PyTorch`);
    return named;
  }
  const find = () => PLACES.find(hasPytorch);
  const found = find() ?? (installPackages('PyTorch', 'python3-torch', FAST_BLAS) ? find() : undefined);
  if (found) return found;
  throw new Error(
    'No python3 with PyTorch was found, and none could be installed. On Debian: `apt-get install python3-torch ' +
      FAST_BLAS +
      '`; a newer one: docs/benchmarks.md; or name a Python with PYTHON.',
  );
}

/** The Python that the environment variable PYTHON names if it has JAX, otherwise the first that has it, or null. */
export function findJax(): string | null {
  const named = process.env.PYTHON;
  return (named ? [named] : PLACES).find((python) => has(python, 'jax')) ?? null;
}

function has(python: string, module: string): boolean {
  return spawnSync(python, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0;
}

function hasPytorch(python: string): boolean {
  return has(python, 'torch');
}

export function describePytorch(python: string): PytorchBuild {
  const { stdout } = spawnSync(python, ['bench/pytorch.py', 'describe'], { encoding: 'utf8' });
  return JSON.parse(stdout) as PytorchBuild;
}

/** The lines of the build that name BLAS, oneDNN and the instructions, and what is loaded. */
export function formatBuild({ version, config, oneDNN, libraries, environment }: PytorchBuild): string {
  const named = config.filter((line) => /^- (CPU capability|Intel|OpenMP)/.test(line));
  const blas = config.flatMap((line) => /BLAS_INFO=\w+/.exec(line)?.[0] ?? []);
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return [
    `PyTorch ${version}; ${blas.join()}; oneDNN ${oneDNN ? 'available' : 'missing'}`,
    ...named.map((line) => `  ${line.slice(2)}`),
    `  loaded: ${libraries.join(', ') || 'none; they are part of PyTorch'}`,
    ...(isReferenceBlas(libraries) ? [`  a slow BLAS: on Debian, apt-get install ${FAST_BLAS}`] : []),
    ...(variables.length > 0 ? [`  environment: ${variables.join(' ')}`] : []),
  ].join('\n');
}

/** Whether the only BLAS among these libraries is the reference implementation. */
function isReferenceBlas(libraries: readonly string[]): boolean {
  return (
    libraries.some((name) => name.startsWith('libblas')) &&
    !libraries.some((name) => /openblas|mkl/.test(name))
  );
}

/**
 * Starts PyTorch or JAX, PyTorch with an explicit number of threads, since its default may be fewer. Rejects with Python's
 * error output, or where it doesn't answer within `limit` milliseconds.
 */
export async function startInPython(
  system: System,
  python: string,
  { order: words = firstOrder(ARTICLE), limit }: { order?: Uint32Array; limit?: number } = {},
): Promise<Contestant> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const parameters = join(folder, 'parameters');
  const order = join(folder, 'order');
  await writeFile(parameters, startParameters(ARTICLE));
  await writeFile(
    order,
    words.map((word) => decodeSample(word).index),
  );
  const threads = String(system.threads || availableParallelism());
  const program = system.program === 'pytorch' ? 'bench/pytorch.py' : 'bench/jax_scan.py';
  const files = [program, 'public/data/', parameters, order];
  const parts = [...files, threads, String(system.batch), system.backend];
  return startProgram(system, python, parts, { cleanUp: () => rm(folder, { recursive: true }), limit });
}
