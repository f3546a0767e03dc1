// One run compared with another: what differs, whether that is fair, and what it did on the same test images.

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { formatCount, formatPercent } from '../../../base/format.ts';
import { differences } from '../../../compare/differences.ts';
import { fairness } from '../../../compare/fairness.ts';
import { pairRuns } from '../../../compare/paired.ts';
import { compareRanges, seedGroups } from '../../../compare/seed-groups.ts';
import type { RunEntry } from '../../../contract/finished-runs.ts';
import { useDifferenceText } from '../../use-difference-text.ts';
import type { ComparedRun } from './compared-run.ts';
import { PairedTruth } from './paired-truth.tsx';

interface PairProps {
  base: ComparedRun;
  other: ComparedRun;
  /** All runs of the list, among which there may be other seeds of these two. */
  all: readonly RunEntry[];
}

export function Pair({ base, other, all }: PairProps) {
  const t = useTranslations('comparison');
  const names = { base: base.letter, baseName: base.name, other: other.letter, otherName: other.name };
  const paired = useMemo(() => pairRuns(base.file, other.file), [base.file, other.file]);
  const [baseGroup, otherGroup] = useMemo(() => {
    const groups = seedGroups(all);
    return [base, other].map(({ entry }) =>
      groups.find(({ runs }) => runs.some(({ id }) => id === entry.id)),
    );
  }, [all, base, other]);
  const grouped = baseGroup !== undefined && otherGroup !== undefined && baseGroup !== otherGroup;
  const id = `pair-${base.letter}-${other.letter}`;
  return (
    <section className="pair" aria-labelledby={id}>
      <h4 className="comparison-subtitle" id={id}>
        {t('namedPair', names)}
      </h4>
      <Differences base={base} other={other} />
      <Warnings base={base} other={other} />
      {paired && (
        <PairedTruth
          paired={paired}
          base={base}
          other={other}
          onlySeed={fairness(base.entry, other.entry).includes('only-seed')}
          seedsKnown={grouped}
        />
      )}
      {grouped && (
        <p>
          {[
            { run: base, group: baseGroup },
            { run: other, group: otherGroup },
          ].map(({ run, group: { seeds, accuracy } }) => (
            <span key={run.letter}>
              {t('groups.values', {
                run: run.letter,
                seeds,
                mean: formatPercent(accuracy.mean),
                least: formatPercent(accuracy.least),
                most: formatPercent(accuracy.most),
              })}{' '}
            </span>
          ))}
          {t(`groups.${compareRanges(baseGroup, otherGroup)}`)}
        </p>
      )}
    </section>
  );
}

function Differences({ base, other }: Pick<PairProps, 'base' | 'other'>) {
  const t = useTranslations('comparison');
  const text = useDifferenceText();
  const join = useTranslations('runs');
  const parameters = other.entry.plan.parameterCount - base.entry.plan.parameterCount;
  const words = [
    ...differences(base.entry, other.entry).map(text),
    ...(parameters === 0
      ? []
      : [t(`parameters.${parameters > 0 ? 'more' : 'fewer'}`, { count: formatCount(Math.abs(parameters)) })]),
  ];
  return (
    <p>
      <span className="note">{t('differences')}</span>{' '}
      <strong className="pair-differences">
        {words.length === 0
          ? t('noDifference')
          : words.reduce((first, second) => join('and', { first, second }))}
      </strong>
    </p>
  );
}

function Warnings({ base, other }: Pick<PairProps, 'base' | 'other'>) {
  const t = useTranslations('comparison');
  const warnings = fairness(base.entry, other.entry);
  if (warnings.length === 0) return null;
  const values = {
    base: base.letter,
    other: other.letter,
    baseData: base.entry.dataset.name,
    otherData: other.entry.dataset.name,
    baseCount: formatCount(base.entry.plan.trainCount),
    otherCount: formatCount(other.entry.plan.trainCount),
  };
  return (
    <ul className="pair-warnings" aria-label={t('unfair')}>
      {warnings.map((warning) => (
        <li key={warning}>{t(`warnings.${warning}`, values)}</li>
      ))}
    </ul>
  );
}
