// The lock that lets one tab train at a time (Web Locks API), and the channel on which this page's tabs talk. In a browser
// that gives this page no locks, as in insecure contexts, every tab may train.

const NAME = 'lenet-run';
/** A tab that does not release the lock in this time is stuck, and the lock is stolen from it. */
const PATIENCE_MILLISECONDS = 5000;

/** Between tabs, which may run different versions of the page: these words and the fields of `News` stay as they are. */
type Message<News> = { type: 'who' } | { type: 'let-go' } | { type: 'news'; news: News };

export interface TabLock<News> {
  /** Whether this tab has the lock now, until `release`; false when another tab keeps it. */
  take(): Promise<boolean>;
  /** Asks the owner to release the lock, and steals it when the owner does not. */
  takeOver(): Promise<void>;
  release(): void;
  /** Whether another tab owns the lock. */
  isHeldByOtherTab(): Promise<boolean>;
  publish(news: News): void;
  /** Asks the owner to publish news. */
  requestNews(): void;
}

export interface TabListener<News> {
  /** Another tab asks this one, the owner, to release the lock. */
  onHandOverRequest(): void;
  /** Another tab has stolen the lock: this one may store nothing more. */
  onLockStolen(): void;
  onNews(news: News): void;
  /** Another tab asks this one, the owner, for news. */
  onNewsRequest(): void;
}

export function browserTabLock<News>(listener: TabListener<News>): TabLock<News> {
  let { locks } = globalThis.navigator as { locks?: LockManager };
  const channel = new BroadcastChannel(NAME);
  const post = (message: Message<News>) => channel.postMessage(message);
  /** Set while this tab owns the lock. */
  let release: (() => void) | null = null;
  /** Settles once the browser has released the lock that this tab owned last. */
  let released: Promise<unknown> = Promise.resolve();
  /** Set while this tab waits for the lock: ends the wait. */
  let stopWaiting: (() => void) | null = null;

  channel.addEventListener('message', ({ data }: MessageEvent<Message<News>>) => {
    switch (data.type) {
      case 'who':
        if (release) listener.onNewsRequest();
        return;
      case 'let-go':
        if (release) listener.onHandOverRequest();
        return;
      case 'news':
        // The owner is alive, and keeps the lock.
        stopWaiting?.();
        if (!release) listener.onNews(data.news);
        return;
      default:
        data satisfies never;
    }
  });

  const ownWithoutLocks = () => {
    release = () => {};
  };

  /** Resolves once this tab owns the lock; rejects with the browser's reason when it does not get it. */
  const request = (manager: LockManager, options: LockOptions) =>
    new Promise<void>((resolve, reject) => {
      let owned = false;
      const end = manager.request(NAME, options, () => {
        owned = true;
        // The browser calls back later: `end` is known.
        released = Promise.allSettled([end]);
        const held = new Promise<void>((done) => (release = done));
        resolve();
        return held;
      });
      end.catch((error: unknown) => {
        if (owned) {
          release = null;
          listener.onLockStolen();
        } else if (isSecurityError(error)) {
          locks = undefined;
          ownWithoutLocks();
          resolve();
        } else reject(error as Error);
      });
    });

  /** Whether this tab got the lock before the owner showed itself, or the time was over. */
  const requestInTime = async (manager: LockManager): Promise<boolean> => {
    const waiting = new AbortController();
    const { signal } = waiting;
    stopWaiting = () => waiting.abort();
    const timer = setTimeout(stopWaiting, PATIENCE_MILLISECONDS);
    try {
      await request(manager, { signal });
      return true;
    } catch (error) {
      if (error === signal.reason) return false;
      throw error;
    } finally {
      clearTimeout(timer);
      stopWaiting = null;
    }
  };

  return {
    async take() {
      if (release) return true;
      if (!locks) {
        ownWithoutLocks();
        return true;
      }
      // An owner that does not answer may be the worker that this one replaces: its lock is released once it is gone.
      const taken = requestInTime(locks);
      post({ type: 'who' });
      return taken;
    },
    async takeOver() {
      if (release) return;
      if (!locks) return ownWithoutLocks();
      post({ type: 'let-go' });
      const timeout = new AbortController();
      const timer = setTimeout(() => timeout.abort(), PATIENCE_MILLISECONDS);
      try {
        await request(locks, { signal: timeout.signal });
      } catch (error) {
        if (error !== timeout.signal.reason) throw error;
        await request(locks, { steal: true });
      } finally {
        clearTimeout(timer);
      }
    },
    release() {
      release?.();
      release = null;
    },
    async isHeldByOtherTab() {
      if (release || !locks) return false;
      // Until then the browser still counts it, as that of any tab.
      await released;
      try {
        const { held = [] } = await locks.query();
        return held.some(({ name }) => name === NAME);
      } catch (error) {
        if (!isSecurityError(error)) throw error;
        locks = undefined;
        return false;
      }
    },
    publish: (news) => post({ type: 'news', news }),
    requestNews: () => post({ type: 'who' }),
  };
}

/** The browser has locks and denies them to this page, as with all its storage blocked. */
function isSecurityError(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'SecurityError';
}

/** The lock of the only tab there is, for tests and programs in Node. */
export function onlyTabLock<News>(): TabLock<News> {
  return {
    take: async () => true,
    takeOver: async () => {},
    release: () => {},
    isHeldByOtherTab: async () => false,
    publish: () => {},
    requestNews: () => {},
  };
}
