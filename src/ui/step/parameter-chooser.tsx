// The choice of a parameter by its tensor and its position there.

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { parameterLayout, type ModelConfig } from '../../contract/model.ts';
import { flatIndexOf, placeOf } from '../../contract/parameter-place.ts';
import { NumberInput } from '../kit/number-input.tsx';

interface ParameterChooserProps {
  model: ModelConfig;
  /** Flat index. */
  index: number;
  onChoose: (index: number) => void;
}

const AXES = ['output', 'input', 'row', 'column'] as const;

export function ParameterChooser({ model, index, onChoose }: ParameterChooserProps) {
  const t = useTranslations('step.parameter');
  const id = useId();
  const { tensors } = parameterLayout(model);
  const { tensor, position } = placeOf(model, index)!;
  return (
    <div className="step-chooser">
      <div>
        <label className="note" htmlFor={`${id}-tensor`}>
          {t('tensor')}
        </label>
        <select
          id={`${id}-tensor`}
          className="select"
          value={tensor.name}
          onChange={({ target }) => onChoose(tensors.find(({ name }) => name === target.value)!.offset)}
        >
          {tensors.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      {tensor.shape.map((extent, axis) => (
        <div key={AXES[axis]}>
          <label className="note" htmlFor={`${id}-${axis}`}>
            {t(`axes.${AXES[axis]!}`)} <span>{t('range', { last: extent - 1 })}</span>
          </label>
          <NumberInput
            id={`${id}-${axis}`}
            value={String(position[axis]!)}
            onCommit={(text) => {
              const place = Number(text);
              if (text.trim() === '' || !Number.isInteger(place) || place < 0 || place >= extent) return;
              onChoose(flatIndexOf({ tensor, position: position.with(axis, place) }));
            }}
          />
        </div>
      ))}
    </div>
  );
}
