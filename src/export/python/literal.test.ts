// Values as Python source.

import { expect, test } from 'vitest';
import { pythonLiteral, wellFormed } from './literal.ts';

test('constants, numbers and texts', () => {
  expect(pythonLiteral(null)).toBe('None');
  expect(pythonLiteral(true)).toBe('True');
  expect(pythonLiteral(false)).toBe('False');
  expect(pythonLiteral(1e-7)).toBe('1e-7');
  expect(pythonLiteral(4_294_967_295)).toBe('4294967295');
  expect(pythonLiteral('短靴 "\\\n\u2028')).toBe('"短靴 \\"\\\\\\n\u2028"');
});

test('lists and dictionaries, in lines where one is too long', () => {
  expect(pythonLiteral({ a: [1, null], b: {} })).toBe('{"a": [1, None], "b": {}}');
  const long = 'x'.repeat(100);
  expect(pythonLiteral({ a: [long, 1], b: 2 })).toBe(
    `{\n    "a": [\n        "${long}",\n        1,\n    ],\n    "b": 2,\n}`,
  );
});

test.each([Number.NaN, Infinity])('%s is refused', (value) => {
  expect(() => pythonLiteral({ value: [value] })).toThrow(RangeError);
});

test('a lone surrogate can’t be written as UTF-8', () => {
  expect(wellFormed('a\ud800b\udfff😀')).toBe('a\ufffdb\ufffd😀');
});
