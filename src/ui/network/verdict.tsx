// The prediction beside the true class, and the loss of the image, which opens.

import { useTranslations } from 'use-intl';
import { valueOf } from '../../explain/calculate.ts';
import type { Pass, ValueRef } from '../../explain/value.ts';
import { useClassNames } from '../use-class-names.ts';
import { exactText } from './value-text.ts';

interface VerdictProps {
  /** Null while there are no values. */
  inspection: (Pass & { step: number }) | null;
  onOpen: (ref: ValueRef, byKeyboard: boolean) => void;
}

export function Verdict({ inspection, onOpen }: VerdictProps) {
  const t = useTranslations('network.output');
  const classes = useClassNames();
  if (!inspection) return <p className="network-verdict" />;
  const { probabilities, label, step } = inspection;
  const top = probabilities.indexOf(Math.max(...probabilities));
  const predicted = top < 0 ? '–' : classes.name(top);
  const verdict = () => {
    if (step === 0) return t('untrained');
    if (label === null) return t('prediction', { predicted });
    return t(label === top ? 'correct' : 'incorrect', { predicted, truth: classes.name(label) });
  };
  return (
    <p className="network-verdict">
      {/* One piece, so that the loss follows the text on its line. */}
      <span>
        {verdict()}
        {label !== null && (
          <>
            {' '}
            <button
              type="button"
              className="calculation-inline"
              onClick={(event) => onOpen({ kind: 'loss' }, event.detail === 0)}
            >
              {t('loss', { value: exactText(valueOf(inspection, { kind: 'loss' })) })}
            </button>
          </>
        )}
      </span>
    </p>
  );
}
