// Where the chosen unit stands, to be changed by hand: row and column of a map, or the number of a dense unit.

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { NumberInput } from '../kit/number-input.tsx';
import type { Grid, Unit } from './layer-views.ts';

interface UnitPlaceProps {
  unit: Unit;
  grid: Grid;
  onUnit: (unit: Unit) => void;
}

export function UnitPlace({ unit, grid, onUnit }: UnitPlaceProps) {
  const t = useTranslations('inside.unit');
  const { columns, rows, values } = grid;
  const { layer, cell } = unit;
  const row = Math.floor(cell / columns);
  const column = cell % columns;
  if (layer === 'logits') return null;
  if (layer === 'f5' || layer === 'f6') {
    return (
      <div className="inside-place">
        <Place
          name={t('unit')}
          value={cell}
          count={values.length}
          onPlace={(at) => onUnit({ ...unit, cell: at })}
        />
      </div>
    );
  }
  return (
    <div className="inside-place">
      <Place
        name={t('row')}
        value={row}
        count={rows}
        onPlace={(at) => onUnit({ ...unit, cell: at * columns + column })}
      />
      <Place
        name={t('column')}
        value={column}
        count={columns}
        onPlace={(at) => onUnit({ ...unit, cell: row * columns + at })}
      />
    </div>
  );
}

interface PlaceProps {
  name: string;
  /** From 0; shown from 1. */
  value: number;
  count: number;
  onPlace: (place: number) => void;
}

function Place({ name, value, count, onPlace }: PlaceProps) {
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
          const place = Number(text);
          if (Number.isInteger(place) && place >= 1 && place <= count) onPlace(place - 1);
        }}
      />
    </div>
  );
}
