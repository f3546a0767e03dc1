// The test picture that lies under the pad to be traced: which class is wished for, and what was found.
// It is no part of the sketch.

import { useEffect, useState } from 'react';
import type { DataStatus } from '../../../contract/messages.ts';
import { useApp, useAppState } from '../../app-context.tsx';
import { exampleOf, type Example } from './example-image.ts';

export interface Trace {
  /** The class that is wished for; null for none. */
  label: number | null;
  /** Null while there is none, or not yet. */
  picture: Example | null;
  choose(label: number | null): void;
  another(): void;
}

interface TraceRequest {
  label: number;
  /** The place of the picture that is not to come again. */
  besides?: number | undefined;
}

/** Changes a few times while the data comes: the test pictures are there before the rest. */
const stageOf = (data: DataStatus) =>
  data.state === 'loading' ? Math.floor((8 * data.received) / data.total) : data.state;

export function useTrace(): Trace {
  const { commands } = useApp();
  const [request, setRequest] = useState<TraceRequest | null>(null);
  const [answer, setAnswer] = useState<{ request: TraceRequest; picture: Example } | null>(null);
  const [refusedAt, setRefusedAt] = useState<ReturnType<typeof stageOf> | null>(null);
  const stage = useAppState((state) => stageOf(state.data));
  const answered = answer?.request === request;

  // A refusal holds until more of the data is here.
  useEffect(() => {
    if (!request || answered || refusedAt === stage) return;
    let wanted = true;
    const ask = async () => {
      const picture = await exampleOf(commands.images, request.label, request.besides);
      if (!wanted) return;
      if (picture) setAnswer({ request, picture });
      else setRefusedAt(stage);
    };
    void ask();
    return () => {
      wanted = false;
    };
  }, [commands, request, answered, refusedAt, stage]);

  const take = (requested: TraceRequest | null) => {
    setRequest(requested);
    setRefusedAt(null);
  };
  // The picture before stays until another one of its class is here.
  const picture = answer && answer.picture.label === request?.label ? answer.picture : null;
  return {
    label: request?.label ?? null,
    picture,
    choose: (label) => take(label === null ? null : { label }),
    another: () => request && take({ label: request.label, besides: picture?.place }),
  };
}
