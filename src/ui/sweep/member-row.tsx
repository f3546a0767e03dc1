// One member in the table.

import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { formatPercent } from '../../base/format.ts';
import { formatLink } from '../../contract/url.ts';
import { useApp } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { hasEnded, isTested, type Member } from './members.ts';
import { useStatusText } from './use-sweep-words.ts';

interface MemberRowProps {
  member: Member;
  name: string;
  difference: string;
  raised: boolean;
  shown: string | null;
  onRaise: (index: number | null) => void;
  onOpen: (index: number) => void;
}

export const MemberRow = memo(function MemberRow(props: MemberRowProps) {
  const { member, name, difference, raised, shown, onRaise, onOpen } = props;
  const t = useTranslations('sweep.table');
  const { commands } = useApp();
  const status = useStatusText();
  const { plan, state } = member;
  const { index } = plan;
  const isShown = shown === formatLink(plan.config);
  return (
    <tr data-raised={raised} onPointerEnter={() => onRaise(index)} onPointerLeave={() => onRaise(null)}>
      <th scope="row" className="sweep-name">
        {name}
      </th>
      <td>{state.best ? formatPercent(state.best.validationAccuracy) : '–'}</td>
      <td>{isTested(state) ? <strong>{formatPercent(state.test!.accuracy)}</strong> : '–'}</td>
      <td>
        {status(state)}
        {isShown && <span className="chip sweep-shown">{t('opened')}</span>}
      </td>
      <td onFocus={() => onRaise(index)} onBlur={() => onRaise(null)}>
        {hasEnded(state) ? (
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
      <td className="sweep-difference">{difference}</td>
    </tr>
  );
});
