// Script addresses under trusted types: only those of this page's own origin are allowed.

/** The part of the interface that is used; TypeScript's DOM types do not have it yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL: (url: string) => object };
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

function ownOrigin(url: string): string {
  const { origin, href } = new URL(url);
  if (origin !== location.origin) throw new TypeError(`a script of another origin: ${href}`);
  return href;
}

/** `url` in the form that loads a script. Throws a TypeError for another origin. */
export function trustedScriptUrl(url: URL): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return ownOrigin(url.href);
  policy ??= trustedTypes.createPolicy('lenet', { createScriptURL: ownOrigin });
  // A TrustedScriptURL, which is taken wherever a script's address is.
  return policy.createScriptURL(url.href) as unknown as string;
}
