// `npm run train -- LINK [SEEDS]`: trains a link's configuration in Node and prints what the page would show.

import { runInNode } from '../tools/node-run.ts';
import { trainAndReport } from '../tools/train-report.ts';

const [link = '', seeds = ''] = process.argv.slice(2);
await trainAndReport(link, seeds, runInNode);
// The session's message channel would keep the process alive.
process.exit();
