// The campaign `firefox`: the faults of a reload, a kill, a closed tab, full storage and no network, in an unpatched Firefox.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHORT_RUN, SHORT_RUN_HASH } from '../../test/known-runs.ts';
import { launchFirefox, type Firefox } from '../firefox.ts';
import { Site } from '../site.ts';
import { tensorsHash } from '../weights-hash.ts';
import { xpathPlayground, type XPathPlayground } from '../xpath-page.ts';
import type { CampaignContext } from './context.ts';
import type { Cost } from './tally.ts';
import { until, wait } from './watch.ts';

const LINK = `/${SHORT_RUN}&threads=2`;
const FILE = 'lenet5-fashion-mnist-best.safetensors';
const TIMES = { reload: 4, kill: 6, tab: 4, storage: 2, offline: 2 };
/** Kilobytes; the images alone need more. */
const LITTLE_STORAGE = { 'dom.quotaManager.temporaryStorage.fixedLimit': 1000 };

interface Opened {
  app: XPathPlayground;
  firefox: Firefox;
  /** Starts Firefox again on the same profile. */
  again(): Promise<Opened>;
}

/** Opens the page in a Firefox with a new profile for `work`, which may end that Firefox and start others. */
async function inProfile<T>(
  site: Site,
  work: (opened: Opened) => Promise<T>,
  preferences?: Readonly<Record<string, number>>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'lenet-firefox-'));
  const downloads = mkdtempSync(join(tmpdir(), 'lenet-downloads-'));
  let newest: Firefox;
  const start = async (): Promise<Opened> => {
    newest = await launchFirefox({ profile: folder, downloads, preferences });
    return { app: xpathPlayground(newest.driver, site.url, downloads), firefox: newest, again: start };
  };
  try {
    return await work(await start());
  } finally {
    await newest!.kill();
    for (const path of [folder, downloads]) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  }
}

const reached = (app: XPathPlayground, share: number) =>
  until(`progress of ${share}`, async () => ((await app.progress()) > share ? true : null));

async function trainTo(app: XPathPlayground, share: number): Promise<void> {
  await app.open(LINK);
  await app.press('Train');
  await reached(app, share);
  await until('a save', async () => (/saved up to step/.test(await app.text('Run')) ? true : null));
}

const shows = (app: XPathPlayground, text: string) =>
  until(text, async () => ((await app.page()).includes(text) ? true : null));

/** Steps so far. */
async function step(app: XPathPlayground): Promise<number> {
  return Number(/step ([\d,]+) of/.exec(await app.text('Run'))?.[1]?.replaceAll(',', '') ?? 0);
}

/** Resumes the saved run that was interrupted at step `before`, at the time `since`, and trains it to its end. */
async function resumed(app: XPathPlayground, before: number, since: number): Promise<Cost> {
  const from = Number(/step ([\d,]+)/.exec(await app.savedRun())![1]!.replaceAll(',', ''));
  await app.resumeSaved();
  await until('a step after the fault', async () => ((await step(app)) > from ? true : null));
  const seconds = (Date.now() - since) / 1000;
  await mustEqual(app);
  return { redone: Math.max(0, before - from), seconds };
}

async function mustEqual(app: XPathPlayground): Promise<void> {
  await app.testAccuracy();
  const hash = tensorsHash(Buffer.from(await app.download('Download best weights', FILE)));
  if (hash !== SHORT_RUN_HASH) throw new Error(`other weights: ${hash}`);
}

export async function firefox({ site, random, tally }: CampaignContext): Promise<void> {
  /** Causes a fault several times, each time in a new profile. */
  const cause = async (
    fault: keyof typeof TIMES,
    name: string,
    work: (opened: Opened) => Promise<Cost>,
    preferences?: Readonly<Record<string, number>>,
  ) => {
    for (let i = 0; i < TIMES[fault]; i++)
      await tally.count(`Firefox: ${name}`, () => inProfile(site, work, preferences));
  };
  await cause('reload', 'page reloaded', async ({ app }) => {
    await trainTo(app, random.unit() * 0.7);
    const before = await step(app);
    const since = Date.now();
    await app.reload();
    return resumed(app, before, since);
  });
  await cause('kill', 'browser killed', async (opened) => {
    await trainTo(opened.app, 0);
    await wait(random.below(3000));
    const before = await step(opened.app);
    const since = Date.now();
    await opened.firefox.kill();
    const { app } = await opened.again();
    await app.open(LINK);
    return resumed(app, before, since);
  });
  await cause('tab', 'training tab closed, another open', async ({ app, firefox }) => {
    await trainTo(app, random.unit() * 0.3);
    await firefox.openTab();
    await app.open(LINK);
    await until('the other tab', async () => ((await app.foundOtherSession()) ? true : null));
    await firefox.chooseTab(0);
    const before = await step(app);
    const since = Date.now();
    await firefox.closeFirstTab();
    return resumed(app, before, since);
  });
  const notSaved = async ({ app }: Opened) => {
    await app.open(LINK);
    await app.press('Train');
    await shows(app, 'This run is not being saved');
    await mustEqual(app);
    return { redone: 0 };
  };
  await cause('storage', 'storage of 1 MB, from the start', notSaved, LITTLE_STORAGE);
  for (let i = 0; i < TIMES.offline; i++) await tally.count('Firefox: a run without a network', offline);
}

async function offline(): Promise<Cost> {
  const host = await Site.start();
  try {
    return await inProfile(host, async ({ app }) => {
      await app.open(LINK);
      await shows(app, 'Works offline');
      await host.stop();
      // WebDriver's reload passes the service worker by, as Shift and the reload button do.
      await app.open(LINK);
      await app.press('Train');
      await mustEqual(app);
      return {};
    });
  } finally {
    await host.remove();
  }
}
