// Makes a plot in parts.

import { useEffect, useState } from 'react';

/** Grows from 0 to `last`, one a task, so that no single task makes all of a plot. */
export function useStage(last: number, onLast: () => void): number {
  const [stage, setStage] = useState(0);
  useEffect(() => {
    if (stage === last) {
      onLast();
      return;
    }
    const timer = setTimeout(() => setStage(stage + 1));
    return () => clearTimeout(timer);
  }, [stage, last, onLast]);
  return stage;
}
