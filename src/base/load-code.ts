// Loads a part of the program by import(), and distinguishes a part that could not be fetched from one that failed.

/** A part of the program could not be fetched: the network failed, or the server no longer has this version's files. */
export class CodeLoadError extends Error {
  override readonly name = 'CodeLoadError';
}

/**
 * How Chromium, Firefox ("dynamically imported module"), Safari ("Importing a module script failed") and Vite's loader of
 * style sheets report that a file could not be fetched. Browsers use a plain TypeError or Error for it.
 */
const NOT_FETCHED = /dynamically imported module|importing a module script failed|unable to preload css/i;

/** What `load`, an `import()`, gives. Rejects with CodeLoadError if a file of it could not be fetched. */
export async function loadCode<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!(error instanceof Error && NOT_FETCHED.test(error.message))) throw error;
    throw new CodeLoadError(error.message, { cause: error });
  }
}
