// The browser's Cache Storage for tests, as far as it is used, over a network that the test provides.
// Semantics: https://w3c.github.io/ServiceWorker/#cache-objects

interface Entry {
  body: ArrayBuffer;
  init: ResponseInit;
}

const responseOf = ({ body, init }: Entry) => new Response(body.slice(0), init);
const urlOf = (request: RequestInfo | URL) =>
  request instanceof Request ? request.url : new URL(request).href;

/** `network` answers what `addAll` asks for, and rejects as fetch does. */
export function createCacheStorage(
  network: (request: Request) => Promise<Response> = () => Promise.reject(new TypeError('no network')),
): CacheStorage {
  const caches = new Map<string, Map<string, Entry>>();

  const read = async (response: Response): Promise<Entry> => {
    const { status, headers } = response;
    return { body: await response.arrayBuffer(), init: { status, headers: [...headers] } };
  };
  const open = async (name: string) => {
    const entries = caches.get(name) ?? new Map<string, Entry>();
    caches.set(name, entries);
    return {
      match: async (request: RequestInfo | URL) => {
        const entry = entries.get(urlOf(request));
        return entry && responseOf(entry);
      },
      put: async (request: RequestInfo | URL, response: Response) =>
        void entries.set(urlOf(request), await read(response)),
      keys: async () => [...entries.keys()].map((url) => new Request(url)),
      delete: async (request: RequestInfo | URL) => entries.delete(urlOf(request)),
      /** All responses are stored, or none. */
      addAll: async (requests: Request[]) => {
        const fetched = await Promise.all(
          requests.map(async (request) => {
            const response = await network(request);
            if (!response.ok) throw new TypeError(`${request.url}: HTTP ${response.status}`);
            return [request.url, await read(response)] as const;
          }),
        );
        for (const [url, entry] of fetched) entries.set(url, entry);
      },
    };
  };
  return {
    open,
    has: async (name: string) => caches.has(name),
    keys: async () => [...caches.keys()],
    delete: async (name: string) => caches.delete(name),
    match: async (request: RequestInfo | URL, { cacheName }: MultiCacheQueryOptions = {}) => {
      const searched = [...caches].filter(([name]) => cacheName === undefined || name === cacheName);
      const entry = searched.map(([, entries]) => entries.get(urlOf(request))).find(Boolean);
      return entry && responseOf(entry);
    },
  } as unknown as CacheStorage;
}
