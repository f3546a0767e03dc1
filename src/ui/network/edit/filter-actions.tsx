// What can be done to a whole map: scale its filter, switch it off, swap it with another map.

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FilterLayer } from '../../../contract/edit.ts';
import { Button } from '../../kit/button.tsx';
import { FilterScaleField } from './filter-scale-field.tsx';
import type { Edits } from './use-edits.ts';

interface FilterActionsProps {
  layer: FilterLayer;
  map: number;
  /** Maps of the layer. */
  count: number;
  edit: Edits['edit'];
}

export function FilterActions({ layer, map, count, edit }: FilterActionsProps) {
  const t = useTranslations('edit');
  const [chosen, setChosen] = useState<number | null>(null);
  const others = Array.from({ length: count }, (_, other) => other).filter((other) => other !== map);
  const other = others.find((each) => each === chosen) ?? others[0];
  return (
    <>
      <FilterScaleField layer={layer} map={map} edit={edit} />
      {other !== undefined && (
        <div className="edit-group">
          <label className="edit-choice">
            {t('swapWith')}
            <select
              className="select"
              value={other}
              onChange={(event) => setChosen(Number(event.target.value))}
            >
              {others.map((each) => (
                <option key={each} value={each}>
                  {t('map', { map: each + 1 })}
                </option>
              ))}
            </select>
          </label>
          <Button onPress={() => void edit({ kind: 'swap', layer, maps: [map, other] })}>{t('swap')}</Button>
        </div>
      )}
    </>
  );
}
