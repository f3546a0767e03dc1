import { expect, it } from 'vitest';
import { FIELDS } from '../../contract/config.ts';
import { FIELD_GROUPS, fieldsOf, GROUP_NAMES } from './field-groups.ts';

it('shows every field once, but for those that follow from the data', () => {
  const { data: _, classes: __, ...shown } = FIELDS;
  expect(Object.values(FIELD_GROUPS).flat().sort()).toEqual(Object.keys(shown).sort());
});

it('leaves out what applies to FashionMNIST alone for other data', () => {
  const shown = (fashion: boolean) => GROUP_NAMES.flatMap((group) => fieldsOf(group, fashion));
  const left = shown(true).filter((field) => !shown(false).includes(field));
  expect(left.sort()).toEqual(['flip', 'order', 'synthetic']);
});
