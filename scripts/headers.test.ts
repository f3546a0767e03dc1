// The header file is read as hosts read it, and the policy holds what the page relies on.

import { describe, expect, test } from 'vitest';
import { headersFor, metaPolicy, parseHeaders, projectHeaders } from './headers.ts';

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

  test('forbids other origins, inline code and eval', () => {
    const policy = headers['Content-Security-Policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:/);
  });

  test('gives the page a policy of its own that lacks only who may frame it', () => {
    const policy = headers['Content-Security-Policy'] ?? '';
    expect(policy).toContain("; frame-ancestors 'none'");
    expect(metaPolicy(policy)).toBe(policy.replace("; frame-ancestors 'none'", ''));
    expect(metaPolicy("frame-ancestors 'none'; script-src 'self';")).toBe("script-src 'self'");
  });
});
