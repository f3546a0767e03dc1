// Asks the worker about the newest step, again whenever the run has moved. One request is under way at a time.

import { useEffect, useRef, useState } from 'react';
import { useAppState } from '../app-context.tsx';

/**
 * The newest answer; null before the first, without a run, and where the worker has none. `request` has to stay the
 * same until something else is asked.
 */
export function useAnswer<T>(request: () => Promise<T | null>): T | null {
  const running = useAppState(({ run }) => run.plan !== null);
  const version = useAppState(({ run }) => `${run.step} ${run.phase}`);
  const [answer, setAnswer] = useState<T | null>(null);
  const newest = useRef<typeof request | null>(null);
  const pending = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    newest.current = request;
    return () => {
      newest.current = null;
    };
  }, [request]);
  useEffect(() => {
    if (!running) return;
    let current = true;
    const ask = async () => {
      await pending.current;
      if (!current) return;
      const answered = request();
      pending.current = answered;
      const found = await answered;
      // An answer about a step that is no longer the newest still counts, or a fast run would never show one.
      if (newest.current === request) setAnswer(found);
    };
    void ask();
    return () => {
      current = false;
    };
  }, [request, running, version]);
  return running ? answer : null;
}
