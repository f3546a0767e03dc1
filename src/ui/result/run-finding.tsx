// The finding of the finished run with its next step, and for a diagnosis also the way to its evidence.

import { useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConstantUnits } from '../../contract/inspection.ts';
import type { TestResult } from '../../contract/metrics.ts';
import { findingOf } from '../../store/finding.ts';
import { areLocked } from '../../store/locks.ts';
import { RequestFailedError } from '../../store/pending.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { useFindingText } from './use-finding-text.ts';
import './finding.css';

export function RunFinding({ result }: { result: TestResult }) {
  const t = useTranslations('finding');
  const dataset = useAppState((state) => state.dataset);
  const lock = useAppState((state) => state.assignment.lock);
  const plan = useAppState((state) => state.run.plan);
  const epochs = useAppState((state) => state.run.epochs);
  const marks = useAppState((state) => state.run.marks);
  const constantUnits = useConstantUnits(result);
  const finding = useMemo(
    () => plan && findingOf({ dataset, plan, epochs, marks, result, constantUnits }),
    [dataset, plan, epochs, marks, result, constantUnits],
  );
  const textOf = useFindingText();
  if (!finding) return null;
  const { title, text, actions } = textOf(finding);
  const possible = actions.filter(({ changes }) => !changes || !areLocked(lock, changes));
  return (
    <section className="finding" aria-label={t('label')}>
      <h3 className="finding-title">{title}</h3>
      {text !== '' && <p>{text}</p>}
      <div className="finding-actions">
        {possible.map(({ label, act }) => (
          <Button key={label} onPress={act}>
            {label}
          </Button>
        ))}
      </div>
    </section>
  );
}

/** Counted once for each result, as soon as the test images are there; null before, and where the engine fails. */
function useConstantUnits(result: TestResult): ConstantUnits | null {
  const { commands } = useApp();
  const dataReady = useAppState((state) => state.data.state === 'ready');
  const [counted, setCounted] = useState<{ of: TestResult; units: ConstantUnits | null } | null>(null);
  useEffect(() => {
    if (!dataReady) return undefined;
    let cancelled = false;
    const count = async () => {
      const units = await commands.constantUnits().catch((error: unknown) => {
        if (error instanceof RequestFailedError) return null;
        throw error;
      });
      if (!cancelled) setCounted({ of: result, units });
    };
    void count();
    return () => {
      cancelled = true;
    };
  }, [commands, result, dataReady]);
  return counted?.of === result ? counted.units : null;
}
