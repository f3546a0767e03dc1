// The page in Firefox and WebKitGTK, by its visible names.

import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import type { Driver, Point } from './driver.ts';
import type { ViewName } from './playground.ts';

/** By the reference to the heading: a search of the page for the heading would take 6 ms of its thread each time. */
const regionPath = (name: string) => `//section[id(@aria-labelledby)[normalize-space() = "${name}"]]`;
const buttonPath = (name: string) =>
  `//button[normalize-space() = "${name}" or @aria-label = "${name}" or span[@class = "visually-hidden"] = "${name}"][not(@disabled)]`;

const RESUME = `${regionPath('You have a saved run')}//button[starts-with(., "Resume from epoch")]`;

export type XPathPlayground = ReturnType<typeof xpathPlayground>;

/** Runs in the page: notes in an attribute whether `text` appears from now on, however shortly. */
function noteWhenShown(body: HTMLElement, text: string): void {
  new MutationObserver(() => {
    if (body.textContent.includes(text)) body.dataset.shown = text;
  }).observe(body, { subtree: true, childList: true, characterData: true });
}

/** `downloads` is the folder for downloaded files. */
export function xpathPlayground(driver: Driver, baseURL: string, downloads: string) {
  const exists = (path: string) => driver.evaluate(path, () => undefined);

  return {
    async open(link: string): Promise<void> {
      await driver.goto(`${baseURL}${link}`);
      await this.button('Train');
      await driver.evaluate('//body', noteWhenShown, 'Another tab is training');
    },

    /** Opens a page of another site and enters its frame. */
    async openFrame(url: string): Promise<void> {
      await driver.goto(url);
      await driver.enterFrame('//iframe');
      await this.button('Train');
    },

    /** Leaves the frame and enters another one, by its number from 1. */
    async changeFrame(number: number): Promise<void> {
      await driver.leaveFrame();
      await driver.enterFrame(`(//iframe)[${number}]`);
    },

    /** Whether the page has found another session that trains, since it was opened. */
    foundOtherSession: () => driver.evaluate('//body', ({ dataset }) => dataset.shown !== undefined),

    reload: () => driver.reload(),

    /** Whether the page may share memory with its workers. */
    isolated: () => driver.evaluate('/html', () => crossOriginIsolated),

    /** Waits until the button can be pressed. */
    button: (name: string) => exists(buttonPath(name)),

    press: (name: string) => driver.click(buttonPath(name)),

    /** All text of a region. */
    text: (name: string) => driver.evaluate(regionPath(name), ({ textContent }) => textContent),

    /** All text of the page. */
    page: () => driver.evaluate('//body', ({ innerText }) => innerText),

    /** The button that resumes the saved run. */
    savedRun: () => driver.evaluate(RESUME, ({ textContent }) => textContent),

    /** Resumes the saved run that the page offers. */
    resumeSaved: () => driver.click(RESUME),

    /** Progress of the run, 0 to 1, from the progress bar. */
    async progress(): Promise<number> {
      const bar = '//*[@role = "progressbar"][@aria-label = "Training"]';
      return Number(await driver.evaluate(bar, ({ ariaValueNow }) => ariaValueNow)) / 100;
    },

    /** Opens a view by its link. */
    async show(view: ViewName): Promise<void> {
      const links = `//nav[@aria-label = "Views"]//a[normalize-space() = "${view}"]`;
      await driver.click(links);
      await exists(`${links}[@aria-current = "page"]`);
    },

    /** Shows the results, waits for the test accuracy and returns it, 0 to 1. */
    async testAccuracy(): Promise<number> {
      await this.show('Results');
      const score = async () => /Test accuracy\D*(\d+\.\d\d)%/.exec(await this.text('Result'))?.[1];
      await expect.poll(score, { timeout: 60_000 }).toBeDefined();
      return Number(await score()) / 100;
    },

    /** Names of the images in a region. */
    images: (name: string) =>
      driver.evaluate(regionPath(name), (element) =>
        [...element.querySelectorAll('[role=img]')].map((image) => image.ariaLabel ?? ''),
      ),

    /** Draws a line on the region's first canvas. */
    draw: (name: string, points: readonly Point[]) => driver.drag(`(${regionPath(name)}//canvas)[1]`, points),

    /** Chooses the radio input or switch with that label in a region. */
    choose: (name: string, label: string) =>
      driver.click(`${regionPath(name)}//label[normalize-space() = "${label}"]`),

    /** Drops a file on the region, as a file manager would. */
    drop: (name: string, file: string, bytes: Uint8Array) =>
      driver.evaluate(
        regionPath(name),
        (target, called, base64) => {
          const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([content], called, { type: 'image/png' }));
          for (const type of ['dragover', 'drop'])
            target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
        },
        file,
        Buffer.from(bytes).toString('base64'),
      ),

    /** The grey level in the middle of the image whose name begins so, 0 to 255. */
    middle: (image: string) =>
      driver.evaluate(`//*[@role = "img"][starts-with(@aria-label, "${image}")]`, (element) => {
        const canvas = element as HTMLCanvasElement;
        const { width, height } = canvas;
        return canvas.getContext('2d')!.getImageData(width >> 1, height >> 1, 1, 1).data[0]!;
      }),

    /** Presses the button and returns the downloaded file, which gets this name. */
    async download(button: string, name: string | RegExp): Promise<Uint8Array> {
      for (const old of readdirSync(downloads)) rmSync(join(downloads, old), { force: true });
      await this.press(button);
      // A browser writes into a file of another name first.
      await expect
        .poll(() => readdirSync(downloads), { timeout: 30_000 })
        .toEqual([expect.stringMatching(name)]);
      return readFileSync(join(downloads, readdirSync(downloads)[0]!));
    },
  };
}
