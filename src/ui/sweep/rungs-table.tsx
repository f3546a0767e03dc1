// The rungs of a staircase: each with its change, the mean and range of its seeds, and what it brought.

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { formatPercent, formatPoints } from '../../base/format.ts';
import type { SweepPlan } from '../../contract/sweep.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import '../kit/table.css';
import { rungResults, type Member } from './members.ts';
import { useChangeText, useRungName } from './use-sweep-words.ts';

const COLUMNS = ['rung', 'mean', 'spread', 'gain', 'change'] as const;

interface RungsProps {
  plan: Extract<SweepPlan, { kind: 'staircase' }>;
  members: readonly Member[];
}

export function Rungs({ plan, members }: RungsProps) {
  const t = useTranslations('sweep.staircase');
  const id = useId();
  const rungName = useRungName(plan.rungs);
  const change = useChangeText();
  const results = rungResults(members);
  return (
    <section aria-labelledby={id}>
      <h3 className="sweep-subtitle" id={id}>
        {t('table')}
      </h3>
      <ScrollRegion className="table-scroll sweep-members" label={t('table')}>
        <table className="table sweep-table" aria-labelledby={id}>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th scope="col" key={column}>
                  {t(`columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {results.map(({ rung, members: [own], spread, gain, apart }, i) => (
              <tr key={rung}>
                <th scope="row" className="sweep-name">
                  {rungName(rung)}
                </th>
                <td>{spread ? <strong>{formatPercent(spread.mean)}</strong> : '–'}</td>
                <td className="sweep-name">
                  {spread && spread.count > 1
                    ? `${formatPercent(spread.least)} – ${formatPercent(spread.most)}`
                    : '–'}
                </td>
                <td>
                  {gain === null ? '–' : formatPoints(gain)}
                  {apart !== null && <span className="note">{t(apart ? 'larger' : 'within')}</span>}
                </td>
                <td className="sweep-difference">
                  {i > 0 &&
                    (change(results[i - 1]!.members[0]!.plan.config, own!.plan.config) ?? t('noChange'))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="note">
        {t('measure')} {results.some(({ few }) => few) && t('few')}
      </p>
      <p className="note">{t('ground')}</p>
    </section>
  );
}
