import { expect, it } from 'vitest';
import { FIELDS } from '../../contract/config.ts';
import { FIELD_GROUPS, fieldsOf, GROUP_NAMES } from './field-groups.ts';

it('shows every field once', () => {
  expect(Object.values(FIELD_GROUPS).flat().sort()).toEqual(Object.keys(FIELDS).sort());
});

it('leaves out what applies to FashionMNIST alone for other data', () => {
  const shown = (fashion: boolean) => GROUP_NAMES.flatMap((group) => fieldsOf(group, fashion));
  const left = shown(true).filter((field) => !shown(false).includes(field));
  expect(left.sort()).toEqual(['flip', 'order', 'synthetic']);
});
