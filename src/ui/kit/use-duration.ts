// Durations as text in the page's language.

import { useTranslations } from 'use-intl';
import { durationParts, formatTenths } from '../../base/format.ts';

/** Turns seconds into "1 h 5 min", "2 min 14 s", "9 s" or "0.3 s". */
export function useDuration(): (seconds: number) => string {
  const t = useTranslations('time');
  return (value) => {
    const { hours, minutes, seconds } = durationParts(value);
    if (hours > 0) return t('hours', { hours: String(hours), minutes: String(minutes) });
    if (minutes > 0) return t('minutes', { minutes: String(minutes), seconds: String(seconds) });
    return t('seconds', { seconds: value > 0 && value < 0.95 ? formatTenths(value) : String(seconds) });
  };
}
