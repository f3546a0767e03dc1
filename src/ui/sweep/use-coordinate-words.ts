// The names, labels and values of the axes of the parallel coordinates.

import { useTranslations } from 'use-intl';
import { formatPercent } from '../../base/format.ts';
import type { SweepPlan } from '../../contract/sweep.ts';
import { isFine, ticksOf, valueOn, type AxisId, type CoordinateAxis } from './coordinates.ts';
import type { Member } from './members.ts';
import { useFieldWords, useRungName } from './use-sweep-words.ts';

export interface CoordinateWords {
  nameOf(id: AxisId): string;
  text(axis: CoordinateAxis, value: number): string;
  /** The values that are labelled. */
  ticks(axis: CoordinateAxis): { value: number; text: string }[];
}

export function useCoordinateWords(plan: SweepPlan, members: readonly Member[]): CoordinateWords {
  const t = useTranslations('sweep');
  const { fieldName, valueText } = useFieldWords();
  const rungName = useRungName(plan.kind === 'staircase' ? plan.rungs : []);
  const staircase = plan.kind === 'staircase';
  /** A staircase has only its seeds among the values of its members. */
  const planned = (id: 'first' | 'second', { plan: { values } }: Member) =>
    staircase || id === 'first' ? values[0]! : values[1]!;
  const fieldText = (id: 'first' | 'second', value: number) => {
    if (staircase && id === 'first') return rungName(value);
    const member = members.find((other) => valueOn(id, other) === value);
    if (!member) return '';
    const { field, value: own } = planned(id, member);
    return valueText(field, own);
  };
  return {
    nameOf(id) {
      if (id === 'validation' || id === 'test') return t(`table.${id}`);
      if (staircase && id === 'first') return t('staircase.columns.rung');
      return fieldName(planned(id, members[0]!).field);
    },
    text(axis, value) {
      const { id } = axis;
      if (id === 'validation' || id === 'test') return formatPercent(value, isFine(axis) ? 1 : 0);
      return fieldText(id, value);
    },
    ticks(axis) {
      const { id } = axis;
      return ticksOf(axis).map((value) => ({
        value,
        text: id === 'validation' || id === 'test' ? formatPercent(value, 0) : fieldText(id, value),
      }));
    },
  };
}
