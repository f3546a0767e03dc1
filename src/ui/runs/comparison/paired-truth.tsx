// What two runs got right on the same test images, whether chance could do that, and the images that changed.

import { useState, type MouseEvent, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { formatCount } from '../../../base/format.ts';
import type { PairedRuns } from '../../../compare/paired.ts';
import { pValueText, SIGNIFICANT } from '../../../compare/sign-test.ts';
import type { ComparedRun } from './compared-run.ts';
import { PairedImages } from './paired-images.tsx';

const VERY_SIGNIFICANT = 0.001;

interface PairedTruthProps {
  paired: PairedRuns;
  base: ComparedRun;
  other: ComparedRun;
  /** They differ in the seed alone. */
  onlySeed: boolean;
  /** Both configurations were trained with several seeds. */
  seedsKnown: boolean;
}

function verdictOf({ p, only }: PairedRuns, onlySeed: boolean): 'none' | 'seed' | 'far' | 'more' | 'chance' {
  if (only[0].length + only[1].length === 0) return 'none';
  if (onlySeed && p < SIGNIFICANT) return 'seed';
  if (p < VERY_SIGNIFICANT) return 'far';
  return p < SIGNIFICANT ? 'more' : 'chance';
}

export function PairedTruth(props: PairedTruthProps) {
  const { paired, base, other, onlySeed, seedsKnown } = props;
  const t = useTranslations('comparison');
  const [open, setOpen] = useState<{ which: 'gained' | 'lost'; button: HTMLButtonElement } | null>(null);
  const opened = open?.which ?? null;
  const [lost, gained] = paired.only;
  const toggle = (which: 'gained' | 'lost') => (event: MouseEvent<HTMLButtonElement>) =>
    setOpen(opened === which ? null : { which, button: event.currentTarget });
  const verdict = verdictOf(paired, onlySeed);
  return (
    <div className="pair-truth">
      <p className="note">{t('paired', { total: formatCount(paired.labels.length) })}</p>
      {verdict !== 'none' && (
        <p>
          {t.rich('counts', {
            base: base.letter,
            other: other.letter,
            gained: gained.length,
            lost: lost.length,
            gainedImages: countOf(gained.length, opened === 'gained', toggle('gained')),
            lostImages: countOf(lost.length, opened === 'lost', toggle('lost')),
          })}
        </p>
      )}
      <p>
        {t(`verdicts.${verdict}`, { p: pValueText(paired.p) })}{' '}
        {!onlySeed && !seedsKnown && verdict !== 'none' && t('secondSeed')}
      </p>
      <p className="note">
        {t('agree', { both: formatCount(paired.both), neither: formatCount(paired.neither) })}
      </p>
      {open && (
        <PairedImages
          key={open.which}
          which={open.which}
          places={open.which === 'gained' ? gained : lost}
          paired={paired}
          base={base}
          other={other}
          onClose={() => {
            open.button.focus();
            setOpen(null);
          }}
        />
      )}
    </div>
  );
}

interface CountProps {
  count: number;
  opened: boolean;
  onPress: (event: MouseEvent<HTMLButtonElement>) => void;
  children: ReactNode;
}

/** For a count in a sentence. */
const countOf = (count: number, opened: boolean, onPress: CountProps['onPress']) => (words: ReactNode) => (
  <Count {...{ count, opened, onPress }}>{words}</Count>
);

/** Opens its images; plain words where there are none. */
function Count({ count, opened, onPress, children }: CountProps) {
  if (count === 0) return children;
  return (
    <button type="button" className="pair-count" aria-expanded={opened} onClick={onPress}>
      {children}
    </button>
  );
}
