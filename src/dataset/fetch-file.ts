// One file over the network: tries, waits, and a body read chunk by chunk under a watch. What the bytes mean is not
// known here.

import { untilAborted } from '../base/abort.ts';
import { DataError } from './data-error.ts';

/** What a fetch needs of the world; tests bring their own. */
export interface FetchTools {
  signal: AbortSignal;
  fetch: typeof globalThis.fetch;
  /** Waits so many milliseconds; need not heed the signal. */
  delay: (milliseconds: number) => Promise<void>;
  /** A try is given up when no byte comes for so long. */
  stallMilliseconds: number;
}

/** A response whose status was good, and its body. */
export interface OpenFile {
  contentType: string;
  /** The next bytes, or null at the end. Rejects with `DataError` 'network', or with the abort's reason. */
  read: () => Promise<Uint8Array | null>;
}

const TRIES = 5;
const FIRST_WAIT_MILLISECONDS = 500;
const LONGEST_WAIT_MILLISECONDS = 8000;

/**
 * Fetches `url` and gives the body to `consume`; tries again as the `DataError` that came of it says, past every cache and
 * waiting twice as long each time, with jitter. Rejects with the last `DataError`, or at once with the reason of an abort.
 */
export async function fetchFile<T>(
  url: string,
  name: string,
  tools: FetchTools,
  consume: (file: OpenFile) => Promise<T>,
  cache: RequestCache = 'default',
): Promise<T> {
  let triedOnce = false;
  for (let tried = 1; ; tried++) {
    tools.signal.throwIfAborted();
    try {
      return await fetchOnce(url, name, tools, consume, tried === 1 ? cache : 'reload');
    } catch (error) {
      tools.signal.throwIfAborted();
      if (!(error instanceof DataError) || error.retry === 'no' || tried === TRIES) throw error;
      if (error.retry === 'once' && triedOnce) throw error;
      triedOnce ||= error.retry === 'once';
      const wait = Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** (tried - 1));
      await untilAborted(tools.delay(wait * (0.5 + Math.random() / 2)), tools.signal);
    }
  }
}

async function fetchOnce<T>(
  url: string,
  name: string,
  { signal, fetch, stallMilliseconds }: FetchTools,
  consume: (file: OpenFile) => Promise<T>,
  cache: RequestCache,
): Promise<T> {
  const attempt = new AbortController();
  const passOn = () => attempt.abort(signal.reason);
  signal.addEventListener('abort', passOn);
  /** `promise`, unless it takes too long or the caller gives up. */
  const watched = async <V>(promise: Promise<V>): Promise<V> => {
    const stalled = () => {
      const detail = `no byte for ${stallMilliseconds} ms`;
      attempt.abort(new DataError(name, 'network', undefined, { detail, retry: 'again' }));
    };
    const timer = setTimeout(stalled, stallMilliseconds);
    try {
      return await untilAborted(promise, attempt.signal);
    } catch (cause) {
      if (attempt.signal.aborted) throw attempt.signal.reason;
      const detail = 'the connection failed';
      throw new DataError(name, 'network', undefined, { detail, retry: 'again', cause });
    } finally {
      clearTimeout(timer);
    }
  };

  try {
    const response = await watched(fetch(url, { signal: attempt.signal, cache }));
    const { status, body } = response;
    if (!response.ok || !body) {
      const passing = status === 408 || status === 429 || status >= 500;
      const retry = passing ? 'again' : 'no';
      throw new DataError(name, 'http', status, { detail: `HTTP status ${status}`, retry });
    }
    const reader = body.getReader();
    const read = async () => {
      const { done, value } = await watched(reader.read());
      return done ? null : value;
    };
    return await consume({ contentType: response.headers.get('Content-Type') ?? '', read });
  } finally {
    signal.removeEventListener('abort', passOn);
    // Lets go of whatever is still coming; nothing when the body was read to its end.
    attempt.abort();
  }
}
