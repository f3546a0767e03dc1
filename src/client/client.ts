// The page's end of the worker: spawns it, sends commands, hands events on, and notices when it dies or gets stuck.
// Knows no state.

import { TrustedWorker as Worker } from '../browser/trusted-worker.ts';
import type { WorkerCommand, WorkerEvent } from '../contract/messages.ts';

/** How often the worker must show a sign of life; any message is one. */
const BEAT_MILLISECONDS = 2000;
/** More beats without a sign than the longest piece of work takes on a slow machine. */
const PATIENCE_BEATS = 10;

export interface Client {
  send(command: WorkerCommand): void;
  /** Ends the worker, and the next command starts a fresh one; whatever the old one held is gone. */
  restart(): void;
}

/**
 * The worker starts with the first command: until then the page has the machine to itself. A worker that can't start, dies
 * or no longer answers is ended and reported as a `failure` event of kind `worker`.
 */
export function connect(onEvent: (event: WorkerEvent) => void): Client {
  let worker: Worker | null = null;
  let silentBeats = 0;

  const end = () => {
    worker?.terminate();
    worker = null;
  };
  const spawn = (): Worker => {
    const spawned = new Worker(new URL('../worker/worker.ts', import.meta.url), {
      type: 'module',
      name: 'lenet',
    });
    silentBeats = 0;
    spawned.addEventListener('message', (message: MessageEvent<WorkerEvent>) => {
      silentBeats = 0;
      onEvent(message.data);
    });
    const fail = (message: string) => {
      // What a worker says after its end is no news.
      if (worker === spawned) die(message);
    };
    spawned.addEventListener('error', (error) => fail(error.message || 'the worker could not start'));
    spawned.addEventListener('messageerror', () => fail('a message could not be read'));
    return spawned;
  };
  const die = (message: string) => {
    end();
    onEvent({ type: 'failure', failure: { kind: 'worker', message } });
  };

  // A frozen page counts no beats, and a throttled one only slows them.
  setInterval(() => {
    if (!worker) return;
    if (silentBeats++ >= PATIENCE_BEATS) die('the worker does not answer');
    else worker.postMessage({ type: 'ping' } satisfies WorkerCommand);
  }, BEAT_MILLISECONDS);

  return {
    send: (command) => (worker ??= spawn()).postMessage(command),
    restart: end,
  };
}
