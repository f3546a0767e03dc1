// Where the network looked: over the dimmed picture, what the predicted class loses when that part is taken away.

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { CLASS_KEYS } from '../../contract/dataset.ts';
import type { OcclusionMap } from '../../contract/inspection.ts';
import { GreyImage } from '../kit/grey-image.tsx';
import type { ColorScale } from './color-scale.ts';
import { Legend } from './legend.tsx';
import { ValueCanvas } from './value-canvas.tsx';

/** Falls below this are no more than noise: the colours do not stretch to show them. */
const LEAST_REACH = 0.02;
const ROWS = ['top', 'middle', 'bottom'] as const;
const COLUMNS = ['Left', 'Centre', 'Right'] as const;

/** The ninth of the picture where the patch lies. */
function regionOf(patch: number, side: number) {
  const third = (place: number) => Math.min(2, Math.floor((place * 3) / side));
  return `${ROWS[third(Math.floor(patch / side))]!}${COLUMNS[third(patch % side)]!}` as const;
}

/** A share as percentage points. */
function pointsText(share: number): string {
  return `${share < 0 ? '−' : ''}${Math.abs(share * 100).toFixed(1)}`;
}

export function OcclusionView({ pixels, occlusion }: { pixels: Uint8Array; occlusion: OcclusionMap }) {
  const t = useTranslations('inside.occlusion');
  const className = useTranslations('classes');
  const { probabilityDrops, side, predicted } = occlusion;
  const scale = useMemo((): ColorScale => {
    const reach = probabilityDrops.reduce((most, fall) => Math.max(most, Math.abs(fall)), LEAST_REACH);
    return { low: -reach, high: reach, signed: true };
  }, [probabilityDrops]);
  const grid = useMemo(
    () => ({ columns: side, rows: side, values: probabilityDrops }),
    [probabilityDrops, side],
  );
  const most = probabilityDrops.indexOf(Math.max(...probabilityDrops));
  const name = className(CLASS_KEYS[predicted]!);
  const sentence =
    probabilityDrops[most]! < LEAST_REACH
      ? t('none', { name })
      : t('sentence', {
          name,
          points: pointsText(probabilityDrops[most]!),
          region: t(`regions.${regionOf(most, side)}`),
        });
  return (
    <figure className="inside-picture">
      <div className="inside-face inside-occlusion">
        <GreyImage pixels={pixels} name={sentence} />
        <ValueCanvas grid={grid} scale={scale} />
      </div>
      <figcaption className="note">
        <span aria-hidden="true">{sentence}</span>
        <Legend scale={scale} text={pointsText} told />
        {t('colors', { name })}
      </figcaption>
    </figure>
  );
}
