// Makes the memory and the threads of one wasm engine: its own memory, or the one where the pictures lie already.

import { MAXIMUM_PAGES, type EngineSpec, type ImageMemory } from '../engine.ts';
import type { Host } from './host.ts';
import { configurationOf, FIRST_BYTE, instantiate, type Kernels } from './kernels.ts';

const PAGE = 65_536;

/** Kernels that are ready for jobs. */
export interface Machine {
  threads: number;
  memory: WebAssembly.Memory;
  kernels: Kernels;
  /** Where the pictures lie when `memory` is theirs. */
  pictures: ImageMemory | null;
  /** End the helper threads. */
  ends: (() => void)[];
}

/** So that a helper of a former engine on the same memory does not take a job of the next. */
let engines = 0;

/** Rejects where WebAssembly, SIMD or a helper thread is missing. */
export async function startMachine(
  spec: EngineSpec,
  threads: number,
  host: Host,
  offered: ImageMemory | null,
): Promise<Machine> {
  const pictures = threads > 1 && offered && !offered.spoiled ? offered : null;
  const module = await host.load(threads > 1 ? 'threads' : 'single');
  const memory =
    pictures?.memory ?? new WebAssembly.Memory({ initial: 1, maximum: MAXIMUM_PAGES, shared: threads > 1 });
  const kernels = instantiate(module, memory);
  const engine = ++engines;
  const first = pictures ? pictures.images.byteOffset + pictures.images.length : FIRST_BYTE;
  const configuration = (thread: number) => configurationOf(spec, threads, thread, aligned(first), engine);
  kernels.configure(...configuration(0));
  reserve(memory, kernels.end.value);
  kernels.takeOver();
  kernels.fillByteValues();
  const seen = kernels.currentJob();
  const starting = Array.from({ length: threads - 1 }, (_, i) =>
    host.startHelper({ module, memory, configuration: configuration(i + 1), seen }),
  );
  const started = await Promise.allSettled(starting);
  const ends = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = started.find((one) => one.status === 'rejected');
  if (failed) {
    for (const end of ends) end();
    throw failed.reason;
  }
  return { threads, memory, kernels, pictures, ends };
}

function aligned(address: number): number {
  return (address + 63) & ~63;
}

/** Lets `memory` have at least `bytes`. Throws a RangeError beyond its bound. */
export function reserve(memory: WebAssembly.Memory, bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
  if (missing > 0) memory.grow(missing);
}
