// The names, labels and values of the axes of the parallel coordinates.

import { useTranslations } from 'use-intl';
import { formatPercent } from '../../base/format.ts';
import type { SweepPlan } from '../../contract/sweep.ts';
import { valueOn, type AxisId, type CoordinateAxis } from './coordinates.ts';
import type { Member } from './members.ts';
import { useFieldWords, useRungName } from './use-sweep-words.ts';

export interface CoordinateWords {
  nameOf(id: AxisId): string;
  text(id: AxisId, value: number): string;
  /** The values that are labelled. */
  ticks(axis: CoordinateAxis): number[];
}

/** More labels would touch. */
const MOST_TICKS = 9;
const ACCURACY_TICKS = 4;

export function useCoordinateWords(plan: SweepPlan, members: readonly Member[]): CoordinateWords {
  const t = useTranslations('sweep');
  const { fieldName, valueText } = useFieldWords();
  const rungName = useRungName(plan.kind === 'staircase' ? plan.rungs : []);
  const staircase = plan.kind === 'staircase';
  /** A staircase has only its seeds among the values of its members. */
  const planned = (id: 'first' | 'second', { plan: { values } }: Member) =>
    staircase || id === 'first' ? values[0]! : values[1]!;
  return {
    nameOf(id) {
      if (id === 'validation' || id === 'test') return t(`table.${id}`);
      if (staircase && id === 'first') return t('staircase.columns.rung');
      return fieldName(planned(id, members[0]!).field);
    },
    text(id, value) {
      if (id === 'validation' || id === 'test') return formatPercent(value, 0);
      if (staircase && id === 'first') return rungName(value);
      const member = members.find((other) => valueOn(id, other) === value);
      if (!member) return '';
      const { field, value: own } = planned(id, member);
      return valueText(field, own);
    },
    ticks({ low, high, step }) {
      if (step < 1) {
        return Array.from(
          { length: ACCURACY_TICKS },
          (_, i) => low + ((high - low) * i) / (ACCURACY_TICKS - 1),
        );
      }
      const every = Math.ceil((high - low + 1) / MOST_TICKS);
      return Array.from({ length: Math.floor((high - low) / every) + 1 }, (_, i) => low + i * every);
    },
  };
}
