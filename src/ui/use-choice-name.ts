// The names of the values of configuration fields of kind 'choice'.

import { useTranslations } from 'use-intl';
import { FIELDS } from '../contract/config.ts';

type ChoiceField = {
  [F in keyof typeof FIELDS]: (typeof FIELDS)[F]['kind'] extends 'choice' ? F : never;
}[keyof typeof FIELDS];
/** A value is unique over all fields: no two fields share one. */
export type Choice = (typeof FIELDS)[ChoiceField]['values'][number];
type EngineChoice = (typeof FIELDS)['engine']['values'][number];

function isEngine(choice: Choice): choice is EngineChoice {
  return (FIELDS.engine.values as readonly Choice[]).includes(choice);
}

export function useChoiceName(): (choice: Choice) => string {
  const engines = useTranslations('engines');
  const t = useTranslations('config.choices');
  return (choice) => (isEngine(choice) ? engines(choice) : t(choice));
}
