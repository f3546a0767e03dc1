import { expect, it } from 'vitest';
import { readLoadFailure } from './load-failure.ts';

const SRC = '/assets/index-abc123.js';

const failureOf = (fetchPage: () => Promise<Response>) => readLoadFailure({ src: SRC, fetchPage });
const html = (src: string) => async () => new Response(`<script type="module" src="${src}"></script>`);

it('a server with the same page lacks only the file', async () => {
  expect(await failureOf(html(SRC))).toBe('file');
});

it('a server with another page has a newer version', async () => {
  expect(await failureOf(html('/assets/index-def456.js'))).toBe('updated');
});

it('a server that fails says nothing about versions', async () => {
  expect(await failureOf(async () => new Response('', { status: 503 }))).toBe('file');
});

it('a server that can’t be reached means no network', async () => {
  expect(await failureOf(() => Promise.reject(new TypeError('Failed to fetch')))).toBe('network');
});

it('any other error leaves the cause at the file, so that the panel does not wait for ever', async () => {
  expect(await failureOf(() => Promise.reject(new Error('a fault')))).toBe('file');
});
