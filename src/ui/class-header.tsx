// The header of a row or a column: the class by its short name, and in full for screen readers.

import { ClassName } from './class-name.tsx';
import { useClassNames } from './use-class-names.ts';

interface ClassHeaderProps {
  label: number;
  scope: 'row' | 'col';
}

export function ClassHeader({ label, scope }: ClassHeaderProps) {
  const { name } = useClassNames();
  return (
    <th scope={scope}>
      <span aria-hidden="true">
        <ClassName label={label} short />
      </span>
      <span className="visually-hidden">{name(label)}</span>
    </th>
  );
}
