// Loading from hosts that misbehave in every way a host can. Only the test shard is asked for.

import { afterEach, describe, expect, test, vi } from 'vitest';
import { MANIFEST_NAME, SHARD_CONTENT_BYTES } from '../contract/manifest.ts';
import { memoryShardCache } from '../storage/shard-cache.ts';
import {
  body,
  contents,
  hostFor,
  manifest,
  pack,
  packedTest,
  TEST,
  testShard,
  type HostFault,
} from './shard-host.fixture.ts';
import { DataError, loadShards } from './fetch-shards.ts';

function setUp(trouble: HostFault) {
  const host = hostFor(memoryShardCache(), trouble);
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
  test('404: says so at once and keeps what came before', async () => {
    const { options, names, delays } = setUp((name) =>
      name === 'shard-0.bin' ? new Response('gone', { status: 404 }) : null,
    );
    const error = await failureOf(loadShards({ ...options, needed: { trainCount: 1, test: true } }));
    expect(error).toMatchObject({ file: 'shard-0.bin', reason: 'http', status: 404 });
    expect([names(), delays]).toEqual([[MANIFEST_NAME, 'shard-6.bin', 'shard-0.bin'], []]);
    expect([...options.dataset.loaded.keys()]).toEqual([TEST]);
  });

  test.each([503, 500, 429, 408])('%i, then good: tries again', async (status) => {
    const { options, delays } = setUp(testShard(() => new Response('', { status }), 2));
    await loadShards(options);
    expect(delays.length).toBe(2);
    // 500 ms and 1 s, each less up to half by jitter.
    expect(delays[0]).toBeGreaterThanOrEqual(250);
    expect(delays[0]).toBeLessThanOrEqual(500);
    expect(delays[1]).toBeGreaterThanOrEqual(500);
    expect(delays[1]).toBeLessThanOrEqual(1000);
  });

  test('503 for ever: gives up after five tries', async () => {
    const { options, names } = setUp(testShard(() => new Response('', { status: 503 })));
    expect(await failureOf(loadShards(options))).toMatchObject({ reason: 'http', status: 503 });
    expect(names().slice(1)).toEqual(Array.from({ length: 5 }, () => 'shard-6.bin'));
  });

  test('of the manifest: tried again as well', async () => {
    const { options } = setUp((name, tries) =>
      name === MANIFEST_NAME && tries === 1 ? new Response('', { status: 502 }) : null,
    );
    await loadShards(options);
    expect(options.dataset.loaded.size).toBe(1);
  });
});

describe('a connection', () => {
  test('refused: tries again, then says network', async () => {
    const refuse = () => Promise.reject(new TypeError('Failed to fetch'));
    const passing = setUp(testShard(refuse, 4));
    await loadShards(passing.options);
    expect(passing.delays.length).toBe(4);
    const error = await failureOf(loadShards(setUp(testShard(refuse)).options));
    expect(error).toMatchObject({ file: 'shard-6.bin', reason: 'network', status: undefined });
  });

  test.each([
    ['cut in the middle', 40_000, 'error'],
    ['closed in the middle', 40_000, 'close'],
    ['closed after one byte', 1, 'close'],
    ['closed at once', 0, 'close'],
  ] as const)('%s: tries again, past the caches; for ever: says network', async (_, length, ending) => {
    const answer = () => new Response(body(packedTest.subarray(0, length), ending));
    const { options, asked, progress } = setUp(testShard(answer, 1));
    await loadShards(options);
    expect(asked[2]).toEqual({ name: 'shard-6.bin', cache: 'reload' });
    for (let i = 1; i < progress.length; i++) {
      expect(progress[i]![0]).toBeGreaterThanOrEqual(progress[i - 1]![0]);
    }
    const always = setUp(testShard(answer));
    expect((await failureOf(loadShards(always.options))).reason).toBe('network');
    expect(always.delays.length).toBe(4);
  });

  test.each([
    ['headers never come', () => new Promise<Response>(() => {})],
    ['the body stops', () => new Response(body(packedTest.subarray(0, 40_000), 'stall'))],
  ])('%s: gives the try up and tries again', async (_, answer) => {
    const { options, names } = setUp(testShard(answer, 1));
    await loadShards({ ...options, stallMilliseconds: 1000 });
    expect(names()).toEqual([MANIFEST_NAME, 'shard-6.bin', 'shard-6.bin']);
  });

  test('that stalls for ever: says network', async () => {
    const { options } = setUp((name) => (name === MANIFEST_NAME ? new Promise<Response>(() => {}) : null));
    const error = await failureOf(loadShards({ ...options, stallMilliseconds: 5 }));
    expect(error).toMatchObject({ reason: 'network', message: 'manifest.json: no byte for 5 ms' });
  });
});

