// A difference between two runs as words.

import { useTranslations } from 'use-intl';
import { formatCount, formatLearningRate, formatPercent } from '../base/format.ts';
import type { Difference } from '../compare/differences.ts';
import { useChoiceName } from './use-choice-name.ts';

export function useDifferenceText(): (difference: Difference) => string {
  const t = useTranslations('difference');
  const choice = useChoiceName();
  return (difference) => {
    switch (difference.kind) {
      case 'choice': {
        const { field, from, to } = difference;
        return t(`choice.${field}`, { from: choice(from), to: choice(to) });
      }
      case 'switch':
        return t(`switch.${difference.field}.${difference.on ? 'on' : 'off'}`);
      case 'count': {
        const { field, by } = difference;
        return t(`${by > 0 ? 'more' : 'fewer'}.${field}`, { count: Math.abs(by) });
      }
      case 'scale': {
        const { field, times } = difference;
        if (times >= 1) return t(`times.${field}`, { times: String(times) });
        return t(`part.${field}`, { parts: String(Math.round(1 / times)) });
      }
      case 'value': {
        const { field } = difference;
        const text = (value: number) => (field === 'split' ? formatPercent(value, 0) : numberText(value));
        return t(`value.${field}`, { from: text(difference.from), to: text(difference.to) });
      }
      case 'start':
        return t(`start.${difference.to}`);
      case 'both-fine-tuned':
        return t('both-fine-tuned');
      case 'stopped-at':
        return t('stopped-at', { from: formatCount(difference.from), to: formatCount(difference.to) });
      case 'edited':
      case 'rate-changed':
      case 'stopped':
        return t(`${difference.kind}.${difference.on ? 'on' : 'off'}`);
      case 'data':
        return t('data', { from: difference.from, to: difference.to });
      case 'engine':
        return t('engine', { from: choice(difference.from), to: choice(difference.to) });
      default:
        return difference satisfies never;
    }
  };
}

/** Whole numbers as they are, such as a seed; others shortened. */
function numberText(value: number): string {
  return Number.isInteger(value) ? String(value) : formatLearningRate(value);
}
