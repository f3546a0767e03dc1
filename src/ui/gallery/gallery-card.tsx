// One image of the gallery with its label and prediction, marked correct or incorrect by icon and word.

import { useFormatter, useTranslations } from 'use-intl';
import { GreyImage } from '../kit/grey-image.tsx';
import { ClassName } from '../class-name.tsx';
import { useClassNames } from '../use-class-names.ts';

interface GalleryCardProps {
  /** Null until the image has arrived. */
  pixels: Uint8Array | null;
  /** Null until it is known. */
  label: number | null;
  /** Null before the final score. */
  score: { predicted: number; confidence: number } | null;
}

export function GalleryCard({ pixels, label, score }: GalleryCardProps) {
  const t = useTranslations('gallery');
  const classes = useClassNames();
  if (label === null) return <li className="gallery-card gallery-card-waiting" aria-hidden="true" />;
  const truth = classes.name(label);
  if (!score) {
    return (
      <li className="gallery-card">
        <GreyImage pixels={pixels} name={t('imageBeforeTest', { truth })} />
        <dl className="gallery-labels" aria-hidden="true">
          <dt>{t('true')}</dt>
          <dd>
            <ClassName label={label} />
          </dd>
        </dl>
      </li>
    );
  }
  const predicted = classes.name(score.predicted);
  const correct = score.predicted === label;
  return (
    <li className={correct ? 'gallery-card' : 'gallery-card gallery-card-incorrect'}>
      <GreyImage pixels={pixels} name={t('image', { predicted, truth })} />
      <Verdict correct={correct} confidence={score.confidence} />
      <dl className="gallery-labels" aria-hidden="true">
        <dt>{t('predicted')}</dt>
        <dd>
          <ClassName label={score.predicted} />
        </dd>
        <dt>{t('true')}</dt>
        <dd>
          <ClassName label={label} />
        </dd>
      </dl>
    </li>
  );
}

function Verdict({ correct, confidence }: { correct: boolean; confidence: number }) {
  const t = useTranslations('gallery');
  const format = useFormatter();
  const percent = format.number(confidence, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return (
    <p className="gallery-verdict">
      <span className="gallery-outcome">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d={correct ? 'M3 8.5 6.5 12 13 4.5' : 'M4 4l8 8M12 4l-8 8'} />
        </svg>
        {t(correct ? 'correct' : 'incorrect')}
      </span>
      <span>
        <span className="visually-hidden">{t('confidence')} </span>
        {percent}
      </span>
    </p>
  );
}
