// The values of a grid as a table, in place of their colours.

import { useTranslations } from 'use-intl';
import { ScrollRegion } from '../../kit/scroll-region.tsx';
import type { Grid } from '../../kit/values/grid.ts';
import { valueText } from '../value-text.ts';

export function ValueTable({ title, grid }: { title: string; grid: Grid }) {
  const t = useTranslations('network.text');
  const { columns, rows, values } = grid;
  const range = (count: number) => Array.from({ length: count }, (_, i) => i);
  return (
    <ScrollRegion className="network-table" label={title}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('rowAndColumn')}</span>
            </th>
            {range(columns).map((column) => (
              <th key={column} scope="col">
                {column + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {range(rows).map((row) => (
            <tr key={row}>
              <th scope="row">{row + 1}</th>
              {range(columns).map((column) => (
                <td key={column}>{textAt(values, row * columns + column)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function textAt(values: Float32Array, index: number): string {
  const value = values[index];
  return value === undefined || Number.isNaN(value) ? '' : valueText(value);
}
