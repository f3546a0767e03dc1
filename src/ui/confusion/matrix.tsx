// The confusion matrix: rows are true classes, columns predicted ones. It is one tab stop; arrow keys move inside.

import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { formatCount } from '../../base/format.ts';
import { CLASS_KEYS } from '../../contract/dataset.ts';
import { useRequestedFocus } from '../use-requested-focus.ts';
import { ClassHeader } from './class-header.tsx';
import { nextCell, shadeOf } from './cells.ts';

interface MatrixProps {
  /** [classes, classes], rows true. */
  counts: Uint16Array;
  /** Null where a cell has no images to open. */
  onOpen: ((truth: number, predicted: number) => void) | null;
}

const SIZE = CLASS_KEYS.length;

export function Matrix({ counts, onOpen }: MatrixProps) {
  const t = useTranslations('confusion');
  const className = useTranslations('classes');
  const [current, setCurrent] = useState(0);
  const table = useRef<HTMLTableElement>(null);
  const active = useRef<HTMLButtonElement>(null);
  useRequestedFocus('confusion', active);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = nextCell(event.key, current, SIZE);
    if (next === null) return;
    event.preventDefault();
    table.current?.querySelectorAll('button')[next]?.focus();
  };
  const cell = (truth: number, predicted: number) => {
    const index = truth * SIZE + predicted;
    const count = counts[index]!;
    const row = counts.subarray(truth * SIZE, (truth + 1) * SIZE);
    const names = {
      truth: className(CLASS_KEYS[truth]!),
      predicted: className(CLASS_KEYS[predicted]!),
      count,
    };
    return (
      <td key={predicted}>
        <button
          type="button"
          ref={index === current ? active : undefined}
          className={`matrix-cell shade-${shadeOf(count, row)}`}
          aria-label={truth === predicted ? t('cellCorrect', names) : t('cell', names)}
          aria-disabled={count === 0 || !onOpen || undefined}
          tabIndex={index === current ? 0 : -1}
          onFocus={() => setCurrent(index)}
          onKeyDown={onKeyDown}
          onClick={() => {
            if (count > 0) onOpen?.(truth, predicted);
          }}
        >
          {formatCount(count)}
        </button>
      </td>
    );
  };
  return (
    <div className="matrix">
      <p className="note matrix-axes" aria-hidden="true">
        <span>↓ {t('rows')}</span>
        <span>→ {t('columns')}</span>
      </p>
      <div className="matrix-scroll">
        <table className="matrix-table" ref={table} aria-describedby="matrix-keys">
          <caption className="visually-hidden">{t('matrix')}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('class')}</span>
              </th>
              {CLASS_KEYS.map((key) => (
                <ClassHeader key={key} name={key} scope="col" />
              ))}
            </tr>
          </thead>
          <tbody>
            {CLASS_KEYS.map((key, truth) => (
              <tr key={key}>
                <ClassHeader name={key} scope="row" />
                {CLASS_KEYS.map((_, predicted) => cell(truth, predicted))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="note" id="matrix-keys">
        {t(onOpen ? 'keys' : 'keysEpoch')}
      </p>
    </div>
  );
}
