// The drawing after each step of its preparation. Empty without a drawing; an example needs no preparation.

import { memo } from 'react';
import { useTranslations } from 'use-intl';
import type { DrawingSteps } from '../../../image/drawing.ts';
import { GreyImage } from '../../kit/grey-image.tsx';
import { useIsFashion } from '../../use-class-names.ts';
import { Steps } from './steps.tsx';

const STEPS = ['sheet', 'cropped', 'filled', 'toned'] as const satisfies readonly (keyof DrawingSteps)[];

/** Without fill and tones the network sees the second one. */
const STEPS_OF_OWN = ['sheet', 'cropped'] as const satisfies readonly (keyof DrawingSteps)[];

interface PreparationProps {
  steps: DrawingSteps | null;
  /** Whether outlines are filled. */
  fills: boolean;
}

export const Preparation = memo(function Preparation({ steps, fills }: PreparationProps) {
  const t = useTranslations('drawingSteps');
  const fashion = useIsFashion();
  if (!steps) return null;
  const images = (fashion ? STEPS : STEPS_OF_OWN).map((step) => {
    const name = t(step === 'filled' && !fills ? 'unfilled' : step);
    return { name, image: <GreyImage pixels={steps[step]} name={name} /> };
  });
  return <Steps steps={images} {...(fashion && { note: t('views') })} />;
});
