// The confusion matrix: rows are true classes, columns predicted ones. It is one tab stop; arrow keys move inside. Of many
// classes it scrolls below and beside their names.

import type { ConfusionCounts } from '../../../base/confusion.ts';
import { useCallback, useId, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { useTranslations } from 'use-intl';
import { nextCell } from './cells.ts';
import { MatrixRow, type MatrixClasses } from './matrix-row.tsx';
import { useRowWindow } from './use-row-window.ts';
import './matrix.css';

interface MatrixProps {
  /** [classes, classes], rows true. */
  counts: ConfusionCounts;
  /** The same object as long as nothing changes. */
  classes: MatrixClasses;
  /** What keys and presses do. */
  note: string;
  /** The cell that Tab leads to. */
  active?: Ref<HTMLButtonElement>;
  /** Null where a cell has no images to open. */
  onOpen: ((truth: number, predicted: number) => void) | null;
}

/** Of many classes, as in matrix.css. */
const MOST_HEIGHT = 640;
const ROW_HEIGHT = 28;

export function Matrix({ counts, classes, note, active, onOpen }: MatrixProps) {
  const t = useTranslations('confusion');
  const keysId = useId();
  const { count, labels, many, short } = classes;
  const [current, setCurrent] = useState(0);
  const table = useRef<HTMLTableElement>(null);
  const { first, end, onScroll } = useRowWindow(count, MOST_HEIGHT, ROW_HEIGHT);
  // The cell that Tab leads to is always in the document.
  const row = Math.floor(current / count);
  const reachable = row >= first && row < end ? current : first * count;

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const next = nextCell(event.key, Number(event.currentTarget.getAttribute('data-cell')), count);
      if (next === null) return;
      event.preventDefault();
      table.current?.querySelector<HTMLElement>(`[data-cell="${next}"]`)?.focus();
    },
    [count],
  );
  const missing = (rows: number) =>
    rows > 0 && <tr aria-hidden="true" style={{ blockSize: rows * ROW_HEIGHT }} />;
  return (
    <div className={`matrix${many ? ' matrix-many' : ''}${short ? ' matrix-short' : ''}`}>
      <p className="note matrix-axes" aria-hidden="true">
        <span>↓ {t('rows')}</span>
        <span>→ {t('columns')}</span>
      </p>
      <div className="matrix-scroll" onScroll={onScroll}>
        <table
          className="matrix-table"
          ref={table}
          aria-describedby={keysId}
          aria-rowcount={many ? count + 1 : undefined}
        >
          <caption className="visually-hidden">{t('matrix')}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('class')}</span>
              </th>
              {labels.map((label) => classes.header(label, 'col'))}
            </tr>
          </thead>
          <tbody>
            {missing(first)}
            {labels.slice(first, end).map((truth) => (
              <MatrixRow
                key={truth}
                {...{ truth, counts, classes, active, onOpen, onKeyDown }}
                reachable={Math.floor(reachable / count) === truth ? reachable % count : null}
                rowIndex={many ? truth + 2 : undefined}
                onFocus={setCurrent}
              />
            ))}
            {missing(count - end)}
          </tbody>
        </table>
      </div>
      <p className="note" id={keysId}>
        {note}
      </p>
    </div>
  );
}
