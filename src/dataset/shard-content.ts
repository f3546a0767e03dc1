// Reads a shard's content from a response's body, gzipped or already decompressed by the host. A gzip stream starts with
// its two magic bytes, a content with a label. fetch-shards.ts verifies the content.

import type { ShardEntry } from '../contract/manifest.ts';
import { DataError } from './data-error.ts';
import type { OpenFile } from './fetch-file.ts';

const GZIP_MAGIC = 0x1f8b;
const LARGEST_LABEL = 9;

/** Receives a body and fills a content. */
interface Sink {
  write: (chunk: Uint8Array) => Promise<void>;
  /** Resolves to the length that was filled. */
  close: () => Promise<number>;
  /** Releases the stream after a failure. */
  cancel: () => void;
}

/**
 * Reads `shard` from `file`. `onBytes` receives the compressed bytes so far, for both kinds of body.
 * Rejects with `DataError`: 'network' when the body ends early, 'decode' when it is no shard.
 */
export async function readContent(
  file: OpenFile,
  shard: ShardEntry,
  onBytes: (received: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const notShard = (detail: string) => new DataError(shard.file, 'decode', undefined, { detail });
  if (file.contentType.startsWith('text/html')) throw notShard('the answer is a web page');

  let chunk = await file.read();
  while (chunk && chunk.length < 2) {
    const next = await file.read();
    if (!next) break;
    chunk = joined(chunk, next);
  }
  if (!chunk || chunk.length < 2) throw cutShort(shard, chunk?.length ?? 0);
  const gzipped = ((chunk[0]! << 8) | chunk[1]!) === GZIP_MAGIC;
  if (!gzipped && chunk[0]! > LARGEST_LABEL) throw notShard('the file is neither gzip nor shard data');

  const content = new Uint8Array(shard.uncompressedBytes);
  const sink = gzipped ? gunzippingSink(content) : copyingSink(content);
  const expected = gzipped ? shard.bytes : shard.uncompressedBytes;
  const damaged = (cause: unknown) =>
    new DataError(shard.file, 'decode', undefined, { detail: 'the data is damaged', retry: 'once', cause });
  let received = 0;
  try {
    for (; chunk; chunk = await file.read()) {
      received += chunk.length;
      if (received > expected) throw damaged(`${received} bytes of ${expected}`);
      await sink.write(chunk).catch((cause: unknown) => Promise.reject(damaged(cause)));
      onBytes(Math.round((received / expected) * shard.bytes));
    }
    if (received < expected) throw cutShort(shard, received);
    const length = await sink.close().catch((cause: unknown) => Promise.reject(damaged(cause)));
    if (length !== content.length) throw damaged(`${length} bytes`);
    return content;
  } catch (error) {
    sink.cancel();
    throw error;
  }
}

function cutShort(shard: ShardEntry, received: number): DataError {
  const detail = `the body ended after ${received} bytes`;
  return new DataError(shard.file, 'network', undefined, { detail, retry: 'again' });
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function copyingSink(content: Uint8Array): Sink {
  let length = 0;
  return {
    write: async (chunk) => {
      content.set(chunk, length);
      length += chunk.length;
    },
    close: async () => length,
    cancel: () => {},
  };
}

function gunzippingSink(content: Uint8Array): Sink {
  const stream = new DecompressionStream('gzip');
  const writer = stream.writable.getWriter();
  const filled = fill(content, stream.readable);
  // Failures are reported through write and close; these handlers keep them from counting as unhandled.
  filled.catch(() => {});
  writer.closed.catch(() => {});
  return {
    // The buffer of a body's chunk is always an ArrayBuffer; the declared type is wider.
    write: (chunk) => writer.write(chunk as Uint8Array<ArrayBuffer>),
    close: async () => {
      await writer.close();
      return filled;
    },
    cancel: () => void writer.abort().catch(() => {}),
  };
}

async function fill(content: Uint8Array, readable: ReadableStream<Uint8Array>): Promise<number> {
  const reader = readable.getReader();
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return length;
    if (length + value.length > content.length) {
      // Makes the writing end fail too, which would otherwise never settle.
      await reader.cancel();
      throw new RangeError('more content than the manifest says');
    }
    content.set(value, length);
    length += value.length;
  }
}
