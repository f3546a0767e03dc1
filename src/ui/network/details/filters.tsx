// The filters of a convolution in one image: a column for each of its maps, a row for each input map.

import { useMemo, type CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import type { Pass } from '../../../explain/value.ts';
import { scaleOf } from '../../kit/values/color-scale.ts';
import { joinSquares, filtersOf } from '../grids.ts';
import { Legend } from '../legend.tsx';
import { ValueCanvas } from '../../kit/values/value-canvas.tsx';
import { valueText } from '../value-text.ts';

export function Filters({ pass, layer }: { pass: Pass; layer: 'c1' | 'c3' }) {
  const t = useTranslations('network.filters');
  const { grid, scale, maps, inputs } = useMemo(() => {
    const filters = filtersOf(pass, layer);
    const all = joinSquares(filters);
    return {
      grid: all,
      scale: scaleOf(all.values.filter(Number.isFinite)),
      maps: filters.length,
      inputs: filters[0]!.length,
    };
  }, [pass, layer]);
  return (
    <figure
      className={`network-filters network-filters-${layer}`}
      style={{ '--maps': maps } as CSSProperties}
    >
      <figcaption className="note">
        <span aria-hidden="true">{t(layer, { maps, inputs })}</span>
        <Legend scale={scale} text={valueText} />
      </figcaption>
      <ValueCanvas
        grid={grid}
        scale={scale}
        name={t('name', { layer, maps, inputs, low: valueText(scale.low), high: valueText(scale.high) })}
      />
    </figure>
  );
}
