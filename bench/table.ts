// The bench's rows and ratios: computed from times, and formatted.

import type { ComputeDevice } from '../src/contract/device.ts';
import { splitCounts } from '../src/contract/config.ts';
import { ARTICLE } from './material.ts';
import { median, type Timing } from './measure.ts';
import { inBrowser, isEngine, type System } from './systems.ts';

export interface Row {
  system: string;
  engine: string;
  /** Of a program outside the browser. */
  version: string | null;
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
  batch: number;
  ratio: number;
}

export function makeRow(
  system: System,
  device: ComputeDevice,
  browser: string,
  timing: Timing,
  version: string | null,
): Row {
  const milliseconds = median(timing.rounds);
  const steps = Math.ceil(splitCounts(ARTICLE).train / system.batch);
  return {
    system: system.name,
    engine: system.engine,
    version,
    adapter: device.kind === 'gpu' ? device.adapter : 'CPU',
    browser: inBrowser(system) ? browser : null,
    batch: system.batch,
    threads: device.kind === 'cpu' ? device.threads : null,
    millisecondsPerStep: milliseconds,
    imagesPerSecond: (1000 * system.batch) / milliseconds,
    secondsPerEpoch: (steps * milliseconds) / 1000,
    timing,
  };
}

/** Ratios of every engine to its peers, of systems with one batch that took turns. */
export function makeRatios(systems: readonly System[], timings: readonly Timing[]): Ratio[] {
  const all = systems.map((system, i) => ({ system, rounds: timings[i]!.rounds }));
  return all
    .filter(({ system }) => isEngine(system))
    .flatMap((engine) =>
      strongestPeers(engine.system, all).map((peer) => ({
        system: engine.system.name,
        peer: peer.system.name,
        batch: engine.system.batch,
        ratio: median(
          engine.rounds.slice(0, peer.rounds.length).map((time, round) => time / peer.rounds[round]!),
        ),
      })),
    );
}

/**
 * The peers that an engine is compared with: of PyTorch only its fastest setting, whatever its threads; the C programs that
 * have the engine's number of threads; and all others.
 */
function strongestPeers<One extends { system: System; rounds: number[] }>(
  engine: System,
  all: readonly One[],
): One[] {
  const ofPytorch = all.filter(({ system }) => system.program === 'pytorch');
  const best = ofPytorch.toSorted((a, b) => median(a.rounds) - median(b.rounds))[0];
  const others = all.filter(({ system }) =>
    system.program === 'native'
      ? system.threads === engine.threads
      : !isEngine(system) && system.program !== 'pytorch',
  );
  return best ? [best, ...others] : others;
}

/** A column of formatBatches: its heading and how its systems' names begin. */
export interface BatchColumn {
  heading: string;
  prefix: string;
}

/**
 * A table with a line for each batch: the fastest time of `ours`, of `rival` and of `others`, and which of the first two is
 * faster.
 */
export function formatBatches(
  rows: readonly Row[],
  ours: BatchColumn,
  rival: BatchColumn,
  others: readonly BatchColumn[],
): string {
  const fastest = (batch: number, prefix: string) =>
    rows
      .filter((row) => row.batch === batch && row.system.startsWith(prefix))
      .toSorted((a, b) => a.millisecondsPerStep - b.millisecondsPerStep)[0];
  const cell = (row: Row | undefined) => (row ? `${short(row.millisecondsPerStep)} (${row.system})` : '-');
  const columns = [ours, rival, ...others];
  const lines = [...new Set(rows.map(({ batch }) => batch))].map((batch) => {
    const found = columns.map(({ prefix }) => fastest(batch, prefix));
    const [own, peer] = found;
    const ratio = own && peer ? own.millisecondsPerStep / peer.millisecondsPerStep : null;
    const winner = ratio === null ? '-' : ratio <= 1 ? ours.heading : rival.heading;
    return [String(batch)].concat(found.map(cell), winner, ratio === null ? '-' : short(ratio));
  });
  const headings = columns.map(({ heading }) => heading);
  const header = ['batch', ...headings, 'faster', `${ours.heading} / ${rival.heading}`];
  return align([header, ...lines], header.length - 1);
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
    'version',
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
    row.version ?? row.browser ?? '',
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
  const cells = ratios.map(({ system, peer, batch, ratio }) => [
    `${system} / ${peer}`,
    `batch ${batch}`,
    `${short(ratio)} of its time`,
    `${short(100 / ratio)}% of its rate`,
  ]);
  return align(cells, 2);
}

/** Columns from `firstNumber` on are right-aligned. */
function align(rows: readonly string[][], firstNumber: number): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const pad = (cell: string, column: number) =>
    column < firstNumber ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}
