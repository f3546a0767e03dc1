// The network's 28x28 input for the drawing.

import { useTranslations } from 'use-intl';
import { useAppState } from '../../app-context.tsx';
import { GreyImage } from '../../kit/grey-image.tsx';
import './result.css';

export function NetworkView() {
  const t = useTranslations('drawing');
  const pixels = useAppState((state) => state.drawing.pixels);
  return (
    <figure className="network-view">
      <GreyImage pixels={pixels} name={t(pixels ? 'seen' : 'seenEmpty')} />
      <figcaption className="note" aria-hidden="true">
        {t('seen')}
      </figcaption>
    </figure>
  );
}
