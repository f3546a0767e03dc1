// Counts the outcomes of faults and formats them as a table.

import { messageOf } from '../../src/base/errors.ts';

/** The cost of a survived fault. */
export interface Cost {
  /** Steps that were repeated. */
  redone?: number;
  /** From the fault to the first step after it. */
  seconds?: number;
}

interface Row {
  times: number;
  costs: Cost[];
}

export class Tally {
  /** A description of each fault that was not survived. */
  readonly failures: string[] = [];
  readonly #rows = new Map<string, Row>();

  /** Causes one fault. What `cause` throws counts as not survived. */
  async count(fault: string, cause: () => Promise<Cost>): Promise<void> {
    const row = this.#rows.get(fault) ?? { times: 0, costs: [] };
    this.#rows.set(fault, row);
    row.times++;
    const number = row.times;
    try {
      row.costs.push(await cause());
    } catch (error) {
      this.failures.push(`${fault}, number ${number}: ${messageOf(error).slice(0, 600)}`);
      console.error(this.failures.at(-1));
    }
  }

  /** The rows in Markdown, without the head. */
  rows(): string[] {
    return [...this.#rows].map(([fault, { times, costs }]) => {
      const redone = spread(
        costs.flatMap((cost) => cost.redone ?? []),
        0,
      );
      const seconds = spread(
        costs.flatMap((cost) => cost.seconds ?? []),
        1,
      );
      return `| ${fault} | ${times} | ${costs.length} | ${redone} | ${seconds} |`;
    });
  }
}

export const TABLE_HEAD = [
  '| fault | times | survived | steps redone: median, most | seconds to the first step after: median, most |',
  '| --- | --: | --: | --: | --: |',
];

function spread(values: readonly number[], digits: number): string {
  if (values.length === 0) return '-';
  const sorted = values.toSorted((a, b) => a - b);
  return [sorted[sorted.length >> 1]!, sorted.at(-1)!].map((value) => value.toFixed(digits)).join(', ');
}
