// The bench's rows and ratios: computed from times, and formatted.

import type { ComputeDevice } from '../src/contract/device.ts';
import { splitCounts } from '../src/contract/config.ts';
import { ARTICLE } from './material.ts';
import { median, type Timing } from './measure.ts';
import { BATCH, isEngine, type System } from './systems.ts';

export interface Row {
  system: string;
  engine: string;
  adapter: string;
  browser: string | null;
  batch: number;
  /** CPU threads; null on a GPU. */
  threads: number | null;
  /** Median of the rounds. */
  millisecondsPerStep: number;
  imagesPerSecond: number;
  secondsPerEpoch: number;
  timing: Timing;
}

/** Step time of `system` relative to that of `peer`: the median over the rounds that both took in turns. */
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

/** Ratios of every engine to every peer, of systems that took turns. */
export function makeRatios(systems: readonly System[], timings: readonly Timing[]): Ratio[] {
  const all = systems.map((system, i) => ({ system, rounds: timings[i]!.rounds }));
  const peers = all.filter(({ system }) => !isEngine(system));
  return all
    .filter(({ system }) => isEngine(system))
    .flatMap((engine) =>
      peers.map((peer) => ({
        system: engine.system.name,
        peer: peer.system.name,
        ratio: median(
          engine.rounds.slice(0, peer.rounds.length).map((time, round) => time / peer.rounds[round]!),
        ),
      })),
    );
}

/** Three significant digits. */
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

/** Columns from `firstNumber` on are right-aligned. */
function align(rows: readonly string[][], firstNumber: number): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const pad = (cell: string, column: number) =>
    column < firstNumber ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}
