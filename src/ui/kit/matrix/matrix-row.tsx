// One row of the confusion matrix: the predictions for the images of one true class.

import type { ConfusionCounts } from '../../../base/confusion.ts';
import { memo, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { useTranslations } from 'use-intl';
import { formatCount } from '../../../base/format.ts';
import { shadeOf } from './cells.ts';

export interface MatrixClasses {
  count: number;
  /** 0 … count - 1. */
  labels: readonly number[];
  /** The full name of the class with this label. */
  name: (label: number) => string;
  /** The `th` of its row or column, with its label as its key. */
  header: (label: number, scope: 'row' | 'col') => ReactNode;
  /** Whether the table scrolls below and beside its headers. */
  many: boolean;
  /** Of many: whether all names are as short as digits. */
  short: boolean;
}

interface MatrixRowProps {
  truth: number;
  /** From 1, the header's; for a table of which not all rows are in the document. */
  rowIndex: number | undefined;
  /** [classes, classes], rows true. */
  counts: ConfusionCounts;
  classes: MatrixClasses;
  /** The column that Tab leads to, if it is in this row. */
  reachable: number | null;
  /** Of that cell. */
  active: Ref<HTMLButtonElement> | undefined;
  /** Null where a cell has no images to open. */
  onOpen: ((truth: number, predicted: number) => void) | null;
  onFocus: (cell: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

export const MatrixRow = memo(function MatrixRow(props: MatrixRowProps) {
  const { truth, rowIndex, counts, classes, reachable, active, onOpen, onFocus, onKeyDown } = props;
  const t = useTranslations('confusion');
  const size = Math.sqrt(counts.length);
  const row = counts.subarray(truth * size, (truth + 1) * size);
  const cell = (predicted: number) => {
    const count = row[predicted]!;
    const names = { truth: classes.name(truth), predicted: classes.name(predicted), count };
    return (
      <td key={predicted}>
        <button
          type="button"
          ref={predicted === reachable ? active : undefined}
          className={`matrix-cell shade-${shadeOf(count, row)}`}
          aria-label={truth === predicted ? t('cellCorrect', names) : t('cell', names)}
          aria-disabled={count === 0 || !onOpen || undefined}
          tabIndex={predicted === reachable ? 0 : -1}
          data-cell={truth * size + predicted}
          onFocus={() => onFocus(truth * size + predicted)}
          onKeyDown={onKeyDown}
          onClick={() => {
            if (count > 0) onOpen?.(truth, predicted);
          }}
        >
          {/* Of many cells most are empty. */}
          {count === 0 && classes.many ? null : formatCount(count)}
        </button>
      </td>
    );
  };
  return (
    <tr aria-rowindex={rowIndex}>
      {classes.header(truth, 'row')}
      {classes.labels.slice(0, size).map(cell)}
    </tr>
  );
});
