// The finding of the finished run with its next step, and for a diagnosis also the way to its evidence.

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { TestResult } from '../../contract/metrics.ts';
import { findingOf } from '../../store/finding.ts';
import { useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { useFindingText } from './use-finding-text.ts';
import './finding.css';

export function RunFinding({ result }: { result: TestResult }) {
  const t = useTranslations('finding');
  const plan = useAppState((state) => state.run.plan);
  const epochs = useAppState((state) => state.run.epochs);
  const marks = useAppState((state) => state.run.marks);
  const finding = useMemo(
    () => plan && findingOf({ plan, epochs, marks, result }),
    [plan, epochs, marks, result],
  );
  const textOf = useFindingText();
  if (!finding) return null;
  const { title, text, actions } = textOf(finding);
  return (
    <section className="finding" aria-label={t('label')}>
      <h3 className="finding-title">{title}</h3>
      {text !== '' && <p>{text}</p>}
      <div className="finding-actions">
        {actions.map(({ label, act }) => (
          <Button key={label} onPress={act}>
            {label}
          </Button>
        ))}
      </div>
    </section>
  );
}
