// Workers for tests: the browser's class as far as it is used, with the worker's part played by the test.

import { vi } from 'vitest';

export class FakeWorker extends EventTarget {
  /** All that were started, in order. */
  static started: FakeWorker[] = [];
  readonly url: string;
  readonly options: WorkerOptions;
  readonly received: unknown[] = [];
  terminated = false;

  constructor(url: string | URL, options: WorkerOptions = {}) {
    super();
    this.url = String(url);
    this.options = options;
    FakeWorker.started.push(this);
  }
  postMessage(message: unknown): void {
    this.received.push(structuredClone(message));
  }
  terminate(): void {
    this.terminated = true;
  }

  /** A message from the worker. */
  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  /** An error that nothing inside of the worker caught. Its event. */
  throw(message: string): Event {
    const event = Object.assign(new Event('error', { cancelable: true }), { message });
    this.dispatchEvent(event);
    return event;
  }
  /** The script, or one that it imports, could not be fetched: the event is no ErrorEvent. */
  failToLoad(): void {
    this.dispatchEvent(new Event('error'));
  }
  garble(): void {
    this.dispatchEvent(new MessageEvent('messageerror'));
  }
}

/** Replaces the browser's `Worker` by FakeWorker in modules that are imported afterwards, on a page of their own origin. */
export function stubWorkers(): void {
  FakeWorker.started = [];
  vi.resetModules();
  vi.stubGlobal('Worker', FakeWorker);
  // In Node modules have file: addresses, whose origin is this.
  vi.stubGlobal('location', { origin: 'null' });
}

/** The newest worker. */
export function newestWorker(): FakeWorker {
  const worker = FakeWorker.started.at(-1);
  if (!worker) throw new Error('no worker was started');
  return worker;
}
