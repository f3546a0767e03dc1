// `npm run bench:page [-- --openings N] [--gpu | --software-gpu] [--links A,B] [--megabits N]`: opens the built page in fresh profiles and
// prints when each phase was reached, from the opening to the result: in a first visit, in a second visit, and where Train is
// pressed late. `--megabits`: over a line of so many megabits per second.

import { parseArgs } from 'node:util';
import type { BrowserContext } from 'playwright';
import { BROWSER_FLAGS, findBrowser, REAL_GPU_FLAGS, SOFTWARE_GPU_FLAGS } from '../tools/browser.ts';
import { serveBuilt } from '../tools/serve.ts';
import { median } from './measure.ts';
import { openPage, openProfile, type Phases } from './openings.ts';
import { slowLine } from './slow-line.ts';

/** Of a first visit in which the page stands before Train is pressed. */
const LATE_MILLISECONDS = 6000;
/** A browser that has just started is still busy. */
const REST_MILLISECONDS = 1000;

const { values } = parseArgs({
  options: {
    openings: { type: 'string', default: '5' },
    gpu: { type: 'boolean', default: false },
    'software-gpu': { type: 'boolean', default: false },
    links: { type: 'string', default: '?preset=article' },
    megabits: { type: 'string' },
  },
});
const executablePath = await findBrowser();
const args = [
  ...BROWSER_FLAGS,
  ...(values.gpu ? REAL_GPU_FLAGS : []),
  ...(values['software-gpu'] ? SOFTWARE_GPU_FLAGS : []),
];
const host = await serveBuilt();
const { megabits } = values;
const served = megabits === undefined ? host : await slowLine(host.url, Number(megabits));
try {
  for (const link of values.links.split(',')) await measure(new URL(link, served.url).href);
} finally {
  await served.close();
  if (served !== host) await host.close();
}

/** Works in a fresh profile. */
async function inProfile(work: (context: BrowserContext) => Promise<void>): Promise<string> {
  const { context, version, close } = await openProfile(executablePath, args);
  try {
    await new Promise((resolve) => setTimeout(resolve, REST_MILLISECONDS));
    await work(context);
    return version;
  } finally {
    await close();
  }
}

async function measure(address: string): Promise<void> {
  const visits = { first: [] as Phases[], second: [] as Phases[], late: [] as Phases[] };
  let browser = '';
  let outcome = '';
  for (let i = 0; i < Number(values.openings); i++) {
    browser = await inProfile(async (context) => {
      const { page, phases } = await openPage(context, address, { pressAt: 0, until: 'result' });
      visits.first.push(phases);
      const textOf = async (name: string) =>
        (await page.getByRole('region', { name, exact: true }).innerText()).replaceAll(/\s+/g, ' ');
      await page.getByRole('link', { name: 'Results', exact: true }).click();
      outcome = `${await textOf('Device')}\n${await textOf('Result')}`;
      // A finished run would be shown again, and Train would ask before it replaces it.
      await page.getByRole('button', { name: 'Reset', exact: true }).click();
      await page.getByRole('contentinfo').getByText('Works offline').waitFor();
      await page.close();
      visits.second.push((await openPage(context, address, { pressAt: 0, until: 'step' })).phases);
    });
    await inProfile(async (context) => {
      visits.late.push(
        (await openPage(context, address, { pressAt: LATE_MILLISECONDS, until: 'step' })).phases,
      );
    });
  }
  console.log(`\n${address}\nChromium ${browser}\n${outcome}\n`);
  console.log(table(visits));
}

/** Seconds: the median of the openings, their least and their most. */
function seconds(times: readonly (number | undefined)[]): string {
  const reached = times.flatMap((time) => (time === undefined ? [] : [time / 1000]));
  if (reached.length === 0) return '-';
  const [least, most] = [Math.min(...reached), Math.max(...reached)];
  return `${median(reached).toFixed(2)} (${least.toFixed(2)} - ${most.toFixed(2)})`;
}

function table({ first, second, late }: Record<'first' | 'second' | 'late', readonly Phases[]>): string {
  const epochs = Math.max(...first.map((phases) => phases.epochs.length));
  const rows: [string, (phases: Phases) => number | undefined][] = [
    ['Train can be pressed', ({ ready }) => ready],
    ['Train is pressed', ({ pressed }) => pressed],
    ['worker created', ({ worker }) => worker],
    ['engine chosen', ({ device }) => device],
    ['data loaded', ({ data }) => data],
    ['first step', ({ step }) => step],
    ...Array.from({ length: epochs }, (_, i): (typeof rows)[number] => [
      `epoch ${i + 1}`,
      (phases) => phases.epochs[i],
    ]),
    ['test begins', ({ test }) => test],
    ['result shown', ({ result }) => result],
    ['from the press to the first step', ({ pressed, step }) => step! - pressed!],
  ];
  const head = ['seconds after opening', 'first visit', 'second visit', 'pressed late'];
  const cells = rows.map(([name, of]) => {
    const cell = (visits: readonly Phases[]) => seconds(visits.map(of));
    return [name, cell(first), cell(second), cell(late)];
  });
  const widths = head.map((_, column) => Math.max(...[head, ...cells].map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ');
  return [head, ...cells].map(line).join('\n');
}
