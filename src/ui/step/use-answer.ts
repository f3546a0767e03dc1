// Asks the worker about the newest step, again whenever the run has made steps. One request is under way at a time.

import { useEffect, useRef, useState } from 'react';
import type { RunPlan } from '../../contract/metrics.ts';
import { useApp, useAppState } from '../app-context.tsx';

/** Least time between two requests of the same question, in milliseconds: a fast run is followed four times a second. */
const REFRESH_INTERVAL = 250;

/** A request, and the step and run that it is about. */
interface Question {
  request: unknown;
  plan: RunPlan | null;
  step: number;
}

/**
 * The newest answer; undefined before the first, and null without a run and where the worker has none. `request` has to
 * stay the same until something else is requested.
 */
export function useAnswer<T>(request: () => Promise<T | null>): T | null | undefined {
  const { commands } = useApp();
  const plan = useAppState(({ run }) => run.plan);
  const step = useAppState(({ run }) => run.step);
  const [answer, setAnswer] = useState<{ plan: RunPlan; found: T | null } | null>(null);
  const newest = useRef<typeof request | null>(null);
  const answered = useRef<Question | null>(null);
  const pending = useRef<Promise<unknown>>(Promise.resolve());
  const last = useRef<{ request: unknown; time: number }>({ request: null, time: -Infinity });
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
    if (!plan || (known?.request === request && known.plan === plan && known.step === step)) return;
    let current = true;
    const ask = async () => {
      await pending.current;
      if (!current) return;
      last.current = { request, time: performance.now() };
      const answering = request();
      pending.current = answering;
      const found = await answering;
      // An answer about a step that is no longer the newest still counts, or a fast run would never show one.
      if (newest.current !== request) return;
      answered.current = { request, plan, step };
      setAnswer({ plan, found });
    };
    const again = last.current.request === request;
    const wait = again ? last.current.time + REFRESH_INTERVAL - performance.now() : 0;
    const timer = setTimeout(() => void ask(), Math.max(0, wait));
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [request, plan, step]);
  if (!plan) return null;
  // That of an earlier run does not apply.
  return answer?.plan === plan ? answer.found : undefined;
}
