// One member on the heatmap.

import { memo, type CSSProperties, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { formatPercent } from '../../base/format.ts';
import { colorOf, cssColors, type ColorScale } from '../kit/values/color-scale.ts';
import type { SweepPlan } from '../../contract/sweep.ts';
import { isTested, type Member } from './members.ts';
import { useIsHighlighted, type Highlighted } from './highlighted.ts';
import { useMemberName, useStatusText } from './use-sweep-words.ts';

interface HeatmapCellProps {
  plan: SweepPlan;
  member: Member;
  /** Its value on the axis, where no header shows it. */
  label: string | null;
  scale: ColorScale;
  highlighted: Highlighted;
  /** Whether Tab leads to it. */
  reachable: boolean;
  onFocus: (index: number) => void;
  onOpen: (index: number) => void;
  onKeyDown: (event: KeyboardEvent, index: number) => void;
}

export const HeatmapCell = memo(function HeatmapCell(props: HeatmapCellProps) {
  const { member, label, scale, highlighted, reachable, onFocus, onOpen, onKeyDown } = props;
  const t = useTranslations('sweep.heatmap');
  const status = useStatusText();
  const { plan, state } = member;
  const { index } = plan;
  const name = useMemberName(props.plan)(plan);
  const isHighlighted = useIsHighlighted(highlighted, index);
  const accuracy = state.best?.validationAccuracy ?? null;
  const broken = state.status.state === 'diverged' || state.status.state === 'failed';
  const tested = isTested(state);
  const spoken =
    accuracy === null
      ? status(state)
      : t('accuracy', { accuracy: formatPercent(accuracy), status: status(state) });
  const colors = accuracy === null || broken ? null : cssColors(colorOf(accuracy, scale));
  return (
    <button
      type="button"
      className="sweep-cell"
      style={colors ? ({ background: colors.background, color: colors.text } as CSSProperties) : undefined}
      aria-disabled={!tested || undefined}
      tabIndex={reachable ? 0 : -1}
      data-member={index}
      data-state={broken ? 'broken' : state.status.state}
      data-highlighted={isHighlighted}
      onFocus={() => {
        onFocus(index);
        highlighted.set(index);
      }}
      onBlur={() => highlighted.set(null)}
      onPointerMove={() => highlighted.set(index)}
      onPointerLeave={() => highlighted.set(null)}
      onKeyDown={(event) => onKeyDown(event, index)}
      onClick={() => {
        if (tested) onOpen(index);
      }}
    >
      <span className="visually-hidden">{t('cell', { name, state: spoken })}</span>
      {label !== null && (
        <span aria-hidden="true" className="sweep-cell-label">
          {label}
        </span>
      )}
      <span aria-hidden="true" className="sweep-cell-value">
        {accuracy === null ? status(state, true) : formatPercent(accuracy, 1)}
      </span>
      {accuracy !== null && state.status.state !== 'done' && (
        <span aria-hidden="true" className="sweep-cell-status">
          {status(state, true)}
        </span>
      )}
    </button>
  );
});
