// The header file is parsed as hosts parse it, and the policy contains what the page relies on.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  headersFor,
  matches,
  metaPolicy,
  parseHeaders,
  projectHeaders,
  VIOLATIONS,
  withReports,
} from './headers.ts';

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

  test('lets any site show the embedded page in a frame, with threads, and take its script', () => {
    for (const path of ['/embed.html', '/embed']) {
      const embedded = headersFor(projectHeaders(), path);
      expect(embedded['Content-Security-Policy']).toBe(
        headers['Content-Security-Policy']!.replace("frame-ancestors 'none'", 'frame-ancestors *'),
      );
      expect(embedded['Document-Isolation-Policy']).toBe('isolate-and-require-corp');
      expect(embedded['Cross-Origin-Embedder-Policy']).toBe('require-corp');
      expect(embedded['Cross-Origin-Resource-Policy']).toBe('cross-origin');
    }
    expect(headersFor(projectHeaders(), '/embed.js')['Cross-Origin-Resource-Policy']).toBe('cross-origin');
  });

  test('gives the page the same headers by each of its names', () => {
    expect(headersFor(projectHeaders(), '/index.html')).toEqual(headers);
    expect(headersFor(projectHeaders(), '/index')).toEqual(headers);
  });

  test('suits hosts that join the values of all rules of a path, as those that take one of them', () => {
    const rules = projectHeaders();
    const paths = ['/', '/index.html', '/embed.html', '/embed.js', '/assets/a.js', '/data/a.bin', '/any'];
    for (const path of paths) {
      const all = rules
        .filter((rule) => matches(rule, path))
        .flatMap(({ headers }) => Object.entries(headers));
      const one = headersFor(rules, path);
      for (const name of new Set(all.map(([name]) => name))) {
        const values = all.flatMap(([other, value]) => (other === name ? [value] : []));
        // A browser enforces each of several policies; the last one has all of the others, and more.
        if (name === 'Content-Security-Policy')
          expect(values.every((value) => one[name]!.startsWith(value))).toBe(true);
        else expect(values).toEqual([one[name]]);
      }
    }
  });

  test('is in the configuration of nginx in docs/hosting.md too', () => {
    const text = readFileSync(new URL('../docs/hosting.md', import.meta.url), 'utf8');
    const served = (location: string) => {
      const block = text.split(`location ${location} {`)[1]!.split('}')[0]!;
      const lines = [...block.matchAll(/add_header (\S+) "(.*)" always;/g)];
      return Object.fromEntries(lines.map(([, name, value]) => [name, value]));
    };
    expect(served('/lenet/')).toEqual(headers);
    expect(served('= /lenet/embed.html')).toEqual(headersFor(projectHeaders(), '/embed.html'));
    expect(served('= /lenet/embed.js')).toEqual({
      ...headers,
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
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
