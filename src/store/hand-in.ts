// The digest of a result that is handed in.

import { handInBytes, handInOf, type HandIn } from '../contract/hand-in.ts';
import type { TestResult } from '../contract/metrics.ts';

/** Null in an insecure context, which has no crypto.subtle. */
export async function digestResult(result: TestResult): Promise<HandIn | null> {
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle as SubtleCrypto | undefined;
  if (!subtle) return null;
  return handInOf(result, new Uint8Array(await subtle.digest('SHA-256', handInBytes(result))));
}
