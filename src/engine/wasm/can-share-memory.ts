// Whether a browser's workers can share memory.

/**
 * Tried as it is used. A flag says too little: WebKitGTK isolates a page (`crossOriginIsolated`) but has no SharedArrayBuffer,
 * and can't clone the memory.
 */
export function canShareMemory(): boolean {
  if (typeof WebAssembly === 'undefined' || typeof SharedArrayBuffer === 'undefined') return false;
  try {
    structuredClone(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }));
    return true;
  } catch {
    return false;
  }
}
