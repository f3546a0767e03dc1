// Counts what became of each fault, and prints it as a table. Knows no browser.

/** What a survived fault cost. */
export interface Cost {
  /** Steps done twice. */
  redone?: number;
  /** From the fault to the first step after it. */
  seconds?: number;
}

interface Row {
  times: number;
  costs: Cost[];
}

export class Tally {
  /** One text for each fault that was not survived. */
  readonly failures: string[] = [];
  readonly #rows = new Map<string, Row>();

  /** Makes one fault. What `strike` throws counts as not survived. */
  async count(fault: string, cause: () => Promise<Cost>): Promise<void> {
    const row = this.#rows.get(fault) ?? { times: 0, costs: [] };
    this.#rows.set(fault, row);
    row.times++;
    const number = row.times;
    try {
      row.costs.push(await cause());
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      this.failures.push(`${fault}, number ${number}: ${text.slice(0, 600)}`);
      console.error(this.failures.at(-1));
    }
  }

  /** In Markdown, without its head. */
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
