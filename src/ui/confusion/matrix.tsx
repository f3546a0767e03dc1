// The confusion matrix: rows are true classes, columns predicted ones. It is one tab stop; arrow keys move inside. Of many
// classes it scrolls below and beside their names.

import type { ConfusionCounts } from '../../base/confusion.ts';
import { useCallback, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { FEW_CLASSES } from '../top-classes.ts';
import { areShortNames, useClassNames } from '../use-class-names.ts';
import { useRequestedFocus } from '../use-requested-focus.ts';
import { nextCell } from './cells.ts';
import { ClassHeader } from './class-header.tsx';
import { MatrixRow } from './matrix-row.tsx';
import { useRowWindow } from './use-row-window.ts';

interface MatrixProps {
  /** [classes, classes], rows true. */
  counts: ConfusionCounts;
  /** Null where a cell has no images to open. */
  onOpen: ((truth: number, predicted: number) => void) | null;
}

/** Of many classes, as in confusion.css. */
const MOST_HEIGHT = 640;
const ROW_HEIGHT = 28;

export function Matrix({ counts, onOpen }: MatrixProps) {
  const t = useTranslations('confusion');
  const classes = useClassNames();
  const { count, labels } = classes;
  const many = count > FEW_CLASSES;
  const short = many && areShortNames(classes);
  const [current, setCurrent] = useState(0);
  const table = useRef<HTMLTableElement>(null);
  const active = useRef<HTMLButtonElement>(null);
  useRequestedFocus('confusion', active);
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
          aria-describedby="matrix-keys"
          aria-rowcount={many ? count + 1 : undefined}
        >
          <caption className="visually-hidden">{t('matrix')}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('class')}</span>
              </th>
              {labels.map((label) => (
                <ClassHeader key={label} label={label} scope="col" />
              ))}
            </tr>
          </thead>
          <tbody>
            {missing(first)}
            {labels.slice(first, end).map((truth) => (
              <MatrixRow
                key={truth}
                {...{ truth, counts, active, onOpen, onKeyDown }}
                reachable={Math.floor(reachable / count) === truth ? reachable % count : null}
                rowIndex={many ? truth + 2 : undefined}
                onFocus={setCurrent}
              />
            ))}
            {missing(count - end)}
          </tbody>
        </table>
      </div>
      <p className="note" id="matrix-keys">
        {t(onOpen ? 'keys' : 'keysEpoch')}
      </p>
    </div>
  );
}
