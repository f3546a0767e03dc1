// The header file is parsed as hosts parse it, and the policy contains what the page relies on.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { headersFor, metaPolicy, parseHeaders, projectHeaders, VIOLATIONS, withReports } from './headers.ts';

describe('parseHeaders', () => {
  test('reads patterns, headers and comments, and lets the later rule win', () => {
    const rules = parseHeaders('# note\n/*\n  A: 1\n  B: x: y\n\n/assets/*\n  A: 2\n');
    expect(headersFor(rules, '/')).toEqual({ A: '1', B: 'x: y' });
    expect(headersFor(rules, '/assets/a.js')).toEqual({ A: '2', B: 'x: y' });
  });

  test('refuses a header before any pattern and a line without a colon', () => {
    expect(() => parseHeaders('  A: 1')).toThrow('line 1');
    expect(() => parseHeaders('/*\n  nonsense')).toThrow('line 2');
  });
});

describe('public/_headers', () => {
  const headers = headersFor(projectHeaders(), '/');

  test('isolates the page, as shared memory and exact timers need it', () => {
    expect(headers['Cross-Origin-Opener-Policy']).toBe('same-origin');
    expect(headers['Cross-Origin-Embedder-Policy']).toBe('require-corp');
  });

  test('forbids the browser to guess the type of a file', () => {
    expect(headers['X-Content-Type-Options']).toBe('nosniff');
  });

  test('forbids other origins, inline code, eval and scripts from strings', () => {
    const policy = headers['Content-Security-Policy'] ?? '';
    const directives = policy.split('; ').map((directive) => {
      const [name, ...values] = directive.split(' ');
      return [name, values.join(' ')];
    });
    // The whole policy, so that every change of it shows here.
    expect(Object.fromEntries(directives)).toEqual({
      'default-src': "'none'",
      'script-src': "'self' 'wasm-unsafe-eval'",
      'worker-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' blob: data:",
      'connect-src': "'self'",
      'manifest-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': 'lenet',
      'frame-ancestors': "'none'",
    });
  });

  test('is in the configuration of nginx in docs/hosting.md too', () => {
    const text = readFileSync(new URL('../docs/hosting.md', import.meta.url), 'utf8');
    const lines = [...text.matchAll(/add_header (\S+) "(.*)" always;/g)].map(([, name, value]) => [
      name,
      value,
    ]);
    expect(Object.fromEntries(lines)).toEqual(headers);
    expect(text).toContain(`~/assets/ "${headersFor(projectHeaders(), '/assets/a.js')['Cache-Control']}";`);
  });

  test('gives the page a policy of its own that lacks only who may frame it', () => {
    const policy = headers['Content-Security-Policy'] ?? '';
    expect(policy).toContain("; frame-ancestors 'none'");
    expect(metaPolicy(policy)).toBe(policy.replace("; frame-ancestors 'none'", ''));
    const reporting = withReports({ 'Content-Security-Policy': policy })['Content-Security-Policy']!;
    expect(reporting).toBe(`${policy}; report-uri ${VIOLATIONS}`);
    expect(metaPolicy(reporting)).toBe(metaPolicy(policy));
    expect(metaPolicy("frame-ancestors 'none'; script-src 'self';")).toBe("script-src 'self'");
  });
});
