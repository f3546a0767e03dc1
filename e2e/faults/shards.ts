// The campaign `shards`: each data file is damaged in each way. The page names it, and Try again succeeds afterwards.

import type { Browser } from 'playwright';
import { expect } from 'playwright/test';
import { ON_WASM, playground } from '../playground.ts';
import type { Damage, Site } from '../site.ts';
import { launch, openPage, type CampaignContext } from './context.ts';
import type { Tally } from './tally.ts';

const FILES = ['test', ...Array.from({ length: 6 }, (_, i) => `train-${i}`)];
/** All files are needed. */
const LINK = `/?samples=60000&epochs=1&batch=50${ON_WASM}`;
/** The page tries five times, and waits up to 15 s for a silent server each time. */
const NAMED_MILLISECONDS = 240_000;

const DAMAGES: Readonly<Record<string, Damage>> = {
  truncated: (response, body) => void response.end(body.subarray(0, body.length >> 1)),
  'bit flipped': (response, body) => {
    const damaged = Buffer.from(body);
    damaged[damaged.length >> 1]! ^= 1;
    response.end(damaged);
  },
  'a web page with status 200': (response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Hello</title>');
  },
  'status 404': (response) => void response.writeHead(404).end(),
  'status 503': (response) => void response.writeHead(503).end(),
  stalled: (response, body) => {
    response.writeHead(200, { 'Content-Length': body.length }).write(body.subarray(0, body.length >> 1));
  },
  'cut in mid-stream': (response, body) => {
    response.writeHead(200, { 'Content-Length': body.length });
    response.write(body.subarray(0, body.length >> 1), () => response.destroy());
  },
};
const OFFLINE = 'offline';

async function damaged(browser: Browser, site: Site, tally: Tally, how: string, file: string): Promise<void> {
  // Each has a host name of its own on this machine: a secure context with its own storage.
  const host = `${file}-${how.replaceAll(' ', '-')}.localhost`;
  const { port } = new URL(site.url);
  const context = await browser.newContext({
    baseURL: `http://${host}:${port}`,
    locale: 'en-US',
    serviceWorkers: 'block',
  });
  await tally.count(`data file ${how}`, async () => {
    const name = `fashion-mnist-${file}`;
    const damage = DAMAGES[how];
    if (damage) site.damages.set(host, { file: name, damage });
    else await context.route(`**/${name}.*`, (route) => route.abort('internetdisconnected'));
    const page = await openPage(context, LINK);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(name, { timeout: NAMED_MILLISECONDS });
    site.damages.delete(host);
    await context.unrouteAll();
    const since = Date.now();
    await alert.getByRole('button', { name: 'Try again' }).click();
    const app = playground(page);
    await expect(app.data).toHaveAttribute('aria-valuenow', '100', { timeout: 120_000 });
    await expect(alert).toBeHidden();
    await app.train.click();
    await expect.poll(() => app.progress(), { timeout: 60_000 }).toBeGreaterThan(0);
    return { redone: 0, seconds: (Date.now() - since) / 1000 };
  });
  site.damages.delete(host);
  await context.close();
}

export async function shards({ site, tally }: CampaignContext): Promise<void> {
  const browser = await launch();
  try {
    for (const how of [...Object.keys(DAMAGES), OFFLINE]) {
      // All files at once, since most of the time is spent waiting.
      await Promise.all(FILES.map((file) => damaged(browser, site, tally, how, file)));
    }
  } finally {
    await browser.close();
  }
}
