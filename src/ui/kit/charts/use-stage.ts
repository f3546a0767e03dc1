// Splits the drawing of a plot over several tasks of the page.

import { useEffect, useState } from 'react';

/** Counts from 0 to `last`, one stage per task, and then calls `onLast`, which has to stay the same. */
export function useStage(last: number, onLast?: () => void): number {
  const [stage, setStage] = useState(0);
  useEffect(() => {
    if (stage === last) {
      onLast?.();
      return;
    }
    const timer = setTimeout(() => setStage(stage + 1));
    return () => clearTimeout(timer);
  }, [stage, last, onLast]);
  return stage;
}
