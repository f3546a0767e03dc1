// Tabs of one browser for tests: the Web Locks API and BroadcastChannel as far as they are used, between tabs that can be
// closed. Semantics: https://w3c.github.io/web-locks/ and https://html.spec.whatwg.org/#broadcasting-to-other-browsing-contexts

interface Held {
  tab: string;
  name: string;
  end: () => void;
  steal: () => void;
}

interface Pending {
  tab: string;
  name: string;
  grant: () => void;
}

const abortError = (message: string) => new DOMException(message, 'AbortError');

/** One browser: `locks` and `Channel` are what a tab of it sees, by the tab's name. */
export function createBrowser() {
  let held: Held[] = [];
  let pending: Pending[] = [];
  let channels: { tab: string; name: string; target: EventTarget }[] = [];

  const serve = (name: string) => {
    if (held.some((lock) => lock.name === name)) return;
    const next = pending.find((request) => request.name === name);
    if (!next) return;
    pending = pending.filter((request) => request !== next);
    next.grant();
  };

  function locks(tab: string): LockManager {
    const request = (
      name: string,
      { signal, steal = false, ifAvailable = false }: LockOptions,
      callback: (lock: Lock | null) => unknown,
    ) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error);
        const grant = () => {
          signal?.removeEventListener('abort', onAbort);
          const lock: Held = {
            tab,
            name,
            end: () => {
              held = held.filter((other) => other !== lock);
              serve(name);
            },
            steal: () => {
              held = held.filter((other) => other !== lock);
              reject(abortError('the lock was stolen'));
            },
          };
          held.push(lock);
          void (async () => {
            // The browser calls back from a task of its own.
            await Promise.resolve();
            try {
              resolve(await callback({ name, mode: 'exclusive' }));
            } catch (error) {
              reject(error as Error);
            }
            if (held.includes(lock)) lock.end();
          })();
        };
        const entry: Pending = { tab, name, grant };
        const onAbort = () => {
          pending = pending.filter((other) => other !== entry);
          reject(signal!.reason as Error);
        };
        if (steal) {
          for (const lock of held.filter((lock) => lock.name === name)) lock.steal();
          return grant();
        }
        if (ifAvailable && held.some((lock) => lock.name === name)) return resolve(callback(null));
        signal?.addEventListener('abort', onAbort, { once: true });
        pending.push(entry);
        serve(name);
      });
    const query = async () => ({
      held: held.map(({ name, tab }) => ({ name, mode: 'exclusive' as const, clientId: tab })),
      pending: pending.map(({ name, tab }) => ({ name, mode: 'exclusive' as const, clientId: tab })),
    });
    return { request, query } as unknown as LockManager;
  }

  /** A BroadcastChannel for `tab`. A message is cloned, and reaches every other channel of the name in a later task. */
  const channelFor = (tab: string) =>
    class extends EventTarget {
      readonly name: string;
      constructor(name: string) {
        super();
        this.name = name;
        channels.push({ tab, name, target: this });
      }
      postMessage(message: unknown) {
        for (const { name, target } of channels) {
          if (name !== this.name || target === this) continue;
          const data: unknown = structuredClone(message);
          queueMicrotask(() => {
            if (channels.some((channel) => channel.target === target)) {
              target.dispatchEvent(new MessageEvent('message', { data }));
            }
          });
        }
      }
    };

  return {
    locks,
    channelFor,
    /** Ends `tab` as a crash does: its locks are released, and it hears nothing more. */
    close(tab: string) {
      channels = channels.filter((channel) => channel.tab !== tab);
      pending = pending.filter((request) => request.tab !== tab);
      for (const lock of held.filter((lock) => lock.tab === tab)) lock.end();
    },
  };
}
