// Occlusion sensitivity over the dimmed image: how much the predicted class's probability drops when a patch is covered.

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { OcclusionMap } from '../../../contract/inspection.ts';
import { GreyImage } from '../../kit/grey-image.tsx';
import type { ColorScale } from '../../kit/values/color-scale.ts';
import { Legend } from '../legend.tsx';
import { ValueCanvas } from '../../kit/values/value-canvas.tsx';
import { useClassNames } from '../../use-class-names.ts';

/** The colours always cover at least this drop: smaller ones are noise. */
const MIN_REACH = 0.02;
const ROWS = ['top', 'middle', 'bottom'] as const;
const COLUMNS = ['Left', 'Centre', 'Right'] as const;

/** The ninth of the image that contains the patch. */
function regionOf(patch: number, side: number) {
  const third = (index: number) => Math.min(2, Math.floor((index * 3) / side));
  return `${ROWS[third(Math.floor(patch / side))]!}${COLUMNS[third(patch % side)]!}` as const;
}

/** A difference of probabilities as percentage points. */
function pointsText(difference: number): string {
  return `${difference < 0 ? '−' : ''}${Math.abs(difference * 100).toFixed(1)}`;
}

export function OcclusionView({ pixels, occlusion }: { pixels: Uint8Array; occlusion: OcclusionMap }) {
  const t = useTranslations('network.occlusion');
  const classes = useClassNames();
  const { probabilityDrops, side, predicted } = occlusion;
  const scale = useMemo((): ColorScale => {
    const reach = probabilityDrops.reduce((max, drop) => Math.max(max, Math.abs(drop)), MIN_REACH);
    return { low: -reach, high: reach, signed: true };
  }, [probabilityDrops]);
  const grid = useMemo(
    () => ({ columns: side, rows: side, values: probabilityDrops }),
    [probabilityDrops, side],
  );
  const largest = probabilityDrops.indexOf(Math.max(...probabilityDrops));
  const name = classes.name(predicted);
  const sentence =
    probabilityDrops[largest]! < MIN_REACH
      ? t('none', { name })
      : t('sentence', {
          name,
          points: pointsText(probabilityDrops[largest]!),
          region: t(`regions.${regionOf(largest, side)}`),
        });
  return (
    <figure className="network-occlusion">
      <div className="network-occlusion-image">
        <GreyImage pixels={pixels} name={sentence} />
        <ValueCanvas grid={grid} scale={scale} />
      </div>
      <figcaption className="note">
        <span aria-hidden="true">{sentence}</span>
        <Legend scale={scale} text={pointsText} explained />
        {t('colors', { name })}
      </figcaption>
    </figure>
  );
}
