// Fields for the position of the chosen unit: row and column of a map, or the number of a dense unit.

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { NumberInput } from '../kit/number-input.tsx';
import type { Grid, Unit } from './layer-views.ts';

interface UnitPositionProps {
  unit: Unit;
  grid: Grid;
  onUnit: (unit: Unit) => void;
}

export function UnitPosition({ unit, grid, onUnit }: UnitPositionProps) {
  const t = useTranslations('inside.unit');
  const { columns, rows, values } = grid;
  const { layer, cell } = unit;
  const row = Math.floor(cell / columns);
  const column = cell % columns;
  if (layer === 'logits') return null;
  if (layer === 'f5' || layer === 'f6') {
    return (
      <div className="inside-position">
        <PositionField
          name={t('unit')}
          value={cell}
          count={values.length}
          onChange={(next) => onUnit({ ...unit, cell: next })}
        />
      </div>
    );
  }
  return (
    <div className="inside-position">
      <PositionField
        name={t('row')}
        value={row}
        count={rows}
        onChange={(next) => onUnit({ ...unit, cell: next * columns + column })}
      />
      <PositionField
        name={t('column')}
        value={column}
        count={columns}
        onChange={(next) => onUnit({ ...unit, cell: row * columns + next })}
      />
    </div>
  );
}

interface PositionFieldProps {
  name: string;
  /** From 0; shown from 1. */
  value: number;
  count: number;
  onChange: (position: number) => void;
}

function PositionField({ name, value, count, onChange }: PositionFieldProps) {
  const id = useId();
  return (
    <div>
      <label className="note" htmlFor={id}>
        {name}
      </label>
      <NumberInput
        id={id}
        value={String(value + 1)}
        onCommit={(text) => {
          const position = Number(text);
          if (Number.isInteger(position) && position >= 1 && position <= count) onChange(position - 1);
        }}
      />
    </div>
  );
}
