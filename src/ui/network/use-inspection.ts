// The network's values for an image, followed while the run trains: several times a second, and only while they are seen.

import { useEffect, useMemo, useState, useSyncExternalStore, type RefObject } from 'react';
import type { Inspection, InspectionRequest } from '../../contract/inspection.ts';
import { RequestFailedError } from '../../store/pending.ts';
import type { AppState } from '../../store/state.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { createHeld } from './held.ts';
import { createInspectionLoop } from './inspection-loop.ts';

/** Least time between two requests for the same image, in milliseconds. */
const REFRESH_INTERVAL = 400;

/** An answer waits so long for the next report, to be drawn in its frame: each frame takes time from the training. */
const HOLD_MILLISECONDS = 300;

/** A request, with the true class of its image, which the worker does not know of pixels. */
export interface ImageRequest extends InspectionRequest {
  label: number | null;
}

/** The engine failed; the message is its own. */
export interface FailedInspection {
  error: string;
}

/** The newest answer; null before the first. Requests only while `active`. */
export function useInspection(
  request: ImageRequest | null,
  active: boolean,
): Inspection | FailedInspection | null {
  const { commands, store } = useApp();
  const newest = useAppState(modelVersion);
  // The page starts the worker, which then fetches the data.
  const workerRuns = useAppState(({ data, run }) => data.state !== 'idle' || run.plan !== null);
  // The values of an earlier step's weights do not change.
  const version = request?.step === null ? newest : '';
  const [answer, setAnswer] = useState<Inspection | FailedInspection | null>(null);
  const held = useMemo(() => createHeld(setAnswer, HOLD_MILLISECONDS), []);
  const loop = useMemo(() => {
    const inspect = async ({ label, ...withoutLabel }: ImageRequest) => {
      try {
        const found = await commands.inspect(withoutLabel);
        return found && { ...found, label };
      } catch (error) {
        if (error instanceof RequestFailedError) return { error: error.message };
        throw error;
      }
    };
    return createInspectionLoop(
      inspect,
      (_request, found, again) => {
        // A refused request leaves the values before it: the next version asks again.
        if (!found) return;
        held.hold(found);
        // No report comes, or a person waits.
        if (!again || store.getState().run.phase !== 'training') held.release();
      },
      REFRESH_INTERVAL,
    );
  }, [commands, store, held]);
  useEffect(() => {
    loop.want(request && active && workerRuns ? { request, version } : null);
  }, [loop, request, active, workerRuns, version]);
  // A report changes the state.
  useEffect(() => store.subscribe(held.release), [store, held]);
  useEffect(
    () => () => {
      loop.want(null);
      // The loop counts it as shown.
      held.release();
    },
    [loop, held],
  );
  return request && answer;
}

/** A text that changes whenever there may be another model to inspect. */
function modelVersion({ run, data, config, device }: AppState): string {
  const model = run.plan
    ? ''
    : [config.c1, config.c3, config.f5, config.f6, config.activation, config.pooling, config.dense].join();
  const start = run.plan ? '' : `${config.seed} ${config.init}`;
  return [
    run.step,
    run.phase,
    run.editVersion,
    run.plan !== null,
    data.state,
    device !== null,
    model,
    start,
  ].join();
}

/** Whether the element is on the screen or within 20% of its height from it, in a tab that is shown. */
export function useSeen(element: RefObject<Element | null>): boolean {
  const [inView, setInView] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => setInView(entries.at(-1)!.isIntersecting), {
      rootMargin: '20% 0%',
    });
    observer.observe(element.current!);
    return () => {
      observer.disconnect();
      setInView(false);
    };
  }, [element]);
  return useSyncExternalStore(onVisibility, isVisible) && inView;
}

function onVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}

function isVisible(): boolean {
  return document.visibilityState === 'visible';
}
