// The page's end of the worker: spawns it, sends commands, hands events on. Knows no state.

import type { Command, Event } from '../contract/messages.ts';

export interface Client {
  send(command: Command): void;
  /** Ends the worker, and the next command starts a fresh one; whatever the old one held is gone. */
  restart(): void;
}

/**
 * The worker starts with the first command: until then the page has the machine to itself. A worker that can't start or
 * dies is reported as a `failure` event of kind `worker`.
 */
export function connect(onEvent: (event: Event) => void): Client {
  const spawn = (): Worker => {
    const worker = new Worker(new URL('../worker/worker.ts', import.meta.url), {
      type: 'module',
      name: 'lenet',
    });
    worker.addEventListener('message', (message: MessageEvent<Event>) => onEvent(message.data));
    const fail = (message: string) => onEvent({ type: 'failure', failure: { kind: 'worker', message } });
    worker.addEventListener('error', (error) => fail(error.message || 'the worker could not start'));
    worker.addEventListener('messageerror', () => fail('a message could not be read'));
    return worker;
  };
  let worker: Worker | null = null;
  return {
    send: (command) => (worker ??= spawn()).postMessage(command),
    restart() {
      worker?.terminate();
      worker = null;
    },
  };
}
