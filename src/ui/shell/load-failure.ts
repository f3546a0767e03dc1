// The reason why a file of the page could not be loaded.

/** No network; a newer version of the page on the server; or a single file that is missing or damaged. */
export type LoadFailure = 'network' | 'updated' | 'file';

/** Identifies the version of the page. */
export interface PageScript {
  /** The entry script as the HTML names it: with a hash of its content in a build. */
  src: string;
  /** Fetches the HTML that the server has now. */
  fetchPage: () => Promise<Response>;
}

export function pageScript(): PageScript {
  const script = document.querySelector<HTMLScriptElement>('script[type=module][src]');
  return {
    src: script?.getAttribute('src') ?? '',
    fetchPage: () => fetch(location.pathname, { cache: 'no-store' }),
  };
}

/**
 * Compares the server's page with the current one. `fetch` rejects with a TypeError where no server answers; any other error
 * leaves the cause at the file.
 */
export async function readLoadFailure({ src, fetchPage }: PageScript): Promise<LoadFailure> {
  try {
    const response = await fetchPage();
    if (!response.ok) return 'file';
    return (await response.text()).includes(src) ? 'file' : 'updated';
  } catch (error) {
    return error instanceof TypeError ? 'network' : 'file';
  }
}
