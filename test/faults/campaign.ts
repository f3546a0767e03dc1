// Runs and counts a campaign of faults. The faults follow from the seed in a fixed order, so a test that runs the first of
// them runs the same ones.

import { randomStream, type Random } from '../../src/base/random.ts';

/** The outcome of one fault. */
export interface Outcome {
  /** The kind: a line of the table. */
  fault: string;
  survived: boolean;
  /** How it was survived, in two or three words, or what went wrong. */
  as: string;
}

export interface Campaign {
  times: number;
  /** Causes one fault. */
  once: (random: Random) => Outcome | Promise<Outcome>;
}

interface Line {
  times: number;
  survived: number;
  /** How often each way of surviving occurred. */
  ways: Map<string, number>;
}

export interface Tally {
  lines: Map<string, Line>;
  /** One text for each fault that was not survived. */
  problems: string[];
}

export async function runCampaign(
  name: string,
  campaign: Campaign,
  seed: number,
  times = campaign.times,
): Promise<Tally> {
  const lines = new Map<string, Line>();
  const problems: string[] = [];
  const random = randomStream(seed, name);
  for (let i = 0; i < times; i++) {
    const { fault, survived, as } = await campaign.once(random);
    const line = lines.get(fault) ?? { times: 0, survived: 0, ways: new Map<string, number>() };
    lines.set(fault, line);
    line.times++;
    if (survived) line.survived++;
    else problems.push(`${name} ${i}: ${fault}: ${as}`);
    if (survived && as !== '') line.ways.set(as, (line.ways.get(as) ?? 0) + 1);
  }
  return { lines, problems };
}

/** A line for each kind of fault with times, survived and how, and a line for the sum where there are several. */
export function tableOf({ lines }: Tally): string {
  const sum: Line = { times: 0, survived: 0, ways: new Map() };
  for (const { times, survived, ways } of lines.values()) {
    sum.times += times;
    sum.survived += survived;
    for (const [way, count] of ways) sum.ways.set(way, (sum.ways.get(way) ?? 0) + count);
  }
  const sorted = [...lines].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const rows = (sorted.length > 1 ? [...sorted, ['all', sum] as const] : sorted).map(
    ([fault, { times, survived, ways }]) => {
      const how = [...ways].toSorted(([, a], [, b]) => b - a).map(([way, count]) => `${way} ${count}`);
      return [fault, String(times), String(survived), how.join(', ')] as const;
    },
  );
  const all = [['fault', 'times', 'survived', 'how'] as const, ...rows];
  const width = (column: 0 | 1 | 2) => Math.max(...all.map((row) => row[column].length));
  const [first, second, third] = [width(0), width(1), width(2)];
  return all
    .map(([fault, times, survived, how]) =>
      `${fault.padEnd(first)}  ${times.padStart(second)}  ${survived.padStart(third)}  ${how}`.trimEnd(),
    )
    .join('\n');
}
