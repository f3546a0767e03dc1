// Keeps an inspection up to date: one request at a time, again when what is wanted has changed, and for the same image at
// most once in an interval. Without React, so that it can be tested.

export interface Wanted<Request> {
  request: Request;
  /** Changes whenever there may be another answer to the same request. */
  version: string;
}

export interface InspectionLoop<Request> {
  /** Null: nothing is requested any more, and a late answer is dropped. */
  want(wanted: Wanted<Request> | null): void;
}

/** `again`: the answer before was to the same request. */
export function createInspectionLoop<Request, Answer>(
  inspect: (request: Request) => Promise<Answer>,
  onAnswer: (request: Request, answer: Answer, again: boolean) => void,
  interval: number,
): InspectionLoop<Request> {
  let wanted: Wanted<Request> | null = null;
  let answered: Wanted<Request> | null = null;
  let pending = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let started: { request: Request; time: number } | null = null;

  const cancel = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const isDue = () =>
    wanted !== null && (answered?.request !== wanted.request || answered.version !== wanted.version);

  const schedule = () => {
    if (pending || timer !== null || !isDue()) return;
    const again = started !== null && started.request === wanted?.request;
    const wait = again ? started!.time + interval - performance.now() : 0;
    timer = setTimeout(() => void run(), Math.max(0, wait));
  };

  const run = async () => {
    timer = null;
    if (!wanted || !isDue()) return;
    const mine = wanted;
    started = { request: mine.request, time: performance.now() };
    pending = true;
    try {
      const answer = await inspect(mine.request);
      // A dropped answer is no answer: where it is wanted again, it is requested again.
      if (wanted?.request === mine.request) {
        const again = answered?.request === mine.request;
        answered = mine;
        onAnswer(mine.request, answer, again);
      }
    } finally {
      pending = false;
    }
    schedule();
  };

  return {
    want(next) {
      if (next?.request !== wanted?.request) cancel();
      wanted = next;
      schedule();
    },
  };
}
