// Runs of one configuration with different seeds: their mean and range, and whether two such groups differ.

import type { RunEntry } from '../contract/finished-runs.ts';

export interface SeedGroup {
  /** All runs of the configuration. */
  runs: readonly RunEntry[];
  /** Different seeds; of runs with the same seed the newest counts. */
  seeds: number;
  accuracy: Spread;
  /** Of training and validation. */
  seconds: Spread;
}

export interface Spread {
  mean: number;
  least: number;
  most: number;
}

function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, least: Math.min(...values), most: Math.max(...values) };
}

/** The same for all runs that differ in nothing but the seed, the engine and its threads; null for a run without equals. */
function keyOf({ plan, dataset, edited, rateChanged, test }: RunEntry): string | null {
  const untouched = plan.start.kind === 'seed' && !edited && !rateChanged && test?.stoppedAtStep === null;
  if (!untouched) return null;
  // The preset is only where the values came from.
  const { seed: _, preset: __, engine: ___, threads: ____, ...config } = plan.config;
  const fields = Object.entries(config).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([dataset.contentHash, fields]);
}

/** The groups with at least two seeds, by the order of their first runs. */
export function seedGroups(runs: readonly RunEntry[]): SeedGroup[] {
  const groups = new Map<string, RunEntry[]>();
  for (const run of runs) {
    const key = keyOf(run);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(run);
    else groups.set(key, [run]);
  }
  return [...groups.values()].flatMap((group) => {
    const bySeed = new Map<number, RunEntry>();
    for (const run of [...group].sort((a, b) => a.savedAt - b.savedAt)) bySeed.set(run.plan.config.seed, run);
    if (bySeed.size < 2) return [];
    const tests = [...bySeed.values()].flatMap(({ test }) => test ?? []);
    return [
      {
        runs: group,
        seeds: bySeed.size,
        accuracy: spreadOf(tests.map(({ accuracy }) => accuracy)),
        seconds: spreadOf(tests.map(({ seconds }) => seconds)),
      },
    ];
  });
}

/**
 * Without any difference between the configurations, the ranges of two seeds each lie apart with a probability of 1/3, of
 * three with 1/10, and of four with 1/35.
 */
export const ENOUGH_SEEDS = 4;

/** How the ranges of two groups' accuracies lie; `few-seeds`: apart, but luck often does that to so few seeds. */
export function compareRanges(first: SeedGroup, second: SeedGroup): 'apart' | 'few-seeds' | 'overlap' {
  const [a, b] = [first.accuracy, second.accuracy];
  if (a.most >= b.least && b.most >= a.least) return 'overlap';
  return Math.min(first.seeds, second.seeds) < ENOUGH_SEEDS ? 'few-seeds' : 'apart';
}
