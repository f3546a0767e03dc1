// A pooled value: the four of its block, with the chosen one marked, or their mean.

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { PoolingCalculation } from '../../../explain/calculation.ts';
import { NumberGrid } from './number-grid.tsx';
import type { OpenValue } from './open.ts';

interface PoolingViewProps {
  found: PoolingCalculation;
  onOpen: OpenValue;
  /** The value, which stands last. */
  children: ReactNode;
}

export function PoolingView({ found, onOpen, children }: PoolingViewProps) {
  const t = useTranslations('calculation');
  const { ref, refs, inputs, chosen } = found;
  return (
    <div className="calculation-row">
      <div className="calculation-four">
        <NumberGrid
          title={t('from.map', { layer: ref.layer === 's2' ? 'c1' : 'c3', map: ref.map + 1 })}
          values={inputs}
          columns={2}
          onCell={(cell) => onOpen(refs[cell]!)}
          marked={chosen}
        />
      </div>
      <div className="calculation-end">
        <p>{chosen === null ? t('mean') : t('largest')}</p>
        {children}
      </div>
    </div>
  );
}
