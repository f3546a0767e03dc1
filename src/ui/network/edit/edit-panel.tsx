// The opened unit's weights and bias, to change by hand, and its map or unit, to switch off.

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { formatPercent } from '../../../base/format.ts';
import type { Inspection } from '../../../contract/inspection.ts';
import { calculate } from '../../../explain/calculate.ts';
import type { UnitRef, ValueRef } from '../../../explain/value.ts';
import { isBusy } from '../../../store/state.ts';
import { useAppState } from '../../app-context.tsx';
import { Button } from '../../kit/button.tsx';
import { useValueName } from '../use-value-name.ts';
import { useClassNames } from '../../use-class-names.ts';
import { FilterActions } from './filter-actions.tsx';
import { ParameterField } from './parameter-field.tsx';
import { RefusedNote } from './refused-note.tsx';
import { useEdits } from './use-edits.ts';
import { FilterWeights, UnitWeights } from './weight-picker.tsx';
import './edit.css';

interface EditPanelProps {
  inspection: Inspection;
  /** The value whose calculation is shown. */
  opened: ValueRef;
}

export function EditPanel({ inspection, opened }: EditPanelProps) {
  const t = useTranslations('edit');
  const phase = useAppState((state) => state.run.phase);
  const note = !inspection.current
    ? t('current')
    : phase === 'idle' || inspection.step === 0
      ? t('train')
      : isBusy(phase) && phase !== 'paused'
        ? t('pause')
        : null;
  if (opened.kind !== 'unit' || opened.layer === 's2' || opened.layer === 's4') return null;
  return (
    <section className="edit" aria-labelledby="edit-title">
      <h3 id="edit-title" className="calculation-title">
        {t('title')}
      </h3>
      {note === null ? <Controls inspection={inspection} opened={opened} /> : <p className="note">{note}</p>}
    </section>
  );
}

function Controls({ inspection, opened }: { inspection: Inspection; opened: UnitRef }) {
  const t = useTranslations('edit');
  const names = useTranslations('network.names');
  const classes = useClassNames();
  const nameOf = useValueName();
  const { edit, refused } = useEdits();
  const { parameters, model, probabilities } = inspection;
  const largest = Math.max(...probabilities);
  const top = probabilities.indexOf(largest);
  const found = useMemo(() => calculate(inspection, opened), [inspection, opened]);
  if (found.kind !== 'convolution' && found.kind !== 'dense') return null;
  const { layer, map, cell } = opened;
  const isFilter = layer === 'c1' || layer === 'c3';
  const unit = isFilter ? map : cell;
  return (
    <>
      <p className="note">
        {t('of', {
          name: isFilter ? names('map', { layer, map: map + 1 }) : nameOf(opened),
          predicted: top < 0 ? '–' : classes.name(top),
          probability: formatPercent(largest, 1),
        })}
      </p>
      {/* Another unit begins with a weight of its own. */}
      <div className="edit-controls" key={`${layer} ${unit}`}>
        {found.kind === 'convolution' ? (
          <FilterWeights found={found} parameters={parameters} edit={edit} />
        ) : (
          <UnitWeights found={found} parameters={parameters} edit={edit} />
        )}
        <ParameterField
          name={t('bias')}
          index={found.biasParameter}
          value={parameters[found.biasParameter]!}
          edit={edit}
        />
        {isFilter && <FilterActions layer={layer} map={map} count={model[layer]} edit={edit} />}
        {(isFilter || layer === 'f5' || layer === 'f6') && (
          <Button onPress={() => void edit({ kind: 'switch-off', layer, unit })}>{t('off')}</Button>
        )}
      </div>
      <RefusedNote shown={refused} />
    </>
  );
}
