// The header of a column by which a table can be sorted.

import './table.css';

interface SortHeaderProps {
  name: string;
  /** Null where the table is sorted by another column. */
  sorted: 'ascending' | 'descending' | null;
  onPress: () => void;
}

export function SortHeader({ name, sorted, onPress }: SortHeaderProps) {
  return (
    <th scope="col" aria-sort={sorted ?? undefined}>
      <button type="button" className="table-sort" onClick={onPress}>
        {name}
        <svg viewBox="0 0 10 10" aria-hidden="true">
          {sorted && <path d={sorted === 'descending' ? 'M2 3.5L5 7L8 3.5' : 'M2 6.5L5 3L8 6.5'} />}
        </svg>
      </button>
    </th>
  );
}
