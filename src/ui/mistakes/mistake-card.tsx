// One confident mistake: its image, prediction and label, and the most similar training image.

import { useTranslations } from 'use-intl';
import { formatPercent } from '../../base/format.ts';
import { CLASS_KEYS } from '../../contract/dataset.ts';
import { GreyImage } from '../kit/grey-image.tsx';

interface MistakeCardProps {
  /** Null until the image has arrived. */
  pixels: Uint8Array | null;
  predicted: number;
  truth: number;
  confidence: number;
  neighbour: { pixels: Uint8Array; label: number; distance: number } | null;
}

export function MistakeCard({ pixels, predicted, truth, confidence, neighbour }: MistakeCardProps) {
  const t = useTranslations('mistakes');
  const className = useTranslations('classes');
  const shortName = useTranslations('classesShort');
  const name = (label: number) => className(CLASS_KEYS[label]!);
  const short = (label: number) => shortName(CLASS_KEYS[label]!);
  return (
    <li className="mistake">
      <GreyImage pixels={pixels} name={t('image', { predicted: name(predicted), truth: name(truth) })} />
      <dl className="mistake-labels">
        <dt>{t('predicted')}</dt>
        <dd>
          {short(predicted)} <span className="note">{formatPercent(confidence, 1)}</span>
        </dd>
        <dt>{t('label')}</dt>
        <dd>{short(truth)}</dd>
      </dl>
      {neighbour && (
        <div className="mistake-neighbour">
          <GreyImage pixels={neighbour.pixels} name={t('neighbour', { truth: name(neighbour.label) })} />
          <p>
            <span className="note">{t('mostSimilar')}</span> <strong>{short(neighbour.label)}</strong>{' '}
            <span className="note">
              {neighbour.distance === 0
                ? t('identical')
                : t('distance', { levels: neighbour.distance.toFixed(0) })}
            </span>
          </p>
        </div>
      )}
    </li>
  );
}
