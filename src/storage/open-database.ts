// Opens a database of IndexedDB. Where a browser denies a page its storage, as Chromium does in a frame of another site, opening
// fails there with an UnknownError, as with a broken disk; the Cache API says which of the two it is.

import { openDB, type DBSchema, type IDBPDatabase, type OpenDBCallbacks } from 'idb';

const isNamed = (error: unknown, name: string): error is DOMException =>
  error instanceof DOMException && error.name === name;

async function isStorageDenied(): Promise<boolean> {
  // Insecure contexts have no `caches`.
  const { caches } = globalThis as { caches?: CacheStorage };
  try {
    // No cache has this name.
    await caches?.has('lenet-playground-none');
    return false;
  } catch (error) {
    if (error instanceof DOMException) return error.name === 'SecurityError';
    throw error;
  }
}

/** As `openDB`; rejects with a SecurityError where the browser denies this page its storage. */
export async function openDatabase<Schema extends DBSchema>(
  name: string,
  version: number,
  callbacks: OpenDBCallbacks<Schema>,
): Promise<IDBPDatabase<Schema>> {
  try {
    return await openDB<Schema>(name, version, callbacks);
  } catch (error) {
    if (isNamed(error, 'UnknownError') && (await isStorageDenied()))
      throw new DOMException(error.message, 'SecurityError');
    throw error;
  }
}
