// Tells the errors of storage apart.

/** `openDB` of a page without storage, by the standard and in Firefox. */
const STORAGE_MISSING = new Set(['SecurityError', 'InvalidStateError']);

/** The browser gives this page no storage: there is no `indexedDB`, or site data is blocked, as in some private windows. */
export function isStorageMissing(error: unknown): boolean {
  return (
    error instanceof ReferenceError || (error instanceof DOMException && STORAGE_MISSING.has(error.name))
  );
}

export function isStorageFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
