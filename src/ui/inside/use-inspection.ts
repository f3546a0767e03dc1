// Requests an inspection of the network from the worker: when the image or the step changes, and when there is a new model.
// One request is pending at a time. During training there is one at the end of an epoch, at most once a second.

import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Inspection, InspectionRequest } from '../../contract/inspection.ts';
import type { RequestFailedError } from '../../store/pending.ts';
import type { AppState } from '../../store/state.ts';
import { useApp, useAppState } from '../app-context.tsx';

/** Least time between two requests for the same image, in milliseconds. */
const REFRESH_INTERVAL = 1000;

/** The engine failed; the message is its own. */
export interface FailedInspection {
  error: string;
}

/** The newest answer, or null before the first and where `request` is null. Requests only while `inView`. */
export function useInspection(
  request: InspectionRequest | null,
  inView: boolean,
): Inspection | FailedInspection | null {
  const { commands } = useApp();
  const newest = useAppState(modelVersion);
  // The activations of an earlier step's weights do not change.
  const version = request?.step === null ? newest : '';
  const [inspection, setInspection] = useState<Inspection | FailedInspection | null>(null);
  const pending = useRef<Promise<unknown>>(Promise.resolve());
  const last = useRef<{ request: InspectionRequest | null; time: number }>({
    request: null,
    time: -Infinity,
  });
  const answered = useRef<{ request: InspectionRequest; version: string } | null>(null);
  useEffect(() => {
    const known = answered.current;
    if (!request || !inView || (known?.request === request && known.version === version)) return;
    let current = true;
    const inspect = async () => {
      await pending.current;
      if (!current) return;
      last.current = { request, time: performance.now() };
      const answer = commands
        .inspect(request)
        .catch((error: RequestFailedError): FailedInspection => ({ error: error.message }));
      pending.current = answer;
      const found = await answer;
      if (!current) return;
      answered.current = { request, version };
      setInspection(found);
    };
    const again = last.current.request === request;
    const wait = again ? last.current.time + REFRESH_INTERVAL - performance.now() : 0;
    const timer = setTimeout(() => void inspect(), Math.max(0, wait));
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [commands, request, version, inView]);
  return request && inspection;
}

/** A text that changes whenever there is another model to inspect. */
function modelVersion({ run, data }: AppState): string {
  const training = run.phase === 'training' || run.phase === 'validating';
  return [data.state, run.plan !== null, run.step > 0, run.epochs.length, training || run.phase].join();
}

/** Whether the element is on the screen or within 20% of its height from it. */
export function useInView(element: RefObject<Element | null>): boolean {
  const [inView, setInView] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => setInView(entries.at(-1)!.isIntersecting), {
      rootMargin: '20% 0%',
    });
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, [element]);
  return inView;
}
