// The chosen unit: its value, its receptive field, and its weights, as colours and as text.

import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CLASS_KEYS } from '../../contract/dataset.ts';
import type { Inspection } from '../../contract/inspection.ts';
import { scaleOf } from './color-scale.ts';
import {
  joinSquares,
  weightsOf,
  type Grid,
  type LayerView,
  type Unit,
  type UnitWeights,
} from './layer-views.ts';
import { FramedImage } from './framed-image.tsx';
import { Legend } from './legend.tsx';
import type { Field } from './receptive-field.ts';
import { UnitPosition } from './unit-position.tsx';
import { ValueCanvas } from './value-canvas.tsx';
import { ValueTable } from './value-table.tsx';
import { valueText } from './value-text.ts';
import './unit-detail.css';

interface UnitDetailProps {
  inspection: Inspection;
  view: LayerView;
  unit: Unit;
  field: Field;
  onUnit: (unit: Unit) => void;
}

/** Weight grids in a row. */
const SQUARES = 8;

export function UnitDetail({ inspection, view, unit, field, onUnit }: UnitDetailProps) {
  const t = useTranslations('inside.unit');
  const className = useTranslations('classes');
  const weights = useMemo(() => weightsOf(inspection, unit), [inspection, unit]);
  const grid = view.maps[unit.map]!;
  const { layer, map, cell } = unit;
  const title =
    layer === 'logits'
      ? t('class', { name: className(CLASS_KEYS[cell]!) })
      : layer === 'f5' || layer === 'f6'
        ? t('dense', { layer, unit: cell + 1 })
        : t('map', { layer, map: map + 1 });
  const fieldText = t('field', {
    height: field.bottom - field.top,
    width: field.right - field.left,
    top: field.top + 1,
    bottom: field.bottom,
    left: field.left + 1,
    right: field.right,
  });
  return (
    <section className="inside-detail" aria-labelledby="inside-unit-title">
      <h3 id="inside-unit-title" className="inside-name">
        {title}
      </h3>
      <div className="inside-detail-parts">
        <FramedImage pixels={inspection.pixels} field={field} name={fieldText} />
        <div>
          <UnitPosition unit={unit} grid={grid} onUnit={onUnit} />
          <p>{t('value', { value: valueText(grid.values[cell]!) })}</p>
          <p className="note" aria-hidden="true">
            {fieldText}
          </p>
          <AsText title={t('mapText')} grid={grid} />
        </div>
        {weights ? (
          <Weights layer={layer} weights={weights} />
        ) : (
          <p className="note">{t(`pooling.${inspection.model.pooling}`)}</p>
        )}
      </div>
    </section>
  );
}

function Weights({ layer, weights }: { layer: Unit['layer']; weights: UnitWeights }) {
  const t = useTranslations('inside.unit');
  const { grids, bias } = weights;
  const drawn = useMemo(() => inRows(grids), [grids]);
  const scale = useMemo(() => scaleOf(drawn.values.filter(Number.isFinite)), [drawn]);
  if (layer === 's2' || layer === 's4') return null;
  const text = t(`weights.${layer}`, { count: grids.length, bias: valueText(bias) });
  return (
    <div>
      <p className="note" aria-hidden="true">
        {text}
      </p>
      <div className="inside-weights">
        <ValueCanvas grid={drawn} scale={scale} name={text} />
      </div>
      <Legend scale={scale} text={valueText} />
      <AsText title={t('weightText')} grid={drawn} />
    </div>
  );
}

/** Joins grids in rows of `SQUARES`. A single grid stays as it is. */
function inRows(grids: readonly Grid[]): Grid {
  if (grids.length === 1) return grids[0]!;
  const across = Math.min(SQUARES, grids.length);
  return joinSquares(Array.from({ length: across }, (_, x) => grids.filter((_grid, i) => i % across === x)));
}

function AsText({ title, grid }: { title: string; grid: Grid }) {
  const [open, setOpen] = useState(false);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && <ValueTable title={title} grid={grid} />}
    </details>
  );
}
