// One layer: a sentence on what it does, its maps, from which a unit can be chosen, and the legend of their colours.

import { useMemo, type MouseEvent, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { scaleOf } from './color-scale.ts';
import { strongest, type LayerView, type Unit } from './layer-views.ts';
import { Legend } from './legend.tsx';
import { ValueCanvas } from './value-canvas.tsx';
import { valueText } from './value-text.ts';
import './layer-row.css';

interface LayerRowProps {
  view: LayerView;
  /** A sentence on what the layer does. */
  sentence: string;
  /** The chosen unit, of any layer. */
  unit: Unit | null;
  /** Details of the chosen unit, if it is in this layer. */
  detail: ReactNode;
  onUnit: (unit: Unit) => void;
  /** A convolution's filters, shown last. */
  children?: ReactNode;
}

export function LayerRow({ view, sentence, unit, detail, onUnit, children }: LayerRowProps) {
  const t = useTranslations('inside');
  const { layer, maps, values } = view;
  const scale = useMemo(() => scaleOf(values), [values]);
  const channels = maps.map((grid, map) => ({ grid, map }));
  const dense = layer === 'f5' || layer === 'f6';

  /** Chooses the cell under the pointer. The keyboard chooses the strongest one. */
  const pick = (event: MouseEvent<HTMLElement>, map: number) => {
    const { columns, rows, values: own } = maps[map]!;
    const box = event.currentTarget.getBoundingClientRect();
    const indexAt = (fraction: number, count: number) =>
      Math.min(count - 1, Math.max(0, Math.floor(fraction * count)));
    const row = indexAt((event.clientY - box.top) / box.height, rows);
    const column = indexAt((event.clientX - box.left) / box.width, columns);
    onUnit({ layer, map, cell: Math.min(own.length - 1, row * columns + column) });
  };

  return (
    <li className="inside-layer">
      <div className="inside-text">
        <h3 className="inside-name">{t(`layers.${layer}.name`)}</h3>
        <p className="note">{sentence}</p>
        <Legend scale={scale} text={valueText} />
      </div>
      <div>
        <fieldset className={`inside-maps inside-maps-${layer}`} aria-label={t('maps', { layer })}>
          {channels.map(({ grid, map }) => {
            const { columns, values: own } = grid;
            const strongestCell = strongest(own);
            const position = {
              row: Math.floor(strongestCell / columns) + 1,
              column: (strongestCell % columns) + 1,
            };
            const value = valueText(own[strongestCell]!);
            const chosen = unit?.layer === layer && unit.map === map;
            return (
              <label key={map} className="inside-map">
                <input
                  type="radio"
                  name={`inside-${layer}`}
                  checked={chosen}
                  aria-label={
                    dense
                      ? t('denseName', { count: own.length, unit: strongestCell + 1, value })
                      : t('mapName', { map: map + 1, value, ...position })
                  }
                  // The input covers its map, so that a press has a position on it.
                  onClick={(event) => {
                    if (event.detail > 0) pick(event, map);
                  }}
                  onChange={({ nativeEvent }) => {
                    const pressed = nativeEvent instanceof UIEvent && nativeEvent.detail > 0;
                    if (!pressed) onUnit({ layer, map, cell: strongestCell });
                  }}
                  onKeyDown={(event) => {
                    if (event.key === 'Enter') onUnit({ layer, map, cell: strongestCell });
                  }}
                />
                <span className="inside-frame">
                  <ValueCanvas grid={grid} scale={scale} />
                  {chosen && <CellMark cell={unit.cell} columns={columns} rows={grid.rows} />}
                </span>
              </label>
            );
          })}
        </fieldset>
        {detail}
        {children}
      </div>
    </li>
  );
}

/** A light ring within a dark one, visible on every colour. */
function CellMark({ cell, columns, rows }: { cell: number; columns: number; rows: number }) {
  const at = { x: cell % columns, y: Math.floor(cell / columns), width: 1, height: 1 };
  return (
    <svg
      className="inside-mark"
      viewBox={`0 0 ${columns} ${rows}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect className="inside-mark-dark" {...at} />
      <rect className="inside-mark-light" {...at} />
    </svg>
  );
}
