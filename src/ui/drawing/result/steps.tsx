// What each step of a preparation made of the picture on the pad, in order.

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import './steps.css';

interface StepsProps {
  /** `picture` is named `name` itself. */
  steps: readonly { name: string; picture: ReactNode }[];
  note?: string;
}

export function Steps({ steps, note }: StepsProps) {
  const t = useTranslations('drawingSteps');
  return (
    <section className="drawing-steps" aria-labelledby="drawing-steps-title">
      <h3 id="drawing-steps-title" className="note">
        {t('title')}
      </h3>
      <ol>
        {steps.map(({ name, picture }) => (
          <li key={name}>
            {picture}
            <span className="note" aria-hidden="true">
              {name}
            </span>
          </li>
        ))}
      </ol>
      {note && <p className="note">{note}</p>}
    </section>
  );
}
