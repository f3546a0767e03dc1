// What a value of the network is called.

import { useTranslations } from 'use-intl';
import { IMAGE_SIDE } from '../../contract/model.ts';
import { sideOf, type ValueRef } from '../../explain/value.ts';
import { useClassNames } from '../use-class-names.ts';

export function useValueName(): (ref: ValueRef) => string {
  const t = useTranslations('network.names');
  const classes = useClassNames();
  return (ref) => {
    switch (ref.kind) {
      case 'pixel':
        return t('pixel', {
          row: Math.floor(ref.cell / IMAGE_SIDE) + 1,
          column: (ref.cell % IMAGE_SIDE) + 1,
        });
      case 'unit': {
        const { layer, map, cell } = ref;
        if (layer === 'logits') return t('logit', { name: classes.name(cell) });
        const side = sideOf(layer);
        if (side === null) return t('unit', { layer, unit: cell + 1 });
        return t('cell', {
          layer,
          map: map + 1,
          row: Math.floor(cell / side) + 1,
          column: (cell % side) + 1,
        });
      }
      case 'probability':
        return t('probability', { name: classes.name(ref.label) });
      case 'loss':
        return t('loss');
      default:
        return ref satisfies never;
    }
  };
}
