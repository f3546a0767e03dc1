// An address of a script as the policy of trusted types wants it: of this page's own origin, and of no other.

/** The part of the browser's interface that is used; the DOM's types don't have it yet. */
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

/** `url` for a script to load. Throws a TypeError where it is another origin's. */
export function trustedScriptUrl(url: URL): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return ownOrigin(url.href);
  policy ??= trustedTypes.createPolicy('lenet', { createScriptURL: ownOrigin });
  // A TrustedScriptURL, which every place that loads a script takes as it takes a string.
  return policy.createScriptURL(url.href) as unknown as string;
}
