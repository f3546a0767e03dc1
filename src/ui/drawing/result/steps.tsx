// The image on the pad after each step of its preparation, in order.

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import './steps.css';

interface StepsProps {
  /** `image` has the accessible name `name`. */
  steps: readonly { name: string; image: ReactNode }[];
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
        {steps.map(({ name, image }) => (
          <li key={name}>
            {image}
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
