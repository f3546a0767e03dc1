// The hand-in of the current result, which is hashed in the background.

import { useEffect, useState } from 'react';
import type { HandIn } from '../contract/hand-in.ts';
import type { TestResult } from '../contract/metrics.ts';
import { digestResult } from '../store/hand-in.ts';

/** `handIn` is null where the browser can't hash: the page was not loaded over HTTPS. The whole is null before that is known. */
export function useHandIn(result: TestResult | null): { handIn: HandIn | null } | null {
  const [digest, setDigest] = useState<{ of: TestResult; handIn: HandIn | null } | null>(null);
  useEffect(() => {
    if (!result) return undefined;
    let cancelled = false;
    const hash = async () => {
      const handIn = await digestResult(result);
      if (!cancelled) setDigest({ of: result, handIn });
    };
    void hash();
    return () => {
      cancelled = true;
    };
  }, [result]);
  return digest?.of === result ? digest : null;
}
