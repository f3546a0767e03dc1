// Which tab may train: one at a time, over the Web Locks API, with a channel on which the tabs of this page talk. Where the
// browser has no locks (insecure contexts), every tab may.

const NAME = 'lenet-run';
/** A tab that does not let go in this time is stuck: the right is taken from it. */
const PATIENCE_MILLISECONDS = 5000;

/** What tabs tell each other; `news` is the business of who asks. */
type Message<News> = { type: 'who' } | { type: 'let-go' } | { type: 'news'; news: News };

export interface TabLock<News> {
  /** True from now on until `release`; false where another tab has the right. */
  take(): Promise<boolean>;
  /** Asks the tab that has the right to let go, and takes it without consent after a while. */
  takeOver(): Promise<void>;
  release(): void;
  /** Whether another tab has the right. */
  isHeldElsewhere(): Promise<boolean>;
  publish(news: News): void;
  /** Asks for news of the tab that has the right. */
  requestNews(): void;
}

export interface TabListener<News> {
  /** Another tab wants the right. */
  onHandOverRequest(): void;
  /** Another tab has taken the right: nothing may be stored any more. */
  onLockStolen(): void;
  onNews(news: News): void;
  /** A tab that has just opened wants to know. */
  onNewsRequest(): void;
}

export function browserTabLock<News>(listener: TabListener<News>): TabLock<News> {
  const locks = (globalThis.navigator as { locks?: LockManager }).locks;
  const channel = new BroadcastChannel(NAME);
  const post = (message: Message<News>) => channel.postMessage(message);
  let release: (() => void) | null = null;
  /** Ends a wait for the right, once the tab that has it shows that it is alive. */
  let giveUp: (() => void) | null = null;

  channel.addEventListener('message', ({ data }: MessageEvent<Message<News>>) => {
    switch (data.type) {
      case 'who':
        if (release) listener.onNewsRequest();
        return;
      case 'let-go':
        if (release) listener.onHandOverRequest();
        return;
      case 'news':
        giveUp?.();
        if (!release) listener.onNews(data.news);
        return;
      default:
        data satisfies never;
    }
  });

  /** Resolves once the lock is held, or is refused; it is held until `release`. */
  const request = (options: LockOptions) =>
    new Promise<true>((resolve, reject) => {
      if (!locks) {
        release = () => {};
        resolve(true);
        return;
      }
      let held = false;
      const holding = locks.request(NAME, options, () => {
        held = true;
        const until = new Promise<void>((done) => (release = done));
        resolve(true);
        return until;
      });
      holding.catch((error: unknown) => {
        if (!held) return reject(error as Error);
        release = null;
        listener.onLockStolen();
      });
    });

  return {
    async take() {
      if (release) return true;
      // Who does not answer may be the worker that this one replaces: it lets go once it is gone.
      const waiting = new AbortController();
      giveUp = () => waiting.abort();
      const timer = setTimeout(giveUp, PATIENCE_MILLISECONDS);
      post({ type: 'who' });
      const taken = await request({ signal: waiting.signal }).catch(() => false);
      clearTimeout(timer);
      giveUp = null;
      return taken;
    },
    async takeOver() {
      if (release) return;
      post({ type: 'let-go' });
      try {
        await request({ signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
      } catch {
        await request({ steal: true });
      }
    },
    release() {
      release?.();
      release = null;
    },
    async isHeldElsewhere() {
      if (release || !locks) return false;
      const { held = [] } = await locks.query();
      return held.some(({ name }) => name === NAME);
    },
    publish: (news) => post({ type: 'news', news }),
    requestNews: () => post({ type: 'who' }),
  };
}

/** Where there is but one tab: for tests and programs. */
export function onlyTabLock<News>(): TabLock<News> {
  return {
    take: async () => true,
    takeOver: async () => {},
    release: () => {},
    isHeldElsewhere: async () => false,
    publish: () => {},
    requestNews: () => {},
  };
}
