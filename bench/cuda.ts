// The CUDA program of cuda/ as a contestant: compiled by the bench, on the GPU or, for tests, on the CPU.

import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ProgramError, startProgram, type Contestant } from './contestant.ts';
import { loadDataset } from './dataset.ts';
import { writeMaterial } from './material-files.ts';
import { ARTICLE, firstOrder, startParameters } from './material.ts';
import type { System } from './systems.ts';

const SOURCE = 'bench/cuda/main.cu';
const BUILD = '.cache/cuda';
const NVCC_FLAGS = ['-O3', '-arch=native', '-std=c++17'];
const CPU_COMPILER = 'g++';
const CPU_FLAGS = ['-O2', '-std=c++20', '-pthread', '-Wall', '-Wextra', '-x', 'c++'];

/** By this process. */
const built = new Set<string>();

const works = (compiler: string) => spawnSync(compiler, ['--version'], { stdio: 'ignore' }).status === 0;

/** The compiler for the GPU that NVCC names, or nvcc; null where there is none. */
export function findNvcc(): string | null {
  const named = process.env.NVCC;
  return (named ? [named] : ['nvcc', '/usr/local/cuda/bin/nvcc']).find(works) ?? null;
}

/** Compiles for the GPU, and starts the program. Rejects with the compiler's errors. */
export function startCuda(system: System, nvcc: string, limit?: number): Promise<Contestant> {
  return start(system, 'gpu', nvcc, NVCC_FLAGS, firstOrder(ARTICLE), limit);
}

export const hasCpuCompiler = () => works(CPU_COMPILER);

/** The same with threads of the CPU. */
export function startCudaOnCpu(system: System, order: Uint32Array): Promise<Contestant> {
  return start(system, 'cpu', CPU_COMPILER, CPU_FLAGS, order);
}

async function start(
  system: System,
  build: string,
  compiler: string,
  flags: readonly string[],
  order: Uint32Array,
  limit?: number,
): Promise<Contestant> {
  await mkdir(BUILD, { recursive: true });
  const program = join(BUILD, build);
  if (!built.has(program)) {
    const parts = [...flags, '-o', program, SOURCE];
    const { status, stderr } = spawnSync(compiler, parts, { encoding: 'utf8' });
    if (status !== 0) throw new ProgramError(`${compiler} could not compile ${SOURCE}`, stderr);
    built.add(program);
  }
  const { images, labels } = await loadDataset();
  const material = { images, labels, parameters: startParameters(ARTICLE), words: order };
  const { paths, cleanUp } = await writeMaterial(material);
  return startProgram(system, program, [...paths, String(system.batch), system.backend], { cleanUp, limit });
}
