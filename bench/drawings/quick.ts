import { PRESETS } from '../../src/contract/config.ts';
import { runInNode } from '../node-run.ts';
import { trained } from './trained.ts';
const t = performance.now();
await trained(
  {
    ...PRESETS[process.argv[2] as 'sketch'],
    epochs: Number(process.argv[3]),
    seed: 100 + Number(process.argv[3]),
  },
  runInNode,
);
console.log((performance.now() - t) / 1000, 's');
process.exit();
