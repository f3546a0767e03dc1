// The systems that the bench measures, in order: this project's engines and their peers.

import { availableParallelism } from 'node:os';
import type { PresetName } from '../src/contract/config.ts';
import { BATCH } from './material.ts';

/** First steps of every system that are compared with the reference's before it is timed. */
export const CHECK_STEPS = 3;

export interface System {
  name: string;
  /** What page/running.ts loads, or the program outside the browser: pytorch.py, jax_scan.py, native/ or cuda/. */
  program: 'engine' | 'tfjs' | 'jax' | 'pytorch' | 'jax-python' | 'native' | 'cuda';
  /** Name of this project's engine (webgpu with its plan), of the peer's backend, of Python's loop, or of the C or CUDA build. */
  backend: string;
  /** The network and its recipe; the peers train `article`, Classic LeNet, alone. */
  preset: PresetName;
  /** Name in the table. */
  engine: string;
  /** Requested threads on the CPU, 0 for one for each core; null on a GPU. */
  threads: number | null;
  /** Images of one step. */
  batch: number;
  /** Whether it takes turns with the other paired systems; otherwise it runs alone. */
  paired: boolean;
}

const CLASSIC = { preset: 'article', batch: BATCH } as const;
const CORES = availableParallelism();
/** PyTorch is often fastest with fewer threads than cores. */
const PYTORCH_THREADS = [...new Set([1, 2, CORES])].toSorted((a, b) => a - b);

export const SYSTEMS: readonly System[] = [
  engine('wasm', 'wasm', 0, true),
  engine('wasm-1', 'wasm', 1, true),
  native('native', 'native', 0),
  native('native-1', 'native', 1),
  native('native-128', 'native-128', 0),
  native('native-128-1', 'native-128', 1),
  ...PYTORCH_THREADS.flatMap((threads) => [
    pytorch(`pytorch-${threads}`, 'eager', threads),
    pytorch(`pytorch-lean-${threads}`, 'lean', threads),
    pytorch(`pytorch-compile-${threads}`, 'compile', threads),
  ]),
  tfjs('tfjs-wasm', 'wasm', 1, true),
  engine('reference', 'reference', 1, false),
  engine('webgpu-rows', 'webgpu rows', null, false),
  engine('webgpu-layered', 'webgpu layered', null, false),
  engine('webgpu-fused', 'webgpu fused', null, false),
  engine('tfjs', 'tfjs', null, false),
  tfjs('tfjs-js', 'cpu', 1, false),
  tfjs('tfjs-webgl', 'webgl', null, false),
  tfjs('tfjs-webgpu', 'webgpu', null, false),
  jax('jax-wasm', 'wasm', 0),
  jax('jax-webgpu', 'webgpu', null),
];

/** The systems for another batch, on the CPU. The C program fills its vectors from BATCH on. */
export function systemsOfBatch(batch: number): System[] {
  const competes = ({ program, backend }: System) => {
    if (program === 'native') return backend === 'native' && batch >= BATCH;
    return program === 'pytorch' ? backend !== 'eager' : program === 'engine' && backend === 'wasm';
  };
  return SYSTEMS.filter(competes).map((system) => Object.assign({}, system, { batch }));
}

/** Kernels by hand: two for each step, and one for many steps. */
export const CUDA_SYSTEMS: readonly System[] = [
  handWritten('cuda', 'separate', 'CUDA, 2 kernels'),
  handWritten('cuda-persistent', 'persistent', 'CUDA, 1 persistent kernel'),
];

