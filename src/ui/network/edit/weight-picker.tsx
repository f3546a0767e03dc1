// The weights of a map's filter as a grid, or the largest terms of a unit as a list: the one that is chosen can be changed.

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConvolutionCalculation, DenseCalculation } from '../../../explain/calculation.ts';
import { NumberGrid } from '../calculation/number-grid.tsx';
import { useValueName } from '../use-value-name.ts';
import { ParameterField } from './parameter-field.tsx';
import type { Edits } from './use-edits.ts';

interface PickerProps<Found> {
  found: Found;
  parameters: Float32Array;
  edit: Edits['edit'];
}

const KERNEL_SIDE = 5;

export function FilterWeights({ found, parameters, edit }: PickerProps<ConvolutionCalculation>) {
  const t = useTranslations('edit');
  const from = useTranslations('calculation.from');
  const [map, setMap] = useState(0);
  const [cell, setCell] = useState(12);
  const inputs = found.inputs.toSorted((a, b) => a.map - b.map);
  const input = inputs[map] ?? inputs[0]!;
  const index = input.firstParameter + cell;
  const place = `[${Math.floor(cell / KERNEL_SIDE) + 1}, ${(cell % KERNEL_SIDE) + 1}]`;
  return (
    <div className="edit-weights">
      {inputs.length > 1 && (
        <label className="edit-choice">
          {t('inputMap')}
          <select
            className="select"
            value={input.map}
            onChange={(event) => setMap(Number(event.target.value))}
          >
            {inputs.map((each) => (
              <option key={each.map} value={each.map}>
                {from('map', { layer: 's2', map: each.map + 1 })}
              </option>
            ))}
          </select>
        </label>
      )}
      <div className="edit-kernel">
        <NumberGrid
          title={t('weights')}
          values={input.weights}
          columns={KERNEL_SIDE}
          onCell={setCell}
          marked={cell}
        />
      </div>
      <ParameterField
        key={index}
        name={t('weight', { name: place })}
        index={index}
        value={parameters[index]!}
        edit={edit}
      />
    </div>
  );
}

const SHOWN_TERMS = 10;

export function UnitWeights({ found, parameters, edit }: PickerProps<DenseCalculation>) {
  const t = useTranslations('edit');
  const nameOf = useValueName();
  const [chosen, setChosen] = useState(found.terms[0]!.parameter);
  // The chosen one stays in the list when an edit makes it small.
  const terms = found.terms.filter(({ parameter }, i) => i < SHOWN_TERMS || parameter === chosen);
  const term = terms.find(({ parameter }) => parameter === chosen) ?? terms[0]!;
  return (
    <div className="edit-weights">
      <label className="edit-choice">
        {t('inputMap')}
        <select
          className="select"
          value={term.parameter}
          onChange={(event) => setChosen(Number(event.target.value))}
        >
          {terms.map(({ parameter, ref }) => (
            <option key={parameter} value={parameter}>
              {nameOf(ref)}
            </option>
          ))}
        </select>
      </label>
      <ParameterField
        key={term.parameter}
        name={t('weight', { name: `(${nameOf(term.ref)})` })}
        index={term.parameter}
        value={parameters[term.parameter]!}
        edit={edit}
      />
    </div>
  );
}