describe('a content', () => {
  // In the method byte, early and late in the data, in the check sum, in the length.
  test.each([2, 100, 40_000, packedTest.length - 6, packedTest.length - 2])(
    'with a flipped bit in byte %i: one more try past the caches, then an error, and nothing filled in',
    async (at) => {
      const flipped = packedTest.slice();
      flipped[at]! ^= 0x10;
      const { options, asked } = setUp(testShard(() => new Response(body(flipped))));
      expect(['decode', 'checksum']).toContain((await failureOf(loadShards(options))).reason);
      expect(asked.map(({ cache }) => cache)).toEqual(['no-cache', 'default', 'reload']);
      expect(options.dataset.loaded.size).toBe(0);
      expect(options.dataset.labels.every((label) => label === 0)).toBe(true);
    },
  );

  test('flipped once: the second try is taken', async () => {
    const flipped = packedTest.slice();
    flipped[40_000]! ^= 1;
    const { options } = setUp(testShard(() => new Response(body(flipped)), 1));
    await loadShards(options);
    expect(options.dataset.loaded.has(TEST)).toBe(true);
  });

  test('well-formed but another: a checksum error', async () => {
    const { options, asked } = setUp(testShard(() => new Response(contents[1]!)));
    expect(await failureOf(loadShards(options))).toMatchObject({ file: 'shard-6.bin', reason: 'checksum' });
    expect(asked.length).toBe(3);
  });

  test('with one flipped bit in an insecure context: a checksum error', async () => {
    const damaged = contents[TEST]!.slice();
    damaged[5_000_000]! ^= 1;
    vi.stubGlobal('crypto', {});
    const { options } = setUp(testShard(() => new Response(damaged)));
    expect((await failureOf(loadShards(options))).reason).toBe('checksum');
  });

  test.each([SHARD_CONTENT_BYTES + 1_000_000, SHARD_CONTENT_BYTES - 1])(
    'that unpacks to %i bytes: a decode error',
    async (length) => {
      const packed = await pack(new Uint8Array(length));
      const other = structuredClone(manifest);
      other.shards[TEST]!.bytes = packed.length;
      const { options } = setUp((name) =>
        name === MANIFEST_NAME ? new Response(JSON.stringify(other)) : new Response(body(packed)),
      );
      expect((await failureOf(loadShards(options))).reason).toBe('decode');
    },
  );

  test('that goes on after its end: a decode error', async () => {
    const longer = new Uint8Array(packedTest.length + 1);
    longer.set(packedTest);
    const { options } = setUp(testShard(() => new Response(body(longer))));
    expect((await failureOf(loadShards(options))).reason).toBe('decode');
  });

  const page = '<!doctype html><title>App</title>';
  test.each([
    ['said to be', () => new Response(page, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })],
    ['not said to be', () => new Response(page, { headers: { 'Content-Type': 'application/octet-stream' } })],
  ])('that is a web page, %s one, with status 200: not tried again', async (_, answer) => {
    const { options, names } = setUp(testShard(answer));
    expect(await failureOf(loadShards(options))).toMatchObject({ file: 'shard-6.bin', reason: 'decode' });
    expect(names()).toEqual([MANIFEST_NAME, 'shard-6.bin']);
    const everywhere = setUp(answer);
    const error = await failureOf(loadShards(everywhere.options));
    expect(error).toMatchObject({ file: MANIFEST_NAME, reason: 'manifest' });
    expect(everywhere.names()).toEqual([MANIFEST_NAME]);
  });
});
