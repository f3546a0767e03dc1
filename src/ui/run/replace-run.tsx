// Asks, below the run's buttons, whether a finished run is to be replaced by another one.

import { useId, useState, type MouseEvent } from 'react';
import { useTranslations } from 'use-intl';
import { formatPercent } from '../../base/format.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import './replace-run.css';

export function ReplaceRun() {
  const request = useAppState((state) => state.trainingToConfirm);
  const result = useAppState((state) => state.run.result);
  // A question of its own for each, which takes the focus.
  const kind = request?.fineTune ? 'fineTune' : 'train';
  return request && result && <Question key={kind} kind={kind} accuracy={result.accuracy} />;
}

function focusFirst(element: Element | null | undefined): void {
  element?.querySelector('button')?.focus();
}

/** The answer that loses nothing has the focus first. */
const focusKeep = (element: HTMLElement | null) => focusFirst(element);

function Question({ kind, accuracy }: { kind: 'train' | 'fineTune'; accuracy: number }) {
  const t = useTranslations('replaceRun');
  const { commands } = useApp();
  const questionId = useId();
  const [opener] = useState(() => document.activeElement);
  const keep = () => {
    commands.cancelTraining();
    if (opener instanceof HTMLElement) opener.focus();
  };
  const confirm = (event: MouseEvent<HTMLButtonElement>) => {
    // The second click of a double click on Train could fall on this button.
    if (event.detail > 1) return;
    commands.confirmTraining();
    // The first button of the controls, which now pauses the run. The opener may be gone.
    focusFirst(event.currentTarget.closest('.run-controls'));
  };
  return (
    // Escape is a shortcut for Keep.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className="replace-run"
      role="group"
      aria-labelledby={questionId}
      onKeyDown={(event) => {
        if (event.key === 'Escape') keep();
      }}
    >
      <p id={questionId}>{t(`${kind}.question`, { accuracy: formatPercent(accuracy) })}</p>
      <div className="replace-run-answers">
        <Button onPress={confirm}>{t(`${kind}.confirm`)}</Button>
        <span className="replace-run-keep" ref={focusKeep}>
          <Button look="primary" onPress={keep}>
            {t('keep')}
          </Button>
        </span>
      </div>
    </div>
  );
}
