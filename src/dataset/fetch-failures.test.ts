// Loading from faulty hosts. Only the test shard is requested.

import { afterEach, describe, expect, test, vi } from 'vitest';
import { MANIFEST_NAME, SHARD_CONTENT_BYTES } from '../contract/manifest.ts';
import { memoryShardCache } from '../storage/shard-cache.ts';
import {
  body,
  contents,
  hostFor,
  manifest,
  gzip,
  gzippedTest,
  TEST,
  testShard,
  type HostFault,
} from './shard-host.fixture.ts';
import { DataError, loadShards } from './fetch-shards.ts';

function setUp(fault: HostFault) {
  const host = hostFor(memoryShardCache(), fault);
  host.options.needed = { trainCount: 0, test: true };
  return host;
}

async function failureOf(promise: Promise<unknown>): Promise<DataError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DataError);
  return error as DataError;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a status', () => {
  test('404: fails at once and keeps what was loaded before', async () => {
    const { options, names, delays } = setUp((name) =>
      name === 'shard-0.bin' ? new Response('gone', { status: 404 }) : null,
    );
    const error = await failureOf(loadShards({ ...options, needed: { trainCount: 1, test: true } }));
    expect(error).toMatchObject({ file: 'shard-0.bin', reason: 'http', status: 404 });
    expect([names(), delays]).toEqual([[MANIFEST_NAME, 'shard-6.bin', 'shard-0.bin'], []]);
    expect([...options.dataset.loaded.keys()]).toEqual([TEST]);
  });

  test.each([503, 500, 429, 408])('%i, then good: retries', async (status) => {
    const { options, delays } = setUp(testShard(() => new Response('', { status }), 2));
    await loadShards(options);
    expect(delays.length).toBe(2);
    // 500 ms and 1 s, each reduced by up to half as jitter.
    expect(delays[0]).toBeGreaterThanOrEqual(250);
    expect(delays[0]).toBeLessThanOrEqual(500);
    expect(delays[1]).toBeGreaterThanOrEqual(500);
    expect(delays[1]).toBeLessThanOrEqual(1000);
  });

  test('503 on every request: fails after five tries', async () => {
    const { options, names } = setUp(testShard(() => new Response('', { status: 503 })));
    expect(await failureOf(loadShards(options))).toMatchObject({ reason: 'http', status: 503 });
    expect(names().slice(1)).toEqual(Array.from({ length: 5 }, () => 'shard-6.bin'));
  });

  test('of the manifest: retries too', async () => {
    const { options } = setUp((name, tries) =>
      name === MANIFEST_NAME && tries === 1 ? new Response('', { status: 502 }) : null,
    );
    await loadShards(options);
    expect(options.dataset.loaded.size).toBe(1);
  });
});

describe('a connection', () => {
  test('refused: retries, then fails with network', async () => {
    const refuse = () => Promise.reject(new TypeError('Failed to fetch'));
    const transient = setUp(testShard(refuse, 4));
    await loadShards(transient.options);
    expect(transient.delays.length).toBe(4);
    const error = await failureOf(loadShards(setUp(testShard(refuse)).options));
    expect(error).toMatchObject({ file: 'shard-6.bin', reason: 'network', status: undefined });
  });

  test.each([
    ['cut in the middle', 40_000, 'error'],
    ['closed in the middle', 40_000, 'close'],
    ['closed after one byte', 1, 'close'],
    ['closed at once', 0, 'close'],
  ] as const)(
    '%s: retries past the caches; on every request: fails with network',
    async (_, length, ending) => {
      const answer = () => new Response(body(gzippedTest.subarray(0, length), ending));
      const { options, requests, progress } = setUp(testShard(answer, 1));
      await loadShards(options);
      expect(requests[2]).toEqual({ name: 'shard-6.bin', cache: 'reload' });
      for (let i = 1; i < progress.length; i++) {
        expect(progress[i]![0]).toBeGreaterThanOrEqual(progress[i - 1]![0]);
      }
      const always = setUp(testShard(answer));
      expect((await failureOf(loadShards(always.options))).reason).toBe('network');
      expect(always.delays.length).toBe(4);
    },
  );

  test.each([
    ['headers never come', () => new Promise<Response>(() => {})],
    ['the body stops', () => new Response(body(gzippedTest.subarray(0, 40_000), 'stall'))],
  ])('%s: the try times out and is repeated', async (_, answer) => {
    const { options, names } = setUp(testShard(answer, 1));
    await loadShards({ ...options, stallMilliseconds: 1000 });
    expect(names()).toEqual([MANIFEST_NAME, 'shard-6.bin', 'shard-6.bin']);
  });

  test('that stalls on every request: fails with network', async () => {
    const { options } = setUp((name) => (name === MANIFEST_NAME ? new Promise<Response>(() => {}) : null));
    const error = await failureOf(loadShards({ ...options, stallMilliseconds: 5 }));
    expect(error).toMatchObject({ reason: 'network', message: 'manifest.json: no byte for 5 ms' });
  });
});

