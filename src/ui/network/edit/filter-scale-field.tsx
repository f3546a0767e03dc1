// A map's filter, multiplied by a factor.

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FilterLayer } from '../../../contract/edit.ts';
import { EditField } from './edit-field.tsx';
import { factorOf, roundFactor, scaledFilter } from './filter-scale.ts';
import type { Edits } from './use-edits.ts';

interface FilterScaleFieldProps {
  layer: FilterLayer;
  map: number;
  /** Of the filter. */
  weights: Float32Array;
  edit: Edits['edit'];
}

const RANGE = 2;
/** From 0 to `RANGE`: 0.05 each. */
const STEPS = 40;
const LARGEST = 10;

const factorText = (factor: number) => `× ${factor.toFixed(2).replace('-', '−')}`;

/** Another filter needs another key. */
export function FilterScaleField({ layer, map, weights, edit }: FilterScaleFieldProps) {
  const t = useTranslations('edit');
  /** The weights that count as × 1. */
  const [base, setBase] = useState(weights);
  const factor = factorOf(base, weights);
  // The filter was changed otherwise: by its weights or by a training step.
  if (factor === null) setBase(weights);
  return (
    <EditField
      name={t('scale')}
      value={factor ?? 1}
      text={factorText}
      range={RANGE}
      steps={STEPS}
      largest={LARGEST}
      editOf={(next) => ({
        kind: 'set-filter',
        layer,
        map,
        weights: scaledFilter(base, roundFactor(next)),
      })}
      edit={edit}
    />
  );
}
