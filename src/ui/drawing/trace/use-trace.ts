// The test image below the pad's ink, for tracing: the chosen class and the image that was found. The sketch does not
// contain it.

import { useEffect, useMemo, useState } from 'react';
import type { DataStatus } from '../../../contract/messages.ts';
import { useApp, useAppState } from '../../app-context.tsx';
import { exampleOf, type Example } from './example-image.ts';

export interface Trace {
  /** The chosen class; null for none. */
  label: number | null;
  /** Null where no class is chosen, before the image has arrived, and where it is missing. */
  image: Example | null;
  /** No other test image of the class was found. */
  missing: boolean;
  choose(label: number | null): void;
  another(): void;
}

interface TraceRequest {
  label: number;
  /** The number of an image that must not come again. */
  except?: number | undefined;
}

/** Changes a few times while the data loads, because the test images arrive before the rest. */
const stageOf = (data: DataStatus) =>
  data.state === 'loading' ? Math.floor((8 * data.received) / data.total) : data.state;

export function useTrace(): Trace {
  const { commands } = useApp();
  const [request, setRequest] = useState<TraceRequest | null>(null);
  const [answer, setAnswer] = useState<{ request: TraceRequest; image: Example } | null>(null);
  const [missing, setMissing] = useState<TraceRequest | null>(null);
  const [refusedAt, setRefusedAt] = useState<ReturnType<typeof stageOf> | null>(null);
  const stage = useAppState((state) => stageOf(state.data));
  const answered = answer?.request === request || missing === request;
  const testCount = useAppState((state) => state.dataset.testCount);

  // A refused request is tried again when more of the data has arrived.
  useEffect(() => {
    if (!request || answered || refusedAt === stage) return;
    let current = true;
    const find = async () => {
      const image = await exampleOf(commands.images, testCount, request.label, request.except);
      if (!current) return;
      if (image === 'missing') setMissing(request);
      else if (image) setAnswer({ request, image });
      else setRefusedAt(stage);
    };
    void find();
    return () => {
      current = false;
    };
  }, [commands, testCount, request, answered, refusedAt, stage]);

  // The image before stays until another one of its class has arrived.
  const image = answer && answer.image.label === request?.label ? answer.image : null;
  return useMemo(() => {
    const start = (requested: TraceRequest | null) => {
      setRequest(requested);
      setRefusedAt(null);
    };
    return {
      label: request?.label ?? null,
      image,
      missing: request !== null && missing === request && !image,
      choose: (label) => start(label === null ? null : { label }),
      another: () => request && start({ label: request.label, except: image?.number }),
    };
  }, [request, image, missing]);
}
