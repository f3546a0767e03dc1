// The drawing after each step of its preparation, in order. Nothing where there is no drawing: an example is prepared already.

import { useTranslations } from 'use-intl';
import type { DrawingSteps } from '../../data/drawing.ts';
import { PictureCanvas } from '../parts/picture-canvas.tsx';
import './preparation.css';

const STEPS = ['sheet', 'cropped', 'filled', 'toned'] as const satisfies readonly (keyof DrawingSteps)[];

interface PreparationProps {
  steps: DrawingSteps | null;
  /** Whether outlines are filled. */
  fills: boolean;
}

export function Preparation({ steps, fills }: PreparationProps) {
  const t = useTranslations('drawingSteps');
  if (!steps) return null;
  return (
    <section className="preparation" aria-labelledby="preparation-title">
      <h3 id="preparation-title" className="note">
        {t('title')}
      </h3>
      <ol className="preparation-steps">
        {STEPS.map((step) => {
          const name = t(step === 'filled' && !fills ? 'unfilled' : step);
          return (
            <li key={step}>
              <PictureCanvas pixels={steps[step]} name={name} />
              <span className="note" aria-hidden="true">
                {name}
              </span>
            </li>
          );
        })}
      </ol>
      <p className="note">{t('views')}</p>
    </section>
  );
}
