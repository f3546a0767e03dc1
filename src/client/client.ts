// The page's end of the worker: starts it, sends commands, passes its events on, and reports when it is lost.

import { TrustedWorker as Worker } from '../browser/trusted-worker.ts';
import type { Failure, WorkerCommand, WorkerEvent } from '../contract/messages.ts';

/** How often the worker is pinged. Any message from it counts as an answer. */
const PING_MILLISECONDS = 2000;
/** The longest piece of work takes less time than this many pings, on a slow machine too. */
const MAX_UNANSWERED = 10;

export interface Client {
  send(command: WorkerCommand, transfer?: Transferable[]): void;
  /** Ends the worker with all that it holds. The next command starts another one. */
  restart(): void;
}

/**
 * The worker starts with the first command. A worker that can't start, dies or no longer
 * answers is ended and reported as a `failure` event of kind `worker`.
 */
export function connect(onEvent: (event: WorkerEvent) => void): Client {
  let worker: Worker | null = null;
  let unanswered = 0;

  const end = () => {
    worker?.terminate();
    worker = null;
  };
  const fail = (reason: Extract<Failure, { kind: 'worker' }>['reason'], message: string) => {
    end();
    onEvent({ type: 'failure', failure: { kind: 'worker', reason, message } });
  };
  const start = (): Worker => {
    const started = new Worker(new URL('../worker/worker.ts', import.meta.url), {
      type: 'module',
      name: 'lenet',
    });
    unanswered = 0;
    let answered = false;
    started.addEventListener('message', (message: MessageEvent<WorkerEvent>) => {
      // A worker that was ended may still have messages under way.
      if (worker !== started) return;
      unanswered = 0;
      answered = true;
      onEvent(message.data);
    });
    started.addEventListener('error', ({ message }: Partial<ErrorEvent>) => {
      if (worker !== started) return;
      // A script that can't be fetched gives a plain event; an error inside of the worker has a message.
      if (!answered && !message) fail('not-loaded', 'the worker’s script could not be fetched');
      else fail('stopped', message || 'no message');
    });
    started.addEventListener('messageerror', () => {
      if (worker === started) fail('stopped', 'a message could not be read');
    });
    return started;
  };

  // Timers of a frozen page stand still, so a page that wakes up does not blame the worker.
  setInterval(() => {
    if (!worker) return;
    if (unanswered++ >= MAX_UNANSWERED) fail('silent', 'the worker does not answer');
    else worker.postMessage({ type: 'ping' } satisfies WorkerCommand);
  }, PING_MILLISECONDS);

  return {
    send: (command, transfer = []) => (worker ??= start()).postMessage(command, transfer),
    restart: end,
  };
}
