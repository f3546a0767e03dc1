// Runs one system in its own process: it prints its device, then answers line by line, like pytorch.py.

import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { createDataset, loadShards } from '../../src/dataset/fetch-shards.ts';
import { memoryShardCache } from '../../src/storage/shard-cache.ts';
import { startRunning } from '../page/running.ts';
import { GPU_SYSTEMS, SYSTEMS } from '../systems.ts';

export async function serve(name: string): Promise<void> {
  const system = [...GPU_SYSTEMS, ...SYSTEMS].find((one) => one.name === name);
  if (!system) throw new Error(`no system ${name}`);
  const { dataset } = await loadShards({
    dataset: createDataset(),
    baseUrl: pathToFileURL('public/data/').href,
    needed: { trainCount: 60_000, test: false },
    cache: memoryShardCache(),
    signal: new AbortController().signal,
    onProgress: () => {},
    fetch: async (input) => new Response(await readFile(new URL(String(input)))),
  });
  const { device, run, read } = await startRunning(system, dataset);
  const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);
  print(device.kind === 'gpu' ? { adapter: device.adapter } : { threads: device.threads });
  for await (const line of createInterface(process.stdin))
    print(line === 'read' ? await read() : await run(Number(line)));
}
