// Where the dataset's pictures lie: in a memory that the wasm engine computes in too, so that they are there once and not
// twice (55 MB).

import { MAXIMUM_PAGES, PICTURES_FIRST, type PictureMemory } from '../engine.ts';

const PAGE = 65_536;

/** Room for `bytes` of pictures, or null where memory can't be shared. */
export function createPictureMemory(bytes: number): PictureMemory | null {
  try {
    const initial = Math.ceil((PICTURES_FIRST + bytes) / PAGE);
    const memory = new WebAssembly.Memory({ initial, maximum: MAXIMUM_PAGES, shared: true });
    return { memory, images: new Uint8Array(memory.buffer, PICTURES_FIRST, bytes), spoilt: false };
  } catch {
    return null;
  }
}