/** Systems on a machine with a GPU, in Node with Dawn, in Python and in CUDA, all in turns. Those that compile longest are last. */
export const GPU_SYSTEMS: readonly System[] = [
  engine('webgpu-fused', 'webgpu fused', null, true),
  engine('webgpu-layered', 'webgpu layered', null, true),
  engine('tfjs', 'tfjs', null, true),
  tfjs('tfjs-webgpu', 'webgpu', null, true),
  jax('jax-webgpu', 'webgpu', null, true),
  cuda('pytorch-eager', 'cuda-eager', 'PyTorch, eager'),
  cuda('pytorch-compile', 'cuda-compile', 'PyTorch, torch.compile, fused Adam'),
  cuda('pytorch-lean', 'cuda-lean', 'PyTorch, losses not read'),
  cuda('pytorch-graph', 'cuda-graph', 'PyTorch, CUDA graph'),
  cuda('pytorch-graph-32', 'cuda-graph-32', 'PyTorch, CUDA graph of 32 steps'),
  ...CUDA_SYSTEMS,
  jaxPython('jax-scan', 'cuda-scan'),
  cuda('pytorch-autotune', 'cuda-autotune', 'PyTorch, max-autotune, CUDA graph of 32 steps'),
];

const GPU_BATCH_SYSTEMS = new Set([
  'webgpu-fused',
  'webgpu-layered',
  'pytorch-lean',
  'pytorch-graph-32',
  'cuda',
  'cuda-persistent',
  'jax-scan',
]);

/** The systems for `batch` on a GPU: all for BATCH, otherwise the fastest whose shapes allow it. */
export function gpuSystemsOfBatch(batch: number): System[] {
  const chosen = GPU_SYSTEMS.filter(({ name }) => batch === BATCH || GPU_BATCH_SYSTEMS.has(name));
  return chosen.map((system) => Object.assign({}, system, { batch }));
}

/** Systems in a browser with a GPU: the engines and their peers on the GPU in turns, then the CPU of the machine. */
export const BROWSER_GPU_SYSTEMS: readonly System[] = [
  ...GPU_SYSTEMS.filter(inBrowser),
  ...[1, 2, 4, 8].map((threads) => engine(`wasm-${threads}`, 'wasm', threads, false)),
];

/** Whether a system is one of this project's engines. */
export function isEngine({ program }: System): boolean {
  return program === 'engine';
}

/** Whether a system runs in the browser (or in Node, on a machine without a display). */
export function inBrowser({ program }: System): boolean {
  return program === 'engine' || program === 'tfjs' || program === 'jax';
}

function engine(name: string, backend: string, threads: number | null, paired: boolean): System {
  return { ...CLASSIC, name, program: 'engine', backend, engine: `${backend} engine`, threads, paired };
}

function tfjs(name: string, backend: string, threads: number | null, paired: boolean): System {
  const composed = backend === 'wasm' ? ', filter gradient composed' : '';
  const engine = `tfjs 4.22 ${backend}${composed}`;
  return { ...CLASSIC, name, program: 'tfjs', backend, engine, threads, paired };
}

function jax(name: string, backend: string, threads: number | null, paired = false): System {
  return { ...CLASSIC, name, program: 'jax', backend, engine: `jax-js 0.1.25 ${backend}`, threads, paired };
}

function jaxPython(name: string, backend: string): System {
  const engine = 'JAX, jit over lax.scan';
  return { ...CLASSIC, name, program: 'jax-python', backend, engine, threads: 1, paired: true };
}

function native(name: string, backend: string, threads: number): System {
  const engine = backend === 'native' ? 'C' : 'C, vectors of 128 bits without FMA';
  return { ...CLASSIC, name, program: 'native', backend, engine, threads, paired: true };
}

function pytorch(name: string, backend: 'eager' | 'lean' | 'compile', threads: number): System {
  const loops = {
    eager: 'the tutorial’s loop',
    lean: 'losses not read',
    compile: 'torch.compile, losses not read',
  };
  const engine = `PyTorch, ${loops[backend]}`;
  return { ...CLASSIC, name, program: 'pytorch', backend, engine, threads, paired: true };
}

function cuda(name: string, backend: string, engine: string): System {
  return { ...CLASSIC, name, program: 'pytorch', backend, engine, threads: 1, paired: true };
}

function handWritten(name: string, backend: string, engine: string): System {
  return { ...CLASSIC, name, program: 'cuda', backend, engine, threads: 1, paired: true };
}
