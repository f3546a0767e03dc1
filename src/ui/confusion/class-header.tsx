// The header of a row or a column: the class by its short name, and in full for screen readers.

import { useTranslations } from 'use-intl';
import type { CLASS_KEYS } from '../../contract/dataset.ts';

interface ClassHeaderProps {
  name: (typeof CLASS_KEYS)[number];
  scope: 'row' | 'col';
}

export function ClassHeader({ name, scope }: ClassHeaderProps) {
  const short = useTranslations('classesShort');
  const full = useTranslations('classes');
  return (
    <th scope={scope}>
      <span aria-hidden="true">{short(name)}</span>
      <span className="visually-hidden">{full(name)}</span>
    </th>
  );
}
