import { expect, it } from 'vitest';
import { FIELDS } from '../../contract/config.ts';
import { FIELD_GROUPS } from './field-groups.ts';

it('shows every field once, but for those that follow from the data', () => {
  const { data: _, classes: __, ...shown } = FIELDS;
  expect(Object.values(FIELD_GROUPS).flat().sort()).toEqual(Object.keys(shown).sort());
});
