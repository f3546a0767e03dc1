// Shared memory that holds the dataset's images and in which the wasm engine also computes, so that the 55 MB of images
// exist once.

import { canShareMemory } from './can-share-memory.ts';

/** One engine at a time uses it; the next engine takes it over. */
export interface ImageMemory {
  readonly memory: WebAssembly.Memory;
  /** The images, from IMAGES_OFFSET on. */
  readonly images: Uint8Array;
  /** Room for `bytes` of images, which other images may be in; undefined where the memory can't grow to it. */
  reserve(bytes: number): Uint8Array | undefined;
  /** A lost helper thread may still write to the memory. It holds the images, but no engine computes in it any more. */
  spoiled: boolean;
}

export const PAGE_BYTES = 65_536;
/** Byte at which the images begin. The bytes before it are the kernels' control words and tables. */
const IMAGES_OFFSET = PAGE_BYTES;
/**
 * The bound of the kernels' linear memory, 216 MB: IMAGE_LIMIT images and the largest network on 16 threads need 215.3 MB.
 * tools/build-wasm.ts compiles the kernels with it.
 */
export const MAX_PAGES = 3300;

/**
 * Room for `bytes` of images, or null where memory can't be shared. WebKitGTK can create shared memory, but can't send it to a
 * worker.
 */
export function createImageMemory(bytes: number): ImageMemory | null {
  // Also where WebAssembly is turned off, as in Safari's Lockdown Mode.
  if (!canShareMemory()) return null;
  try {
    const initial = Math.ceil((IMAGES_OFFSET + bytes) / PAGE_BYTES);
    const memory = new WebAssembly.Memory({ initial, maximum: MAX_PAGES, shared: true });
    let images = new Uint8Array(memory.buffer, IMAGES_OFFSET, bytes);
    return {
      memory,
      spoiled: false,
      get images() {
        return images;
      },
      reserve(needed) {
        if (needed > images.length) {
          const missing = Math.ceil((IMAGES_OFFSET + needed - memory.buffer.byteLength) / PAGE_BYTES);
          try {
            if (missing > 0) memory.grow(missing);
          } catch (error) {
            if (error instanceof RangeError) return undefined;
            throw error;
          }
          images = new Uint8Array(memory.buffer, IMAGES_OFFSET, needed);
        }
        return images;
      },
    };
  } catch (error) {
    // Not enough address space or memory.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
