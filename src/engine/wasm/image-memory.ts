// Where the dataset's pictures lie: in a memory that the wasm engine computes in too, so that they are there once and not
// twice (55 MB).

import { MAXIMUM_PAGES, IMAGES_OFFSET, type ImageMemory } from '../engine.ts';

const PAGE = 65_536;

/** Room for `bytes` of pictures, or null where memory can't be shared. */
export function createImageMemory(bytes: number): ImageMemory | null {
  try {
    const initial = Math.ceil((IMAGES_OFFSET + bytes) / PAGE);
    const memory = new WebAssembly.Memory({ initial, maximum: MAXIMUM_PAGES, shared: true });
    return { memory, images: new Uint8Array(memory.buffer, IMAGES_OFFSET, bytes), spoiled: false };
  } catch {
    return null;
  }
}
