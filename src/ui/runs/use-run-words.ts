// What the page calls a run, and its settings in words.

import { useTranslations } from 'use-intl';
import { presetDifferences } from '../../compare/differences.ts';
import { FASHION_ID } from '../../contract/dataset.ts';
import type { RunEntry } from '../../contract/finished-runs.ts';
import { useDifferenceText } from '../use-difference-text.ts';

/** The person's name for a run, or its number. */
export function useRunName(): (run: Pick<RunEntry, 'name' | 'number' | 'imported'>) => string {
  const t = useTranslations('runs');
  return ({ name, number, imported }) => name ?? t(imported ? 'imported' : 'own', { number: String(number) });
}

/** "Classic LeNet: ReLU instead of Sigmoid; seed 7 instead of 1", or without the seed. */
export function useSettings(): (run: RunEntry, withSeed?: boolean) => string {
  const t = useTranslations('runs');
  const presets = useTranslations('run.presets');
  const text = useDifferenceText();
  return ({ plan: { config }, dataset }, withSeed = true) => {
    const preset = presets(config.preset);
    const changes = [
      ...(config.data === FASHION_ID ? [] : [t('on', { data: dataset.name })]),
      ...presetDifferences(config)
        .filter((difference) => withSeed || !('field' in difference && difference.field === 'seed'))
        .map(text),
    ];
    if (changes.length === 0) return preset;
    return t('settings', { preset, changes: changes.reduce((first, second) => t('and', { first, second })) });
  };
}

/** What was done by hand, as single words. */
export function useMarks(): (run: RunEntry) => string[] {
  const t = useTranslations('runs');
  return ({ pinned, imported, plan, edited, rateChanged, test }) => [
    ...(pinned ? [t('pinned')] : []),
    ...(imported ? [t('fromFile')] : []),
    ...(plan.start.kind === 'fine-tune' ? [t('fineTuned')] : []),
    ...(edited ? [t('edited')] : []),
    ...(rateChanged ? [t('rateChanged')] : []),
    ...(test && test.stoppedAtStep !== null ? [t('stopped')] : []),
  ];
}
