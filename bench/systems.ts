// The systems that the bench measures, in order: this project's engines and their peers.

export const BATCH = 32;
/** First steps of every system that are compared with the reference's before it is timed. */
export const CHECK_STEPS = 3;

export interface System {
  name: string;
  /** The program that page/worker.ts loads; null for a program outside the browser. */
  program: 'engine' | 'tfjs' | 'jax' | null;
  /** Name of this project's engine (webgpu with its plan), or the backend of the peer's library. */
  backend: string;
  /** Name in the table. */
  engine: string;
  /** Requested threads on the CPU, 0 for one for each core; null on a GPU. */
  threads: number | null;
  /** Whether it takes turns with the other paired systems; otherwise it runs alone. */
  paired: boolean;
}

export const SYSTEMS: readonly System[] = [
  engine('wasm', 'wasm', 0, true),
  engine('wasm-1', 'wasm', 1, true),
  pytorch('pytorch', 0),
  pytorch('pytorch-1', 1),
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

/** Systems on a machine with a GPU, in Node with Dawn and in Python, all in turns. */
export const GPU_SYSTEMS: readonly System[] = [
  engine('webgpu-fused', 'webgpu fused', null, true),
  engine('webgpu-layered', 'webgpu layered', null, true),
  engine('tfjs', 'tfjs', null, true),
  tfjs('tfjs-webgpu', 'webgpu', null, true),
  jax('jax-webgpu', 'webgpu', null, true),
  cuda('pytorch-eager', 'cuda-eager', 'PyTorch, eager'),
  cuda('pytorch-compile', 'cuda-compile', 'PyTorch, torch.compile, fused Adam'),
  cuda('pytorch-graph', 'cuda-graph', 'PyTorch, CUDA graph'),
];

/** Systems in a browser with a GPU: the engines and their peers on the GPU in turns, then the CPU of the machine. */
export const BROWSER_GPU_SYSTEMS: readonly System[] = [
  ...GPU_SYSTEMS.filter(({ program }) => program !== null),
  ...[1, 2, 4, 8].map((threads) => engine(`wasm-${threads}`, 'wasm', threads, false)),
];

/** Whether a system is one of this project's engines. */
export function isEngine({ program }: System): boolean {
  return program === 'engine';
}

function engine(name: string, backend: string, threads: number | null, paired: boolean): System {
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
