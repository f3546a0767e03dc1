// The network's 28x28 input, and for a drawing the two images that show why white lines are grey in it.

import { memo } from 'react';
import { useTranslations } from 'use-intl';
import type { DrawingSteps } from '../../../image/drawing.ts';
import { useAppState } from '../../app-context.tsx';
import { GreyImage } from '../../kit/grey-image.tsx';
import { useIsFashion } from '../../use-class-names.ts';
import './result.css';

/** `steps`: of the drawing on the pad; null for an empty pad, an example or a photo. */
export const NetworkView = memo(function NetworkView({ steps }: { steps: DrawingSteps | null }) {
  const t = useTranslations('drawing');
  const fashion = useIsFashion();
  const pixels = useAppState((state) => state.drawing.pixels);
  return (
    <figure className="network-view">
      <GreyImage pixels={pixels} name={t(pixels ? 'seen' : 'seenEmpty')} />
      <figcaption className="note" aria-hidden="true">
        {t('seen')}
      </figcaption>
      {fashion && steps && (
        <div className="why-grey">
          <GreyImage pixels={steps.filled} name={t('beforeToning')} />
          <span aria-hidden="true">→</span>
          <GreyImage pixels={steps.toned} name={t('afterToning')} />
          <p className="note">{t('whyGrey')}</p>
        </div>
      )}
    </figure>
  );
});
