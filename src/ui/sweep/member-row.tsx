// One member in the table.

import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { formatPercent } from '../../base/format.ts';
import { formatLink } from '../../contract/url.ts';
import { useApp } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import type { RunConfig } from '../../contract/config.ts';
import type { SweepPlan } from '../../contract/sweep.ts';
import { useIsHighlighted, type Highlighted } from './highlighted.ts';
import { hasEnded, isTested, type Member } from './members.ts';
import { useChangeText, useMemberName, useStatusText } from './use-sweep-words.ts';

interface MemberRowProps {
  plan: SweepPlan;
  member: Member;
  /** What it is compared with; null for the lowest rung. */
  base: RunConfig | null;
  highlighted: Highlighted;
  /** Of the chosen ranges. */
  outside: boolean;
  saved: boolean;
  shown: string | null;
  onOpen: (index: number) => void;
}

export const MemberRow = memo(function MemberRow(props: MemberRowProps) {
  const { member, base, highlighted, outside, saved, shown, onOpen } = props;
  const t = useTranslations('sweep.table');
  const { commands } = useApp();
  const status = useStatusText();
  const { plan, state } = member;
  const { index } = plan;
  const name = useMemberName(props.plan)(plan);
  const change = useChangeText();
  const isHighlighted = useIsHighlighted(highlighted, index);
  const isShown = shown === formatLink(plan.config);
  return (
    <tr
      data-highlighted={isHighlighted}
      data-outside={outside}
      onPointerMove={() => highlighted.set(index)}
      onPointerLeave={() => highlighted.set(null)}
    >
      <th scope="row" className="sweep-name">
        {name}
      </th>
      <td>{state.best ? formatPercent(state.best.validationAccuracy) : '–'}</td>
      <td>{isTested(state) ? <strong>{formatPercent(state.test!.accuracy)}</strong> : '–'}</td>
      <td className="sweep-state">
        {status(state)}
        {outside && <span className="chip sweep-shown">{t('outside')}</span>}
        {isShown && <span className="chip sweep-shown">{t('opened')}</span>}
      </td>
      <td onFocus={() => highlighted.set(index)} onBlur={() => highlighted.set(null)}>
        {hasEnded(state) || saved ? (
          <Button
            look="quiet"
            label={t('openName', { name })}
            inactive={!isTested(state)}
            onPress={() => onOpen(index)}
          >
            {t('open')}
          </Button>
        ) : (
          <Button look="quiet" label={t('dropName', { name })} onPress={() => commands.dropMember(index)}>
            {t('drop')}
          </Button>
        )}
      </td>
      <td className="sweep-difference">{base ? (change(base, plan.config) ?? t('same')) : '–'}</td>
    </tr>
  );
});
