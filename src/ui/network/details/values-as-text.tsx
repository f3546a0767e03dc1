// The values of one map, or of one dense layer, as a table.

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ACTIVATION_LAYERS, type ActivationLayer } from '../../../contract/activations.ts';
import type { Pass } from '../../../explain/value.ts';
import { mapGrids } from '../grids.ts';
import { ValueTable } from './value-table.tsx';

export function ValuesAsText({ pass }: { pass: Pass }) {
  const t = useTranslations('network');
  const id = useId();
  const [layer, setLayer] = useState<ActivationLayer>('c1');
  const [map, setMap] = useState(0);
  const grids = mapGrids(pass, layer);
  const own = Math.min(map, grids.length - 1);
  return (
    <>
      <div className="network-text-choice">
        <label htmlFor={`${id}layer`}>{t('text.layer')}</label>
        <select
          id={`${id}layer`}
          className="select"
          value={layer}
          onChange={(event) => setLayer(ACTIVATION_LAYERS[event.target.selectedIndex]!)}
        >
          {ACTIVATION_LAYERS.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
        {grids.length > 1 && (
          <>
            <label htmlFor={`${id}map`}>{t('text.map')}</label>
            <select
              id={`${id}map`}
              className="select"
              value={own}
              onChange={(event) => setMap(event.target.selectedIndex)}
            >
              {Array.from(grids.keys(), (map) => (
                <option key={map} value={map}>
                  {map + 1}
                </option>
              ))}
            </select>
          </>
        )}
      </div>
      <ValueTable title={t('maps', { layer })} grid={grids[own]!} />
    </>
  );
}
