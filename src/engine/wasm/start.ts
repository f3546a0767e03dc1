// Sets up the memory, the kernels and the helper threads of one wasm engine.

import type { EngineSpec } from '../engine.ts';
import type { Host } from './host.ts';
import { MAX_PAGES, PAGE_BYTES, type ImageMemory } from './image-memory.ts';
import { configurationOf, FIRST_BYTE, instantiate, type Kernels } from './kernels.ts';

/** Kernels that are ready for jobs. */
export interface Machine {
  threads: number;
  memory: WebAssembly.Memory;
  kernels: Kernels;
  /** Not null when `memory` is that of the images. */
  imageMemory: ImageMemory | null;
  /** Functions that end the helper threads. */
  ends: (() => void)[];
}

/** Number of the last engine. A helper of a former engine on the same memory thus refuses the jobs of the next. */
let engines = 0;

/**
 * Uses `offered` with more than one thread unless it is spoiled. Rejects where WebAssembly, SIMD or a helper is
 * missing.
 */
export async function startMachine(
  spec: EngineSpec,
  threads: number,
  host: Host,
  offered: ImageMemory | null,
): Promise<Machine> {
  const imageMemory = threads > 1 && offered && !offered.spoiled ? offered : null;
  const module = await host.load(threads > 1 ? 'threads' : 'single');
  const memory =
    imageMemory?.memory ?? new WebAssembly.Memory({ initial: 1, maximum: MAX_PAGES, shared: threads > 1 });
  const kernels = instantiate(module, memory);
  const engine = ++engines;
  const first = imageMemory ? imageMemory.images.byteOffset + imageMemory.images.length : FIRST_BYTE;
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
  return { threads, memory, kernels, imageMemory, ends };
}

function aligned(address: number): number {
  return (address + 63) & ~63;
}

/** Grows `memory` to at least `bytes`. Throws a RangeError where the browser does not give that much. */
export function reserve(memory: WebAssembly.Memory, bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE_BYTES);
  try {
    if (missing > 0) memory.grow(missing);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const megabytes = Math.ceil(bytes / 1e6);
    throw new RangeError(`the images and the network need ${megabytes} MB of memory`, { cause });
  }
}
