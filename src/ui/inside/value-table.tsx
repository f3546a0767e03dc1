// A grid's values as a table, for who can't see the colours or wants the numbers.

import { useTranslations } from 'use-intl';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import type { Grid } from './layer-views.ts';
import { valueText } from './value-text.ts';

export function ValueTable({ title, grid }: { title: string; grid: Grid }) {
  const t = useTranslations('inside.unit');
  const { columns, rows, values } = grid;
  const places = (count: number) => Array.from({ length: count }, (_, place) => place);
  return (
    <ScrollRegion className="inside-table" label={title}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('rowAndColumn')}</span>
            </th>
            {places(columns).map((column) => (
              <th key={column} scope="col">
                {column + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places(rows).map((row) => (
            <tr key={row}>
              <th scope="row">{row + 1}</th>
              {places(columns).map((column) => (
                <td key={column}>{textAt(values, row * columns + column)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function textAt(values: Float32Array, place: number): string {
  const value = values[place];
  return value === undefined || Number.isNaN(value) ? '' : valueText(value);
}
