// Fetches one file: retries with growing waits, and a body that is read chunk by chunk with a timeout.

import { untilAborted } from '../base/abort.ts';
import { DataError } from './data-error.ts';

/** The fetch function, clock and limits. Tests pass their own. */
export interface FetchTools {
  signal: AbortSignal;
  fetch: typeof globalThis.fetch;
  /** Resolves after so many milliseconds. It may ignore the signal. */
  delay: (milliseconds: number) => Promise<void>;
  /** A try fails when no byte arrives for so long. */
  stallMilliseconds: number;
}

/** The body of a response with a good status. */
export interface OpenFile {
  contentType: string;
  /** The next bytes, or null at the end. Rejects with `DataError` 'network', or with the abort's reason. */
  read: () => Promise<Uint8Array | null>;
}

export type RequestOptions = Pick<RequestInit, 'cache' | 'priority'>;

const TRIES = 5;
const FIRST_WAIT_MILLISECONDS = 500;
const LONGEST_WAIT_MILLISECONDS = 8000;

/**
 * Fetches `url` and passes the body to `consume`. Retries as the `DataError` allows, past every cache, after waits that
 * double each time, with jitter. Rejects with the last `DataError`, or at once with the reason of an abort.
 */
export async function fetchFile<T>(
  url: string,
  name: string,
  tools: FetchTools,
  consume: (file: OpenFile) => Promise<T>,
  options: RequestOptions = {},
): Promise<T> {
  let retriedOnce = false;
  for (let attempt = 1; ; attempt++) {
    tools.signal.throwIfAborted();
    try {
      return await fetchAttempt(
        url,
        name,
        tools,
        consume,
        attempt === 1 ? options : { ...options, cache: 'reload' },
      );
    } catch (error) {
      tools.signal.throwIfAborted();
      if (!(error instanceof DataError) || error.retry === 'no' || attempt === TRIES) throw error;
      if (error.retry === 'once' && retriedOnce) throw error;
      retriedOnce ||= error.retry === 'once';
      const wait = Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** (attempt - 1));
      await untilAborted(tools.delay(wait * (0.5 + Math.random() / 2)), tools.signal);
    }
  }
}

async function fetchAttempt<T>(
  url: string,
  name: string,
  { signal, fetch, stallMilliseconds }: FetchTools,
  consume: (file: OpenFile) => Promise<T>,
  options: RequestOptions,
): Promise<T> {
  const attempt = new AbortController();
  const forwardAbort = () => attempt.abort(signal.reason);
  signal.addEventListener('abort', forwardAbort);
  /** `promise`, rejected when it takes too long or the caller aborts. */
  const withTimeout = async <V>(promise: Promise<V>): Promise<V> => {
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
    const response = await withTimeout(fetch(url, { ...options, signal: attempt.signal }));
    const { status, body } = response;
    if (!response.ok || !body) {
      const transient = status === 408 || status === 429 || status >= 500;
      const retry = transient ? 'again' : 'no';
      throw new DataError(name, 'http', status, { detail: `HTTP status ${status}`, retry });
    }
    const reader = body.getReader();
    const read = async () => {
      const { done, value } = await withTimeout(reader.read());
      return done ? null : value;
    };
    return await consume({ contentType: response.headers.get('Content-Type') ?? '', read });
  } finally {
    signal.removeEventListener('abort', forwardAbort);
    // Cancels what has not arrived. After a complete body this does nothing.
    attempt.abort();
  }
}
