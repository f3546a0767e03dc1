// Compiles the wasm engine's kernels (AssemblyScript) into src/engine/wasm/build/, twice: with threads over a shared
// memory, and without; and the layers of an explained step in double precision. Does nothing when the output is newer than its sources;
// `--force` compiles anyway.

import { execFile } from 'node:child_process';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { MAX_PAGES } from '../src/engine/wasm/image-memory.ts';

const KERNELS = new URL('../src/engine/wasm/kernels/', import.meta.url);
const BUILD = new URL('../src/engine/wasm/build/', import.meta.url);
const PAGES = new URL('../src/engine/wasm/image-memory.ts', import.meta.url);
const CACHE = new URL('../node_modules/.cache/wasm-kernels/', import.meta.url);

const VARIANTS = [
  { file: 'lenet.wasm', entry: 'index.ts', options: [] },
  { file: 'double.wasm', entry: 'double.ts', options: [] },
  {
    file: 'lenet-threads.wasm',
    entry: 'index.ts',
    options: ['--enable', 'threads', '--sharedMemory', '--maximumMemory', String(MAX_PAGES)],
  },
];

/** Compiles modules that are missing or older than their sources. Throws with the compiler's messages. */
export async function buildWasm(force = false): Promise<void> {
  if (!force && (await isFresh())) return;
  // A folder of this process: others may be building at the same time.
  const work = new URL(`${process.pid}/`, CACHE);
  await mkdir(work, { recursive: true });
  await mkdir(BUILD, { recursive: true });
  try {
    for (const name of await kernelFiles()) await writeFile(new URL(name, work), await kernelSource(name));
    await Promise.all(
      VARIANTS.map(async ({ file, entry, options }) => {
        await compile(work, entry, file, options);
        await rename(new URL(file, work), new URL(file, BUILD));
      }),
    );
  } finally {
    await rm(work, { recursive: true });
  }
}

/** Runs the compiler in a process of its own, since test runners that rewrite modules slow it down. */
async function compile(work: URL, entry: string, file: string, options: string[]): Promise<void> {
  const compiler = createRequire(import.meta.url).resolve('assemblyscript/bin/asc.js');
  const always = '--importMemory --initialMemory 1 --runtime stub --noAssert --enable simd';
  // Warning 201 is about 64-bit addresses; all addresses here have 32 bits.
  const speed = '--optimizeLevel 3 --shrinkLevel 0 --disableWarning 201';
  await promisify(execFile)(
    process.execPath,
    [compiler, entry, '--outFile', file, ...`${always} ${speed}`.split(' '), ...options],
    { cwd: work },
  );
}

/** Turns the comment `// @inline` into AssemblyScript's decorator, and drops `.ts` from import paths. */
async function kernelSource(name: string): Promise<string> {
  const text = await readFile(new URL(name, KERNELS), 'utf8');
  return text
    .replaceAll(/^\/\/ @inline\n/gm, '@inline\n')
    .replaceAll(/ from '\.\/(\S+)\.ts'/g, " from './$1'");
}

async function kernelFiles(): Promise<string[]> {
  return (await readdir(KERNELS)).filter((name) => name.endsWith('.ts'));
}

async function isFresh(): Promise<boolean> {
  const age = async (url: URL) => (await stat(url)).mtimeMs;
  try {
    const sources = (await kernelFiles()).map((name) => new URL(name, KERNELS));
    const newest = await Promise.all([new URL(import.meta.url), PAGES, ...sources].map(age));
    const oldest = await Promise.all(VARIANTS.map(({ file }) => age(new URL(file, BUILD))));
    return Math.max(...newest) < Math.min(...oldest);
  } catch {
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWasm(process.argv.includes('--force'));
