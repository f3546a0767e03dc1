import { expect, it } from 'vitest';
import { isAtEnd } from './use-follow-end.ts';

it('is at the end up to a row above it', () => {
  const region = (scrollTop: number) => isAtEnd({ scrollTop, clientHeight: 200, scrollHeight: 600 });
  expect([400, 380, 370, 0].map(region)).toEqual([true, true, false, false]);
});

it('is at the end of a list that does not scroll', () => {
  expect(isAtEnd({ scrollTop: 0, clientHeight: 100, scrollHeight: 100 })).toBe(true);
});
