// All values of a layer, or their gradients, as one image with its range.

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { scaleOf } from '../kit/values/color-scale.ts';
import { ValueCanvas } from '../kit/values/value-canvas.tsx';
import { layerGrid } from './layer-grid.ts';
import { numberText } from './number-text.ts';

interface LayerMapProps {
  layer: string;
  kind: 'output' | 'gradient';
  values: Float32Array;
  /** [channels, height, width] or [units]. */
  shape: readonly number[];
}

export function LayerMap({ layer, kind, values, shape }: LayerMapProps) {
  const t = useTranslations('step.maps');
  const { grid, scale, low, high } = useMemo(
    () => ({
      grid: layerGrid(values, shape),
      scale: scaleOf(values),
      low: numberText(values.reduce((least, value) => Math.min(least, value))),
      high: numberText(values.reduce((most, value) => Math.max(most, value))),
    }),
    [values, shape],
  );
  return (
    <figure className="step-map">
      <figcaption className="note" aria-hidden="true">
        {t(kind)}
      </figcaption>
      <ValueCanvas grid={grid} scale={scale} name={t(`${kind}Name`, { layer, low, high })} />
      <p className="step-range note" aria-hidden="true">
        <span>{low}</span>
        <span>{high}</span>
      </p>
    </figure>
  );
}
