// The prediction beside the true class, and the loss of the image, which opens.

import { useTranslations } from 'use-intl';
import { CLASS_KEYS } from '../../contract/dataset.ts';
import { valueOf } from '../../explain/calculate.ts';
import type { Pass, ValueRef } from '../../explain/value.ts';
import { exactText } from './value-text.ts';

interface VerdictProps {
  inspection: Pass | null;
  onOpen: (ref: ValueRef, byKeyboard: boolean) => void;
}

export function Verdict({ inspection, onOpen }: VerdictProps) {
  const t = useTranslations('network.output');
  const className = useTranslations('classes');
  if (!inspection) return <p className="network-verdict" />;
  const { probabilities, label } = inspection;
  const top = probabilities.indexOf(Math.max(...probabilities));
  const predicted = top < 0 ? '–' : className(CLASS_KEYS[top]!);
  if (label === null) return <p className="network-verdict">{t('prediction', { predicted })}</p>;
  return (
    <p className="network-verdict">
      {t(label === top ? 'correct' : 'incorrect', { predicted, truth: className(CLASS_KEYS[label]!) })}{' '}
      <button
        type="button"
        className="calculation-inline"
        onClick={(event) => onOpen({ kind: 'loss' }, event.detail === 0)}
      >
        {t('loss', { value: exactText(valueOf(inspection, { kind: 'loss' })) })}
      </button>
    </p>
  );
}
