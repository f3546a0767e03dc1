// The legend of a colour scale: its two ends and, where values have both signs, zero.

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { ColorScale } from '../kit/values/color-scale.ts';
import { ValueCanvas } from '../kit/values/value-canvas.tsx';

const STEPS = 65;

interface LegendProps {
  scale: ColorScale;
  /** Formats a value. */
  text: (value: number) => string;
  /** The meaning of the colours is explained elsewhere. */
  explained?: boolean;
}

export function Legend({ scale, text, explained = false }: LegendProps) {
  const t = useTranslations('network.legend');
  const grid = useMemo(() => {
    const { low, high } = scale;
    const values = Float32Array.from({ length: STEPS }, (_, i) => low + ((high - low) * i) / (STEPS - 1));
    return { columns: STEPS, rows: 1, values };
  }, [scale]);
  return (
    <p className="network-legend note">
      <span className="visually-hidden">{t('title')}</span>
      <span>{text(scale.low)}</span>
      <ValueCanvas grid={grid} scale={scale} />
      <span>{text(scale.high)}</span>
      {!explained && <span>{t(scale.signed ? 'signed' : 'unsigned')}</span>}
    </p>
  );
}
