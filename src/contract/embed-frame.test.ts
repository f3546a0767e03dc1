// The address of a frame is read, and its HTML keeps its attributes whatever they hold.

import { expect, test } from 'vitest';
import { PAGE_PARTS } from './assignment.ts';
import { frameCode, framedAssignment, readEmbedAddress } from './embed-frame.ts';

test('a frame shows the run and the plots, unless its address says otherwise', () => {
  expect(readEmbedAddress('?lr=0.01').search).toBe('?lr=0.01&show=run%2Ccharts');
  expect(readEmbedAddress('?show=').search).toBe('?show=run%2Ccharts');
  expect(readEmbedAddress('?show=draw&task=a').search).toBe('?show=draw&task=a');
});

test.each([
  ['https://example.org', true],
  ['http://127.0.0.1:8000', true],
  ['http://[::1]:8000', true],
  ['https://example.org/', false],
  ['https://example.org/page', false],
  ['HTTPS://example.org', false],
  ['example.org', false],
  ['null', false],
  ['*', false],
  ['', false],
  ['https://a b', false],
])('the origin %j is readable: %s', (origin, originReadable) => {
  const address = readEmbedAddress(`?origin=${encodeURIComponent(origin)}&lr=0.1&show=run`);
  expect(address).toEqual({ search: '?lr=0.1&show=run', origin, originReadable });
});

test('without an origin any site is meant', () => {
  expect(readEmbedAddress('?show=run')).toEqual({ search: '?show=run', origin: null, originReadable: true });
});

test('attributes are escaped', () => {
  const code = frameCode('https://a.example/embed.html?a=1&task=%22>', ['run'], 'A "B" <c> & d');
  expect(code).toMatch(/^<iframe src="https:\/\/a\.example\/embed\.html\?a=1&amp;task=%22&gt;" /);
  expect(code).toContain(' title="A &quot;B&quot; &lt;c&gt; &amp; d" ');
  expect(code.match(/[<>]/g)).toEqual(['<', '>', '<', '>']);
  expect(code).toContain(' height="560" ');
});

test('a view needs more height; an assignment of all parts names them', () => {
  expect(frameCode('https://a.example/', ['run', 'draw'], 'a')).toContain(' height="900" ');
  expect(framedAssignment({ show: null, lock: ['lr'], task: 'a' })).toEqual({
    show: PAGE_PARTS,
    lock: ['lr'],
    task: 'a',
  });
});
