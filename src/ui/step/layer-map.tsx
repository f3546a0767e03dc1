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
  /** Undefined before they have come; their place is there. */
  values: Float32Array | undefined;
  /** [channels, height, width] or [units]. */
  shape: readonly number[];
}

/** Significant digits of a range, which has little room. */
const DIGITS = 2;

function drawn(values: Float32Array, shape: readonly number[]) {
  return {
    grid: layerGrid(values, shape),
    scale: scaleOf(values),
    low: numberText(
      values.reduce((least, value) => Math.min(least, value)),
      DIGITS,
    ),
    high: numberText(
      values.reduce((most, value) => Math.max(most, value)),
      DIGITS,
    ),
  };
}

export function LayerMap({ layer, kind, values, shape }: LayerMapProps) {
  const t = useTranslations('step.maps');
  const { grid, scale, low, high } = useMemo(
    () => drawn(values ?? new Float32Array(shape.reduce((size, extent) => size * extent, 1)), shape),
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
