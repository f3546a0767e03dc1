// The page in a frame of another site, and the messages that the site receives.

import type { Frame, Page } from 'playwright/test';
import { expect, test as base } from './fixtures.ts';
import { startOtherSite, type OtherSite } from './other-site.ts';
import { Site } from './site.ts';

/** The page around the frame, which is of another origin. */
export const OTHER_SITE = /^request to another origin: http:\/\/127\.0\.0\.1/;

interface Fixtures {
  /** Whether the page's host sends headers. */
  headers: boolean;
  site: Site;
  /** Opens a page of another site with this body. */
  open: (body: string, headers?: Record<string, string>) => Promise<OtherSite>;
}

export const test = base.extend<Fixtures>({
  serviceWorkers: 'allow',
  headers: [true, { option: true }],
  site: async ({ headers }, provide) => {
    const site = await Site.start({ headers });
    await provide(site);
    await site.remove();
  },
  baseURL: async ({ site }, provide) => provide(site.url),
  open: async ({ page }, provide) => {
    const opened: OtherSite[] = [];
    await provide(async (body, headers = {}) => {
      const site = await startOtherSite({ body, headers });
      opened.push(site);
      await page.goto(site.url);
      return site;
    });
    for (const site of opened) await site.close();
  },
});

/** Learns enough in a few seconds that its accuracy is not that of guessing. */
export const SHORT_RUN = 'samples=3000&epochs=2&batch=50&activation=relu&pooling=max&lr=0.003&engine=wasm';

/** The same as attributes of the element. */
export const asAttributes = (search: string) => search.replaceAll(/=([^&]*)&?/g, '="$1" ');

interface SiteMessage {
  type: string;
  detail: Record<string, unknown>;
}

declare global {
  var received: SiteMessage[] | undefined;
}

const EVENTS = ['ready', 'phase', 'epoch', 'result', 'error'];

/** A page with the element, which notes its events in `received`. `page`: the address of the playground. */
export const elementPage = (page: string, attributes: string) => `
  <script src="${page}/embed.js"></script>
  <h1>A lesson</h1>
  <lenet-playground ${attributes}></lenet-playground>
  <script>
    received = [];
    for (const type of ${JSON.stringify(EVENTS)})
      document.querySelector('lenet-playground').addEventListener(type, ({ detail }) => received.push({ type, detail }));
  </script>`;

/** A page with a bare frame, which notes all messages in `received`. */
export const framePage = (frame: string) => `
  <h1>A lesson</h1>
  <script>
    received = [];
    addEventListener('message', ({ data: { lenet, type, ...detail } }) => received.push({ type, detail }));
  </script>
  ${frame}`;

/** The frame with the page, once it is there. */
export async function embeddedFrame(page: Page): Promise<Frame> {
  const find = () => page.frames().find((frame) => frame.url().includes('/embed.html'));
  await expect.poll(find).toBeDefined();
  return find()!;
}

/** The messages that the site has received so far: all, or those of one type. */
export async function receivedBy(page: Page, type?: string): Promise<SiteMessage[]> {
  const received = await page.evaluate(() => globalThis.received ?? []);
  return received.filter((one) => type === undefined || one.type === type);
}

/** Waits for the first message of this type and returns its content. */
export async function firstReceived(page: Page, type: string): Promise<SiteMessage['detail']> {
  await expect.poll(() => receivedBy(page, type), { timeout: 60_000 }).not.toEqual([]);
  return (await receivedBy(page, type))[0]!.detail;
}

/** Calls a method of the element. */
export function callElement(page: Page, method: string, ...parameters: object[]): Promise<void> {
  return page.evaluate(
    ([method, parameters]) => {
      const element = document.querySelector('lenet-playground') as unknown as Record<
        string,
        (...parameters: object[]) => void
      >;
      element[method]!(...parameters);
    },
    [method, parameters] as const,
  );
}
