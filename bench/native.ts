// The C program of native/ as a contestant: compiled by the bench, compared with PyTorch in double precision, then timed.

import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseGolden, type GoldenIndex } from '../src/engine/testing/golden.ts';
import { relativeError, tensorErrors } from '../src/engine/testing/measure.ts';
import { outside, type ParityRecord } from '../src/engine/testing/parity.ts';
import { SINGLE_PRECISION } from '../src/engine/tolerances.ts';
import { installPackages } from '../tools/install.ts';
import { startProgram, type Contestant, type ProgramContestant } from './contestant.ts';
import { loadDataset } from './dataset.ts';
import { writeMaterial, type FileMaterial } from './material-files.ts';
import { ARTICLE, firstOrder, startParameters } from './material.ts';
import type { System } from './systems.ts';

const SOURCES = 'bench/native';
const BUILD = '.cache/native';
const GOLDEN = 'src/engine/testing/golden/article';
const FLAGS = ['-O3', '-fopenmp', '-fno-math-errno', '-fno-trapping-math', '-Wall', '-Wextra'];

/** Flags of the builds. `native-128` has the vectors of WebAssembly: four values, and no fused multiply-add. */
const BUILDS: Record<string, string[]> = {
  native: ['-march=native'],
  'native-128': [
    ...(process.arch === 'x64'
      ? ['-march=x86-64-v2', '-mavx', '-mprefer-vector-width=128']
      : ['-march=native']),
    '-ffp-contract=off',
    '-DLANES=4',
  ],
};

/** Compiles the program, checks it with the system's number of threads, and starts it. Rejects with what failed. */
export async function startNative(system: System): Promise<Contestant> {
  const compiler = findCompiler();
  const program = await compile(compiler, system.backend);
  await requireParity(system, program, compiler);
  const { images, labels } = await loadDataset();
  const order = firstOrder(ARTICLE);
  const words = order.subarray(0, order.length - (order.length % system.batch));
  return launch(system, program, compiler, { images, labels, parameters: startParameters(ARTICLE), words });
}

/** The compiler that CC names, or gcc, which is installed if it is missing (as root). */
function findCompiler(): string {
  const compiler = process.env.CC || 'gcc';
  const works = () => spawnSync(compiler, ['--version'], { stdio: 'ignore' }).status === 0;
  if (works() || (installPackages('gcc', 'gcc', 'libc6-dev') && works())) return compiler;
  throw new Error(
    `no C compiler ${compiler}: on Debian \`apt-get install gcc libc6-dev\`, or name one with CC`,
  );
}

async function compile(compiler: string, build: string): Promise<string> {
  await mkdir(BUILD, { recursive: true });
  const program = join(BUILD, build);
  const files = (await readdir(SOURCES)).filter((name) => name.endsWith('.c'));
  const sources = files.map((name) => join(SOURCES, name));
  const parts = [...FLAGS, ...BUILDS[build]!, '-o', program, ...sources, '-lm'];
  const { status, stderr } = spawnSync(compiler, parts, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${compiler} ${parts.join(' ')}\n${stderr}`);
  return program;
}

async function launch(
  system: System,
  program: string,
  compiler: string,
  material: FileMaterial,
): Promise<ProgramContestant> {
  const { paths, cleanUp } = await writeMaterial(material);
  const threads = String(system.threads || availableParallelism());
  const version = spawnSync(compiler, ['-dumpfullversion'], { encoding: 'utf8' }).stdout.trim();
  const parts = [...paths, String(system.batch), threads];
  const contestant = await startProgram(system, program, parts, { cleanUp });
  return { ...contestant, version: `${compiler} ${version}, ${contestant.version}` };
}

/**
 * Throws if the program's gradients, losses or parameters of the golden steps (PyTorch in double precision) are not within
 * the tolerances of this project's engines.
 */
async function requireParity(system: System, program: string, compiler: string): Promise<void> {
  const index = JSON.parse(await readFile(`${GOLDEN}.json`, 'utf8')) as GoldenIndex;
  const golden = parseGolden(index, new Uint8Array(await readFile(`${GOLDEN}.bin`)).buffer);
  const { spec, initial, losses, learningRates } = golden;
  const { images, labels, samples: words } = golden;
  const small = { ...system, batch: golden.batch };
  const contestant = await launch(small, program, compiler, { images, labels, parameters: initial, words });
  const records: ParityRecord[] = [];
  const add = (
    kind: keyof typeof SINGLE_PRECISION,
    what: string,
    actual: number[],
    expected: Float64Array,
  ) => {
    const base = kind === 'gradient' ? undefined : initial;
    const errors = tensorErrors(what, spec.model, Float64Array.from(actual), expected, base);
    const tolerance = SINGLE_PRECISION[kind].value;
    for (const error of errors) records.push({ ...error, tolerance });
  };
  try {
    const first = await contestant.run(1);
    // After one step Adam's first moment is a tenth of the gradient.
    const gradients = (await contestant.moments()).map((moment) => 10 * moment);
    add('gradient', 'gradient', gradients, golden.gradients);
    add('changeAfterOne', 'after one step', await contestant.read(), golden.afterOne);
    const others = await contestant.run(learningRates.length - 1);
    add('changeAfterAll', 'after all steps', await contestant.read(), golden.afterAll);
    const error = relativeError([...first.losses, ...others.losses], losses);
    records.push({ what: 'losses', error, tolerance: SINGLE_PRECISION.loss.value });
  } finally {
    await contestant.stop();
  }
  const wrong = outside(records).map(
    ({ what, error, tolerance }) => `${what}: ${error} (at most ${tolerance})`,
  );
  if (wrong.length > 0) throw new Error(`differs from PyTorch: ${wrong.join('; ')}`);
}
