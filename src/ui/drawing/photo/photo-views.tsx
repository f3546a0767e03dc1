// A photo on the pad, and its image after each step of the preparation.

import { useTranslations } from 'use-intl';
import { CROPPED_SIDE } from '../../../contract/photo.ts';
import { GreyImage } from '../../kit/grey-image.tsx';
import { PhotoCanvas } from './photo-canvas.tsx';
import type { Photo } from './photo.ts';
import { Steps } from '../result/steps.tsx';
import './photo.css';

export function PhotoOnPad({ photo }: { photo: Photo }) {
  const t = useTranslations('photo');
  const name = t('shown', { name: photo.name });
  return (
    <figure className="pad-example pad-photo">
      <PhotoCanvas pixels={photo.original} width={photo.width} height={photo.height} name={name} />
      <figcaption aria-hidden="true">{name}</figcaption>
    </figure>
  );
}

export function PhotoSteps({ photo }: { photo: Photo }) {
  const t = useTranslations('photo.steps');
  const { width, height } = photo;
  const canvas = (step: 'original' | 'cut') => {
    const name = t(step);
    return { name, image: <PhotoCanvas pixels={photo[step]} width={width} height={height} name={name} /> };
  };
  const [cropped, seen] = [t('cropped'), t('seen')];
  const side = CROPPED_SIDE;
  return (
    <Steps
      steps={[
        canvas('original'),
        canvas('cut'),
        {
          name: cropped,
          image: <PhotoCanvas pixels={photo.cropped} width={side} height={side} name={cropped} />,
        },
        { name: seen, image: <GreyImage pixels={photo.pixels} name={seen} /> },
      ]}
    />
  );
}
