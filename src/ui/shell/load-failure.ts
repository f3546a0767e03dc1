// Why a file of the page could not be loaded, and what the next try needs.

/** No network; a newer version of the page on the server; or only this file is missing or damaged. */
export type LoadFailure = 'network' | 'updated' | 'file';

/** The script that the page at hand began with. */
export interface PageScript {
  /** As its HTML names it. A build puts a hash of the content into it. */
  src: string;
  /** Fetches the HTML that the server has now. */
  fetchPage: () => Promise<Response>;
}

export function pageScript(): PageScript {
  const script = document.querySelector<HTMLScriptElement>('script[type=module][src]');
  return {
    src: script?.getAttribute('src') ?? '',
    fetchPage: () => fetch(import.meta.env.BASE_URL, { cache: 'no-store' }),
  };
}

/** Compares the server's page with the page at hand. `fetch` rejects with a TypeError where no server answers. */
export async function readLoadFailure({ src, fetchPage }: PageScript): Promise<LoadFailure> {
  try {
    const response = await fetchPage();
    if (!response.ok) return 'file';
    return (await response.text()).includes(src) ? 'file' : 'updated';
  } catch (error) {
    if (error instanceof TypeError) return 'network';
    throw error;
  }
}
