// A shard's content out of a response's body, whether the host decompressed it on the way or not: a gzip stream starts
// with its own two bytes, and a content with a label. Whether it is the right content is checked in fetch-shards.ts.

import type { ShardEntry } from '../contract/manifest.ts';
import { DataError } from './data-error.ts';
import type { OpenFile } from './fetch-file.ts';

const GZIP_MAGIC = 0x1f8b;
const LARGEST_LABEL = 9;

/** Takes a body in and fills a content. */
interface Sink {
  write: (chunk: Uint8Array) => Promise<void>;
  /** Resolves with the length filled. */
  close: () => Promise<number>;
  /** Lets go when nothing will come of it. */
  abandon: () => void;
}

/**
 * Reads `shard` from `file`. `onBytes` is told how many of the shard's compressed bytes are here, of either kind of body.
 * Rejects with `DataError`: 'network' when the body ends early, 'decode' when it is no shard.
 */
export async function readContent(
  file: OpenFile,
  shard: ShardEntry,
  onBytes: (received: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const notShard = (detail: string) => new DataError(shard.file, 'decode', undefined, { detail });
  if (file.contentType.startsWith('text/html')) throw notShard('a web page came instead of data');

  let chunk = await file.read();
  while (chunk && chunk.length < 2) {
    const next = await file.read();
    if (!next) break;
    chunk = joined(chunk, next);
  }
  if (!chunk || chunk.length < 2) throw cutShort(shard, chunk?.length ?? 0);
  const packed = ((chunk[0]! << 8) | chunk[1]!) === GZIP_MAGIC;
  if (!packed && chunk[0]! > LARGEST_LABEL) throw notShard('the file is neither packed nor unpacked data');

  const content = new Uint8Array(shard.uncompressedBytes);
  const sink = packed ? unpackingSink(content) : copyingSink(content);
  const expected = packed ? shard.bytes : shard.uncompressedBytes;
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
    sink.abandon();
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
    abandon: () => {},
  };
}

function unpackingSink(content: Uint8Array): Sink {
  const stream = new DecompressionStream('gzip');
  const writer = stream.writable.getWriter();
  const filled = fill(content, stream.readable);
  // Both report through write and close; without these a failure would count as unhandled too.
  filled.catch(() => {});
  writer.closed.catch(() => {});
  return {
    // Its buffer is of ArrayBuffer kind in every body; the declared type of a chunk is wider.
    write: (chunk) => writer.write(chunk as Uint8Array<ArrayBuffer>),
    close: async () => {
      await writer.close();
      return filled;
    },
    abandon: () => void writer.abort().catch(() => {}),
  };
}

async function fill(content: Uint8Array, readable: ReadableStream<Uint8Array>): Promise<number> {
  const reader = readable.getReader();
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return length;
    if (length + value.length > content.length) {
      // Fails the writing end as well, which would wait for ever otherwise.
      await reader.cancel();
      throw new RangeError('more content than the manifest says');
    }
    content.set(value, length);
    length += value.length;
  }
}
