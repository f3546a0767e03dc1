// A photograph on the pad, and what each step of its preparation made of it.

import { useTranslations } from 'use-intl';
import { CROPPED_SIDE } from '../../contract/photo.ts';
import { PictureCanvas } from '../parts/picture-canvas.tsx';
import { PhotoCanvas } from './photo-canvas.tsx';
import type { Photo } from './photo.ts';
import './photo.css';
import './preparation.css';

export function PhotoOnPad({ photo }: { photo: Photo }) {
  const t = useTranslations('photo');
  const name = t('shown', { name: photo.name });
  return (
    <figure className="pad-example pad-photo">
      <PhotoCanvas pixels={photo.whole} width={photo.width} height={photo.height} name={name} />
      <figcaption aria-hidden="true">{name}</figcaption>
    </figure>
  );
}

export function PhotoSteps({ photo }: { photo: Photo }) {
  const t = useTranslations('photo');
  const { width, height } = photo;
  return (
    <section className="preparation" aria-labelledby="photo-steps-title">
      <h3 id="photo-steps-title" className="note">
        {t('steps.title')}
      </h3>
      <ol className="preparation-steps photo-steps">
        <li>
          <PhotoCanvas pixels={photo.whole} width={width} height={height} name={t('steps.whole')} />
          <Caption text={t('steps.whole')} />
        </li>
        <li>
          <PhotoCanvas pixels={photo.cut} width={width} height={height} name={t('steps.cut')} />
          <Caption text={t('steps.cut')} />
        </li>
        <li>
          <PhotoCanvas
            pixels={photo.cropped}
            width={CROPPED_SIDE}
            height={CROPPED_SIDE}
            name={t('steps.cropped')}
          />
          <Caption text={t('steps.cropped')} />
        </li>
        <li>
          <PictureCanvas pixels={photo.pixels} name={t('steps.seen')} />
          <Caption text={t('steps.seen')} />
        </li>
      </ol>
    </section>
  );
}

function Caption({ text }: { text: string }) {
  return (
    <span className="note" aria-hidden="true">
      {text}
    </span>
  );
}
