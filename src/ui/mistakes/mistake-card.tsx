// One confident mistake: its image, prediction and label, and the most similar training image.

import { useTranslations } from 'use-intl';
import { formatPercent } from '../../base/format.ts';
import { GreyImage } from '../kit/grey-image.tsx';
import { ClassName } from '../class-name.tsx';
import { useClassNames } from '../use-class-names.ts';

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
  const { name } = useClassNames();
  return (
    <li className="mistake">
      <GreyImage pixels={pixels} name={t('image', { predicted: name(predicted), truth: name(truth) })} />
      <dl className="mistake-labels">
        <dt>{t('predicted')}</dt>
        <dd>
          <ClassName label={predicted} short /> <span className="note">{formatPercent(confidence, 1)}</span>
        </dd>
        <dt>{t('label')}</dt>
        <dd>
          <ClassName label={truth} short />
        </dd>
      </dl>
      {neighbour && (
        <div className="mistake-neighbour">
          <GreyImage pixels={neighbour.pixels} name={t('neighbour', { truth: name(neighbour.label) })} />
          <p>
            <span className="note">{t('mostSimilar')}</span>{' '}
            <strong>
              <ClassName label={neighbour.label} short />
            </strong>{' '}
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
