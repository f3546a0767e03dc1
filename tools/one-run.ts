// A process of one run, for run-apart.ts: the configuration comes as a message, the finished run goes back as one.

import type { RunConfig } from '../src/contract/config.ts';
import { runInNode } from './node-run.ts';

process.once('message', (config) => {
  void runInNode(config as RunConfig).then((run) => process.send!(run, () => process.exit()));
});
