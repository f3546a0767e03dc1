// A process that trains one run for run-in-process.ts: it receives the configuration and sends the finished run.

import type { RunConfig } from '../src/contract/config.ts';
import { runInNode } from './node-run.ts';

process.once('message', (config) => {
  void runInNode(config as RunConfig).then((run) => process.send!(run, () => process.exit()));
});
