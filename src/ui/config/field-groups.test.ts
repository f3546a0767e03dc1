import { expect, it } from 'vitest';
import { FIELDS } from '../../contract/config.ts';
import { FIELD_GROUPS } from './field-groups.ts';

it('shows every field once', () => {
  expect(Object.values(FIELD_GROUPS).flat().sort()).toEqual(Object.keys(FIELDS).sort());
});
