// Runs one system in its own process: it prints its device, then answers line by line, like pytorch.py.

import { createInterface } from 'node:readline';
import { loadDataset } from '../dataset.ts';
import { startRunning } from '../page/running.ts';
import { GPU_SYSTEMS, SYSTEMS } from '../systems.ts';

export async function serve(name: string, batch: number): Promise<void> {
  const system = [...GPU_SYSTEMS, ...SYSTEMS].find((one) => one.name === name);
  if (!system) throw new Error(`no system ${name}`);
  const { device, run, read } = await startRunning({ ...system, batch }, await loadDataset());
  const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);
  print(device.kind === 'gpu' ? { adapter: device.adapter } : { threads: device.threads });
  for await (const line of createInterface(process.stdin))
    print(line === 'read' ? await read() : await run(Number(line)));
}
