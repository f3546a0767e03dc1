// Asks the worker for the network's inside: when the picture or the epoch changes, and when the model has moved on.
// One question is under way at a time, and a training run is asked at the end of its epochs alone, at most once a second.

import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Inspection, InspectionRequest } from '../../contract/inspection.ts';
import type { RequestFailedError } from '../../store/pending.ts';
import type { AppState } from '../../store/state.ts';
import { useApp, useAppState } from '../app-context.tsx';

/** Least time between two answers for the same picture, in milliseconds. */
const REFRESH_INTERVAL = 1000;

/** The engine failed; the message is its own. */
export interface FailedInspection {
  error: string;
}

/** The newest answer, or null while there is none; `request` null asks for nothing. Asks only while `inView`. */
export function useInspection(
  request: InspectionRequest | null,
  inView: boolean,
): Inspection | FailedInspection | null {
  const { commands } = useApp();
  const newest = useAppState(momentOf);
  // What an earlier epoch's weights make of the picture does not change.
  const moment = request?.epoch === null ? newest : '';
  const [inspection, setInspection] = useState<Inspection | FailedInspection | null>(null);
  const underway = useRef<Promise<unknown>>(Promise.resolve());
  const last = useRef<{ request: InspectionRequest | null; time: number }>({
    request: null,
    time: -Infinity,
  });
  const answered = useRef<{ request: InspectionRequest; moment: string } | null>(null);
  useEffect(() => {
    const known = answered.current;
    if (!request || !inView || (known?.request === request && known.moment === moment)) return;
    let wanted = true;
    const ask = async () => {
      await underway.current;
      if (!wanted) return;
      last.current = { request, time: performance.now() };
      const answer = commands
        .inspect(request)
        .catch((error: RequestFailedError): FailedInspection => ({ error: error.message }));
      underway.current = answer;
      const found = await answer;
      if (!wanted) return;
      answered.current = { request, moment };
      setInspection(found);
    };
    const again = last.current.request === request;
    const wait = again ? last.current.time + REFRESH_INTERVAL - performance.now() : 0;
    const timer = setTimeout(() => void ask(), Math.max(0, wait));
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [commands, request, moment, inView]);
  return request && inspection;
}

/** Another word whenever there is another model to look at. */
function momentOf({ run, data }: AppState): string {
  const training = run.phase === 'training' || run.phase === 'validating';
  return [data.state, run.plan !== null, run.step > 0, run.epochs.length, training || run.phase].join();
}

/** Whether the element is on the screen or nearly so. */
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
