// The run in one line, for a phone: the newest accuracy, the loss as a line, and the button that shows the details.

import { useTranslations } from 'use-intl';
import { formatPercent } from '../../base/format.ts';
import { useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { LossSparkline } from './loss-sparkline.tsx';

interface RunStripProps {
  /** Whether the run has an accuracy and a loss to show. */
  live: boolean;
  /** Whether the details are shown. */
  open: boolean;
  onToggle: () => void;
}

export function RunStrip({ live, open, onToggle }: RunStripProps) {
  const t = useTranslations('run.strip');
  const validated = useAppState((state) => state.run.epochs.at(-1)?.validationAccuracy);
  const tested = useAppState((state) => state.run.result?.accuracy);
  const accuracy = tested ?? validated;
  return (
    <>
      {live && (
        <div className="run-glance">
          <p className="run-accuracy">
            <b>{accuracy === undefined ? t('none') : formatPercent(accuracy, 1)}</b>
            <span className="note">{t(tested === undefined ? 'validation' : 'test')}</span>
          </p>
          <LossSparkline />
        </div>
      )}
      <div className="run-toggle">
        <Button look="quiet" expanded={open} label={t('details')} onPress={onToggle}>
          <svg viewBox="0 0 16 16">
            <path d={open ? 'M3 10.5 8 5.5l5 5' : 'M3 5.5l5 5 5-5'} />
          </svg>
        </Button>
      </div>
    </>
  );
}
