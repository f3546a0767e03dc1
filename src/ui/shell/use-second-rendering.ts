// The rendering after the first one, in a transition.

import { startTransition, useEffect, useState } from 'react';

/** False in the first rendering, which shows Train and the plots. The stage renders after it, a few milliseconds a task. */
export function useSecondRendering(): boolean {
  const [second, setSecond] = useState(false);
  useEffect(() => startTransition(() => setSecond(true)), []);
  return second;
}
