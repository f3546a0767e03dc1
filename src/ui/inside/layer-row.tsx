// One layer: a sentence on what it does, its maps to choose a unit from, and what their colours mean.

import { useMemo, type MouseEvent, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { scaleOf } from './color-scale.ts';
import { strongest, type LayerView, type Unit } from './layer-views.ts';
import { Legend } from './legend.tsx';
import { ValueCanvas } from './value-canvas.tsx';
import { valueText } from './value-text.ts';

interface LayerRowProps {
  view: LayerView;
  /** What the layer does. */
  sentence: string;
  /** The chosen unit, of whatever layer. */
  unit: Unit | null;
  /** What is told of the chosen unit, where it is one of this layer. */
  detail: ReactNode;
  onUnit: (unit: Unit) => void;
  /** Shown last: a convolution's filters. */
  children?: ReactNode;
}

export function LayerRow({ view, sentence, unit, detail, onUnit, children }: LayerRowProps) {
  const t = useTranslations('inside');
  const { layer, maps, values } = view;
  const scale = useMemo(() => scaleOf(values), [values]);
  const faces = maps.map((grid, map) => ({ grid, map }));
  const dense = layer === 'f5' || layer === 'f6';

  /** The cell under the pointer; the keyboard takes the strongest. */
  const pick = (event: MouseEvent<HTMLElement>, map: number) => {
    const { columns, rows, values: own } = maps[map]!;
    const box = event.currentTarget.getBoundingClientRect();
    const along = (share: number, count: number) =>
      Math.min(count - 1, Math.max(0, Math.floor(share * count)));
    const row = along((event.clientY - box.top) / box.height, rows);
    const column = along((event.clientX - box.left) / box.width, columns);
    onUnit({ layer, map, cell: Math.min(own.length - 1, row * columns + column) });
  };

  return (
    <li className="inside-layer">
      <div className="inside-words">
        <h3 className="inside-name">{t(`layers.${layer}.name`)}</h3>
        <p className="note">{sentence}</p>
        <Legend scale={scale} text={valueText} />
      </div>
      <div>
        <fieldset className={`inside-maps inside-maps-${layer}`} aria-label={t('maps', { layer })}>
          {faces.map(({ grid, map }) => {
            const { columns, values: own } = grid;
            const top = strongest(own);
            const place = { row: Math.floor(top / columns) + 1, column: (top % columns) + 1 };
            const value = valueText(own[top]!);
            const chosen = unit?.layer === layer && unit.map === map;
            return (
              <label key={map} className="inside-map">
                <input
                  type="radio"
                  name={`inside-${layer}`}
                  checked={chosen}
                  aria-label={
                    dense
                      ? t('denseName', { count: own.length, unit: top + 1, value })
                      : t('mapName', { map: map + 1, value, ...place })
                  }
                  // The input lies over its map: a press has a place, a key has none.
                  onClick={(event) => {
                    if (event.detail > 0) pick(event, map);
                  }}
                  onChange={({ nativeEvent }) => {
                    const pressed = nativeEvent instanceof UIEvent && nativeEvent.detail > 0;
                    if (!pressed) onUnit({ layer, map, cell: top });
                  }}
                  onKeyDown={(event) => {
                    if (event.key === 'Enter') onUnit({ layer, map, cell: top });
                  }}
                />
                <span className="inside-face">
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

/** A light ring in a dark one, seen on every colour. */
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
