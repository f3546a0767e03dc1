// The classes of a dataset: a row for each, with its counts and some of its images.

import { useTranslations } from 'use-intl';
import { formatCount } from '../../base/format.ts';
import { useNarrow } from '../kit/use-narrow.ts';
import { SampleStrip } from './sample-strip.tsx';

export interface ClassRow {
  label: number;
  name: string;
  /** Null where they are not known. */
  counts: { train: number; test: number } | null;
  /** [n, 28, 28] */
  samples: Uint8Array;
}

export function ClassTable({ rows }: { rows: readonly ClassRow[] }) {
  const t = useTranslations('data');
  const columns = useNarrow() ? 6 : 12;
  const counted = rows.some(({ counts }) => counts !== null);
  return (
    <table className="data-classes">
      <caption className="visually-hidden">{t('classTable')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('class')}</th>
          {counted && <th scope="col">{t('train')}</th>}
          {counted && <th scope="col">{t('test')}</th>}
          <th scope="col">{t('samples')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, name, counts, samples }) => (
          <tr key={label}>
            <th scope="row" title={name}>
              <span className="data-class-name">{name}</span>
            </th>
            {counted && <td>{counts && formatCount(counts.train)}</td>}
            {counted && <td>{counts && formatCount(counts.test)}</td>}
            <td>
              <SampleStrip pixels={samples} columns={columns} name={t('samplesOf', { name })} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