describe('a content', () => {
  // In the method byte, early and late in the data, in the checksum and in the length.
  test.each([2, 100, 40_000, gzippedTest.length - 6, gzippedTest.length - 2])(
    'with a flipped bit in byte %i: one retry past the caches, then an error, and the dataset stays empty',
    async (at) => {
      const flipped = gzippedTest.slice();
      flipped[at]! ^= 0x10;
      const { options, requests } = setUp(testShard(() => new Response(body(flipped))));
      expect(['decode', 'checksum']).toContain((await failureOf(loadShards(options))).reason);
      expect(requests.map(({ cache }) => cache)).toEqual(['no-cache', 'default', 'reload']);
      expect(options.dataset.loaded.size).toBe(0);
      expect(options.dataset.labels.every((label) => label === 0)).toBe(true);
    },
  );

  test('with a flipped bit once: the retry succeeds', async () => {
    const flipped = gzippedTest.slice();
    flipped[40_000]! ^= 1;
    const { options } = setUp(testShard(() => new Response(body(flipped)), 1));
    await loadShards(options);
    expect(options.dataset.loaded.has(TEST)).toBe(true);
  });

  test('of another shard: a checksum error', async () => {
    const { options, requests } = setUp(testShard(() => new Response(contents[1]!)));
    expect(await failureOf(loadShards(options))).toMatchObject({ file: 'shard-6.bin', reason: 'checksum' });
    expect(requests.length).toBe(3);
  });

  test('with one flipped bit in an insecure context: a checksum error', async () => {
    const damaged = contents[TEST]!.slice();
    damaged[5_000_000]! ^= 1;
    vi.stubGlobal('crypto', {});
    const { options } = setUp(testShard(() => new Response(damaged)));
    expect((await failureOf(loadShards(options))).reason).toBe('checksum');
  });

  test.each([SHARD_CONTENT_BYTES + 1_000_000, SHARD_CONTENT_BYTES - 1])(
    'that decompresses to %i bytes: a decode error',
    async (length) => {
      const gzipped = await gzip(new Uint8Array(length));
      const other = structuredClone(manifest);
      other.shards[TEST]!.bytes = gzipped.length;
      const { options } = setUp((name) =>
        name === MANIFEST_NAME ? new Response(JSON.stringify(other)) : new Response(body(gzipped)),
      );
      expect((await failureOf(loadShards(options))).reason).toBe('decode');
    },
  );

  test('with bytes after its end: a decode error', async () => {
    const longer = new Uint8Array(gzippedTest.length + 1);
    longer.set(gzippedTest);
    const { options } = setUp(testShard(() => new Response(body(longer))));
    expect((await failureOf(loadShards(options))).reason).toBe('decode');
  });

  const page = '<!doctype html><title>App</title>';
  test.each([
    ['by its type', () => new Response(page, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })],
    ['by its content', () => new Response(page, { headers: { 'Content-Type': 'application/octet-stream' } })],
  ])('that is a web page with status 200, %s: no retry', async (_, answer) => {
    const { options, names } = setUp(testShard(answer));
    expect(await failureOf(loadShards(options))).toMatchObject({ file: 'shard-6.bin', reason: 'decode' });
    expect(names()).toEqual([MANIFEST_NAME, 'shard-6.bin']);
    const everywhere = setUp(answer);
    const error = await failureOf(loadShards(everywhere.options));
    expect(error).toMatchObject({ file: MANIFEST_NAME, reason: 'manifest' });
    expect(everywhere.names()).toEqual([MANIFEST_NAME]);
  });
});
