// A page in a browser that WebDriver drives.

import type { Driver } from './driver.ts';
import { WebDriverSession, type Connection } from './webdriver.ts';

declare global {
  var problems: string[] | undefined;
}

/** Runs in the page once it has loaded: WebDriver has no command for the console. */
function watch(): void {
  const problems: string[] = (globalThis.problems = []);
  const { error } = console;
  console.error = (...texts: unknown[]) => {
    problems.push(`console: ${texts.join(' ')}`);
    error(...texts);
  };
  addEventListener('error', ({ message }) => problems.push(`uncaught: ${message}`));
  addEventListener('unhandledrejection', ({ reason }) => problems.push(`uncaught: ${reason}`));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    problems.push(`content security policy: ${violatedDirective} ${blockedURI}`),
  );
}

/** Runs in the page: what `watch` noted, and requests to other origins since the page was opened. */
function readProblems(): string[] {
  const foreign = performance.getEntriesByType('resource').flatMap(({ name }) => {
    const { protocol, origin } = new URL(name);
    const own = protocol === 'blob:' || protocol === 'data:' || origin === location.origin;
    return own ? [] : [`request to another origin: ${name}`];
  });
  return [...(globalThis.problems ?? []), ...foreign];
}

/** `stop` ends the browser once the session has ended. */
export async function sessionDriver(connection: Connection, stop?: () => Promise<void>): Promise<Driver> {
  const session = new WebDriverSession(connection);
  await session.resize(1280, 900);
  const earlier: string[] = [];
  return {
    async goto(url) {
      await session.goto(url);
      await session.run(watch);
    },
    async reload() {
      earlier.push(...(await session.run(readProblems)));
      await session.reload();
      await session.run(watch);
    },
    click: (path) => session.click(path),
    evaluate: async (path, work, ...parameters) => session.run(work, await session.find(path), ...parameters),
    drag: (path, points) => session.drag(path, points),
    async enterFrame(path) {
      await session.enterFrame(path);
      await session.run(watch);
    },
    async leaveFrame() {
      earlier.push(...(await session.run(readProblems)));
      await session.leaveFrames();
    },
    problems: async () => [...earlier, ...(await session.run(readProblems))],
    async close() {
      await session.end();
      await stop?.();
    },
  };
}
