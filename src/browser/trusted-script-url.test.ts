// Script addresses in a browser with trusted types and in one without, both played by the test.

import { afterEach, describe, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

const OWN = new URL('https://page.example/service-worker.js');
const OTHER = new URL('https://other.example/service-worker.js');

async function load(trustedTypes?: object) {
  vi.stubGlobal('location', { origin: OWN.origin });
  vi.stubGlobal('trustedTypes', trustedTypes);
  return (await import('./trusted-script-url.ts')).trustedScriptUrl;
}

describe('trustedScriptUrl', () => {
  test('without trusted types gives the address itself, and refuses other origins', async () => {
    const trustedScriptUrl = await load();
    expect(trustedScriptUrl(OWN)).toBe(OWN.href);
    expect(() => trustedScriptUrl(OTHER)).toThrow(TypeError);
  });

  test('creates its policy once, and the policy refuses other origins', async () => {
    const names: string[] = [];
    const createPolicy = (name: string, rules: { createScriptURL: (url: string) => string }) => {
      names.push(name);
      return { createScriptURL: (url: string) => ({ trusted: rules.createScriptURL(url) }) };
    };
    const trustedScriptUrl = await load({ createPolicy });
    expect(trustedScriptUrl(OWN)).toEqual({ trusted: OWN.href });
    expect(() => trustedScriptUrl(OTHER)).toThrow(TypeError);
    expect(trustedScriptUrl(OWN)).toEqual({ trusted: OWN.href });
    expect(names).toEqual(['lenet']);
  });
});
