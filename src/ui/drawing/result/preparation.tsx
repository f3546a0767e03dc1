// The drawing after each step of its preparation. Empty without a drawing; an example needs no preparation.

import { memo } from 'react';
import { useTranslations } from 'use-intl';
import type { DrawingSteps } from '../../../image/drawing.ts';
import { GreyImage } from '../../kit/grey-image.tsx';
import { Steps } from './steps.tsx';

const STEPS = ['sheet', 'cropped', 'filled', 'toned'] as const satisfies readonly (keyof DrawingSteps)[];

interface PreparationProps {
  steps: DrawingSteps | null;
  /** Whether outlines are filled. */
  fills: boolean;
}

export const Preparation = memo(function Preparation({ steps, fills }: PreparationProps) {
  const t = useTranslations('drawingSteps');
  if (!steps) return null;
  const images = STEPS.map((step) => {
    const name = t(step === 'filled' && !fills ? 'unfilled' : step);
    return { name, image: <GreyImage pixels={steps[step]} name={name} /> };
  });
  return <Steps steps={images} note={t('views')} />;
});
