// `tsx bench/chart.ts FILE…`: draws the rows of the bench's JSON files (`--json`) as bars on a logarithmic scale, into
// docs/bench.svg.

import { readFile, writeFile } from 'node:fs/promises';
import { BATCH } from './material.ts';
import type { Row } from './table.ts';

const BAR = 18;
const LEFT = 370;
const WIDTH = 940;
const SCALE = WIDTH - LEFT - 80;
const TICKS = [0.1, 1, 10, 100, 1000];

const files = process.argv.slice(2);
const groups = await Promise.all(
  files.map(async (file) =>
    (JSON.parse(await readFile(file, 'utf8')) as { rows: Row[] }).rows.filter(({ batch }) => batch === BATCH),
  ),
);
const least = 0.05;
const most = Math.max(...groups.flat().map(({ millisecondsPerStep }) => millisecondsPerStep));
const x = (milliseconds: number) => LEFT + (SCALE * Math.log(milliseconds / least)) / Math.log(most / least);

const text = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
/** The device of a row. On a GPU it is the name that PyTorch reports, which is clearer than the driver's. */
const where = ({ adapter, threads }: Row, rows: readonly Row[]) => {
  if (adapter === 'CPU') return `CPU, ${threads} thread${threads === 1 ? '' : 's'}`;
  if (/SwiftShader/.test(adapter)) return 'SwiftShader';
  return rows.find((row) => row.browser === null && row.threads === null)?.adapter ?? adapter;
};
const parts: string[] = [];
let y = 40;
for (const rows of groups) {
  for (const row of rows.toSorted((a, b) => a.millisecondsPerStep - b.millisecondsPerStep)) {
    const isEngine = row.engine.endsWith('engine');
    const milliseconds = row.millisecondsPerStep;
    const label = `${isEngine ? 'this page, ' : ''}${row.engine.replace(/, filter gradient composed/, '')} (${where(row, rows)})`;
    parts.push(
      `<text x="${LEFT - 8}" y="${y + 13}" text-anchor="end"${isEngine ? ' font-weight="bold"' : ''}>${text(label)}</text>`,
      `<rect x="${LEFT}" y="${y + 2}" width="${(x(milliseconds) - LEFT).toFixed(1)}" height="${BAR - 5}" fill="${isEngine ? '#c2410c' : '#8a8f98'}"/>`,
      `<text x="${(x(milliseconds) + 5).toFixed(1)}" y="${y + 13}">${Number(milliseconds.toPrecision(3))}</text>`,
    );
    y += BAR;
  }
  y += BAR;
}
const lines = TICKS.map(
  (tick) =>
    `<line x1="${x(tick).toFixed(1)}" x2="${x(tick).toFixed(1)}" y1="32" y2="${y - BAR}" stroke="#8a8f98" stroke-opacity="0.35"/>` +
    `<text x="${x(tick).toFixed(1)}" y="26" text-anchor="middle" fill="#6b7280">${tick}</text>`,
);
await writeFile(
  'docs/bench.svg',
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" font-family="system-ui, sans-serif" font-size="12" fill="#1f2937">
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="${LEFT - 8}" y="26" text-anchor="end" fill="#6b7280">milliseconds for a step of 32 images (logarithmic)</text>
${[...lines, ...parts].join('\n')}
</svg>
`,
);
