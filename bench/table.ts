// The bench's rows and ratios, from times to figures to text.

import type { ComputeDevice } from '../src/contract/device.ts';
import { splitCounts } from '../src/contract/config.ts';
import { ARTICLE } from './material.ts';
import { median, type Timing } from './measure.ts';
import { BATCH, isOurs, type System } from './systems.ts';

export interface Row {
  system: string;
  engine: string;
  adapter: string;
  browser: string | null;
  batch: number;
  /** Of the CPU; null where it runs on a GPU. */
  threads: number | null;
  /** Median of the rounds. */
  millisecondsPerStep: number;
  imagesPerSecond: number;
  secondsPerEpoch: number;
  timing: Timing;
}

/** How long a step of `system` takes in steps of `peer`: the median of the rounds that both took in turns. */
export interface Ratio {
  system: string;
  peer: string;
  ratio: number;
}

export function makeRow(system: System, device: ComputeDevice, browser: string, timing: Timing): Row {
  const milliseconds = median(timing.rounds);
  const steps = Math.ceil(splitCounts(ARTICLE).train / BATCH);
  return {
    system: system.name,
    engine: system.engine,
    adapter: device.kind === 'gpu' ? device.adapter : 'CPU',
    browser: system.program === null ? null : browser,
    batch: BATCH,
    threads: device.kind === 'cpu' ? device.threads : null,
    millisecondsPerStep: milliseconds,
    imagesPerSecond: (1000 * BATCH) / milliseconds,
    secondsPerEpoch: (steps * milliseconds) / 1000,
    timing,
  };
}

/** Every one of ours against every peer among systems that took turns. */
export function makeRatios(systems: readonly System[], timings: readonly Timing[]): Ratio[] {
  const all = systems.map((system, i) => ({ system, rounds: timings[i]!.rounds }));
  const peers = all.filter(({ system }) => !isOurs(system));
  return all
    .filter(({ system }) => isOurs(system))
    .flatMap((own) =>
      peers.map((peer) => ({
        system: own.system.name,
        peer: peer.system.name,
        ratio: median(
          own.rounds.slice(0, peer.rounds.length).map((time, round) => time / peer.rounds[round]!),
        ),
      })),
    );
}

/** Three digits that count. */
function short(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

export function formatRows(rows: readonly Row[]): string {
  const header = [
    'system',
    'engine',
    'adapter',
    'browser',
    'batch',
    'threads',
    'ms/step',
    'fastest - slowest',
    'images/s',
    's/epoch',
  ];
  const cells = rows.map((row) => [
    row.system,
    row.engine,
    row.adapter,
    row.browser ?? '',
    String(row.batch),
    row.threads === null ? '' : String(row.threads),
    short(row.millisecondsPerStep),
    `${short(Math.min(...row.timing.rounds))} - ${short(Math.max(...row.timing.rounds))}`,
    short(row.imagesPerSecond),
    short(row.secondsPerEpoch),
  ]);
  return align([header, ...cells], 4);
}

export function formatRatios(ratios: readonly Ratio[]): string {
  const cells = ratios.map(({ system, peer, ratio }) => [
    `${system} / ${peer}`,
    `${short(ratio)} of its time`,
    `${short(1 / ratio)} times its rate`,
  ]);
  return align(cells, 1);
}

/** Columns from `firstNumber` on stand right. */
function align(rows: readonly string[][], firstNumber: number): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const pad = (cell: string, column: number) =>
    column < firstNumber ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}
