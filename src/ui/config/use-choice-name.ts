// The names of the values that a field of the kind 'choice' can have.

import { useTranslations } from 'use-intl';
import type { FIELDS } from '../../contract/config.ts';

type ChoiceField = {
  [F in keyof typeof FIELDS]: (typeof FIELDS)[F]['kind'] extends 'choice' ? F : never;
}[keyof typeof FIELDS];
/** Values are told apart by themselves: no two choices share one. */
export type Choice = (typeof FIELDS)[ChoiceField]['values'][number];

export function useChoiceName(): (choice: Choice) => string {
  const engines = useTranslations('engines');
  const t = useTranslations('config.choices');
  return (choice) => {
    switch (choice) {
      case 'auto':
      case 'tfjs':
      case 'reference':
        return engines(choice);
      default:
        return t(choice);
    }
  };
}
