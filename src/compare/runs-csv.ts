// A table of runs as CSV (RFC 4180), for spreadsheets: a row for each run, every field of its configuration in a column.

import { FIELDS, type ConfigField } from '../contract/config.ts';
import type { RunEntry } from '../contract/finished-runs.ts';

type Cell = string | number | boolean | null;

/** Without it Excel takes the text for another encoding. */
const BYTE_ORDER_MARK = '\uFEFF';
/** A cell that begins with one of these would be calculated by a spreadsheet (OWASP: CSV injection). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** Numbers stay numbers; text that a spreadsheet would calculate gets an apostrophe. */
export function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n']|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const CONFIG_FIELDS = (Object.keys(FIELDS) as ConfigField[]).filter((field) => field !== 'engine');

/** `nameOf`: the name that the page shows. */
export function runsCsv(runs: readonly RunEntry[], nameOf: (run: RunEntry) => string): string {
  const columns: readonly (readonly [string, (run: RunEntry) => Cell])[] = [
    ['name', nameOf],
    ['test_accuracy', ({ test }) => test?.accuracy ?? null],
    ['test_correct', ({ test }) => test?.correct ?? null],
    ['test_images', ({ test }) => test?.total ?? null],
    ['seconds', ({ test }) => test?.seconds ?? null],
    ['finished', ({ savedAt }) => new Date(savedAt).toISOString()],
    ['engine', ({ plan }) => plan.engine],
    [
      'device',
      ({ plan: { device } }) => (device.kind === 'gpu' ? device.adapter : `CPU (threads: ${device.threads})`),
    ],
    ['start', ({ plan }) => plan.start.kind],
    ['edited', ({ edited }) => edited],
    ['rate_changed', ({ rateChanged }) => rateChanged],
    ['stopped_at_step', ({ test }) => test?.stoppedAtStep ?? null],
    ['imported', ({ imported }) => imported],
    ['dataset', ({ dataset }) => dataset.name],
    ['parameters', ({ plan }) => plan.parameterCount],
    ['preset', ({ plan }) => plan.config.preset],
    ...CONFIG_FIELDS.map((field) => [field, ({ plan }: RunEntry): Cell => plan.config[field]] as const),
  ];
  const rows = [
    columns.map(([name]) => name),
    ...runs.map((run) => columns.map(([, valueOf]) => csvCell(valueOf(run)))),
  ];
  return BYTE_ORDER_MARK + rows.map((row) => `${row.join(',')}\r\n`).join('');
}
