// A small grid of numbers on their colours. Cells that open are buttons; the grid is one stop of the Tab key, and arrow keys
// move in it.

import { useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { colorOf, cssColors, scaleOf, type ColorScale } from '../../kit/values/color-scale.ts';
import { cellText } from '../value-text.ts';

interface NumberGridProps {
  title: string;
  values: ArrayLike<number>;
  columns: number;
  /** The colours' range; that of the values by default. */
  scale?: ColorScale;
  /** Called with a cell; null for a grid that does not open. */
  onCell: ((cell: number) => void) | null;
  /** Cells that open nothing, such as padding. */
  closed?: (cell: number) => boolean;
  /** A cell that is marked. */
  marked?: number | null;
}

const STEPS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function NumberGrid({ title, values, columns, scale, onCell, closed, marked }: NumberGridProps) {
  const t = useTranslations('calculation');
  const [entry, setEntry] = useState(0);
  const colors = scale ?? scaleOf(values);
  const cells = Array.from({ length: values.length }, (_, cell) => cell);
  const move = (event: KeyboardEvent<HTMLElement>, cell: number) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const column = (cell % columns) + step[0];
    const next = cell + step[0] + step[1] * columns;
    if (column < 0 || column >= columns || next < 0 || next >= values.length) return;
    setEntry(next);
    const button = event.currentTarget.parentElement?.children[next];
    if (button instanceof HTMLElement) button.focus();
  };
  return (
    <figure className="calculation-grid-figure">
      <figcaption className="note">{title}</figcaption>
      {/* A table would read out a row and a column for each of its cells, whose names say them. */}
      <fieldset
        className="calculation-grid"
        aria-label={title}
        style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
      >
        {cells.map((cell) => {
          const value = values[cell]!;
          const { background, text } = cssColors(colorOf(value, colors));
          const look = {
            className: cell === marked ? 'calculation-cell calculation-marked' : 'calculation-cell',
            style: { background, color: text },
          };
          if (!onCell) {
            return (
              <span key={cell} {...look}>
                {cellText(value)}
              </span>
            );
          }
          return (
            <button
              key={cell}
              type="button"
              {...look}
              aria-label={t('cell', {
                row: Math.floor(cell / columns) + 1,
                column: (cell % columns) + 1,
                value: cellText(value),
              })}
              aria-disabled={closed?.(cell) || undefined}
              tabIndex={cell === entry ? 0 : -1}
              onFocus={() => setEntry(cell)}
              onKeyDown={(event) => move(event, cell)}
              onClick={() => {
                if (!closed?.(cell)) onCell(cell);
              }}
            >
              {cellText(value)}
            </button>
          );
        })}
      </fieldset>
    </figure>
  );
}
