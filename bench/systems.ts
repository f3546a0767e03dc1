// What the bench measures, in its order: this project's engines and their peers. No figure and no program is here.

export const BATCH = 32;
/** Steps that every system must do like the reference before it is timed. */
export const CHECK_STEPS = 3;

export interface System {
  name: string;
  /** Loaded by page/worker.ts; null for a program outside the browser. */
  program: 'engine' | 'tfjs' | 'jax' | null;
  /** This project's engine, for webgpu with its plan; or the backend of the peer's library. */
  backend: string;
  /** In words. */
  engine: string;
  /** Threads asked for on the CPU, 0 for as many as there are; null on a GPU. */
  threads: number | null;
  /** Whether it takes turns with the others of the pairs; the rest runs alone. */
  paired: boolean;
}

export const SYSTEMS: readonly System[] = [
  ours('wasm', 'wasm', 0, true),
  ours('wasm-1', 'wasm', 1, true),
  pytorch('pytorch', 0),
  pytorch('pytorch-1', 1),
  tfjs('tfjs-wasm', 'wasm', 1, true),
  ours('reference', 'reference', 1, false),
  ours('webgpu-rows', 'webgpu rows', null, false),
  ours('webgpu-layered', 'webgpu layered', null, false),
  ours('webgpu-fused', 'webgpu fused', null, false),
  ours('tfjs', 'tfjs', null, false),
  tfjs('tfjs-js', 'cpu', 1, false),
  tfjs('tfjs-webgl', 'webgl', null, false),
  tfjs('tfjs-webgpu', 'webgpu', null, false),
  jax('jax-wasm', 'wasm', 0),
  jax('jax-webgpu', 'webgpu', null),
];

/** What is measured in Node, through Dawn, and beside it, on a machine with a GPU: all in turns. */
export const GPU_SYSTEMS: readonly System[] = [
  ours('webgpu-fused', 'webgpu fused', null, true),
  ours('webgpu-layered', 'webgpu layered', null, true),
  ours('tfjs', 'tfjs', null, true),
  tfjs('tfjs-webgpu', 'webgpu', null, true),
  jax('jax-webgpu', 'webgpu', null, true),
  cuda('pytorch-eager', 'cuda-eager', 'PyTorch, eager'),
  cuda('pytorch-compile', 'cuda-compile', 'PyTorch, torch.compile, fused Adam'),
  cuda('pytorch-graph', 'cuda-graph', 'PyTorch, CUDA graph'),
];

/** What is measured in a browser that has a GPU: the engines and their peers on it in turns, then the CPU beside it. */
export const BROWSER_GPU_SYSTEMS: readonly System[] = [
  ...GPU_SYSTEMS.filter(({ program }) => program !== null),
  ...[1, 2, 4, 8].map((threads) => ours(`wasm-${threads}`, 'wasm', threads, false)),
];

/** Whether a system is this project's own. */
export function isOurs({ program }: System): boolean {
  return program === 'engine';
}

function ours(name: string, backend: string, threads: number | null, paired: boolean): System {
  return { name, program: 'engine', backend, engine: `${backend} engine`, threads, paired };
}

function tfjs(name: string, backend: string, threads: number | null, paired: boolean): System {
  const composed = backend === 'wasm' ? ', filter gradient composed' : '';
  return { name, program: 'tfjs', backend, engine: `tfjs 4.22 ${backend}${composed}`, threads, paired };
}

function jax(name: string, backend: string, threads: number | null, paired = false): System {
  return { name, program: 'jax', backend, engine: `jax-js 0.1.25 ${backend}`, threads, paired };
}

function pytorch(name: string, threads: number): System {
  return { name, program: null, backend: 'eager', engine: 'PyTorch, eager', threads, paired: true };
}

function cuda(name: string, backend: string, engine: string): System {
  return { name, program: null, backend, engine, threads: 1, paired: true };
}
