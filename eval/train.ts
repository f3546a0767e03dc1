// `npm run train -- LINK [SEEDS]`: trains the configuration of a link in Node and prints its losses and accuracies.

import { runInNode } from '../tools/node-run.ts';
import { trainAndReport } from '../tools/train-report.ts';

const [link = '', seeds = ''] = process.argv.slice(2);
await trainAndReport(link, seeds, runInNode);
// The training session's open message channel would keep the process alive.
process.exit();
