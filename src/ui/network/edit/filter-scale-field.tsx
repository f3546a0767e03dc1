// A map's filter, multiplied by a factor. After each drag the filter as it is counts as × 1 again.

import { useTranslations } from 'use-intl';
import type { FilterLayer } from '../../../contract/edit.ts';
import { EditField } from './edit-field.tsx';
import type { Edits } from './use-edits.ts';

interface FilterScaleFieldProps {
  layer: FilterLayer;
  map: number;
  edit: Edits['edit'];
}

const RANGE = 2;
/** From 0 to `RANGE`: 0.05 each. */
const STEPS = 40;
const LARGEST = 10;

const factorText = (factor: number) => `× ${factor.toFixed(2).replace('-', '−')}`;

/** Another filter needs another key. */
export function FilterScaleField({ layer, map, edit }: FilterScaleFieldProps) {
  const t = useTranslations('edit');
  return (
    <EditField
      name={t('scale')}
      value={1}
      relative
      text={factorText}
      range={RANGE}
      steps={STEPS}
      largest={LARGEST}
      editOf={(factor) => ({ kind: 'scale', layer, map, factor })}
      edit={edit}
    />
  );
}
