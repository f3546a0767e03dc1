// Asks the worker about the newest step, again whenever the run has moved. One request is under way at a time.

import { useEffect, useRef, useState } from 'react';
import { useApp, useAppState } from '../app-context.tsx';

/**
 * The newest answer; null before the first, without a run, and where the worker has none. `request` has to stay the
 * same until something else is asked.
 */
export function useAnswer<T>(request: () => Promise<T | null>): T | null {
  const { commands } = useApp();
  const running = useAppState(({ run }) => run.plan !== null);
  const version = useAppState(({ run }) => `${run.step} ${run.phase}`);
  const [answer, setAnswer] = useState<T | null>(null);
  const newest = useRef<typeof request | null>(null);
  const answered = useRef<{ request: typeof request; version: string } | null>(null);
  const pending = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    newest.current = request;
    return () => {
      newest.current = null;
    };
  }, [request]);
  useEffect(
    () => () => {
      if (answered.current) commands.releaseStep();
    },
    [commands],
  );
  useEffect(() => {
    const known = answered.current;
    // A view that is shown again has its answer still.
    if (!running || (known?.request === request && known.version === version)) return;
    let current = true;
    const ask = async () => {
      await pending.current;
      if (!current) return;
      const asked = request();
      pending.current = asked;
      const found = await asked;
      // An answer about a step that is no longer the newest still counts, or a fast run would never show one.
      if (newest.current !== request) return;
      answered.current = { request, version };
      setAnswer(found);
    };
    void ask();
    return () => {
      current = false;
    };
  }, [request, running, version]);
  return running ? answer : null;
}
