// The page in Firefox, by its visible names. Queries of Firefox's accessibility tree would take seconds each.

import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import type { ElementHandle, Page } from 'puppeteer-core';
import type { ViewName } from './playground.ts';

const POLL_MILLISECONDS = { timeout: 10_000 };

export type FirefoxPlayground = ReturnType<typeof firefoxPlayground>;

/** `downloads` is the folder for downloaded files. */
export function firefoxPlayground(page: Page, baseURL: string, downloads: string) {
  const find = async (path: string): Promise<ElementHandle> =>
    (await page.waitForSelector(`::-p-xpath(${path})`, POLL_MILLISECONDS))!;
  const region = (name: string) =>
    find(`//section[@aria-labelledby = //*[normalize-space() = "${name}"]/@id]`);
  const button = (name: string) =>
    find(`//button[normalize-space() = "${name}" or @aria-label = "${name}"][not(@disabled)]`);

  return {
    page,

    async open(link: string): Promise<void> {
      await page.goto(`${baseURL}${link}`);
      await button('Train');
    },

    /** Waits until the button can be pressed. */
    button,

    async press(name: string): Promise<void> {
      await (await button(name)).click();
    },

    /** All text of a region. */
    async text(name: string): Promise<string> {
      return (await region(name)).evaluate((element) => element.textContent);
    },

    /** Progress of the run, 0 to 1, from the progress bar. */
    async progress(): Promise<number> {
      const bar = await find('//*[@role = "progressbar"][@aria-label = "Training"]');
      return Number(await bar.evaluate((element) => element.ariaValueNow)) / 100;
    },

    /** Opens a view by its link. */
    async show(view: ViewName): Promise<void> {
      const links = `//nav[@aria-label = "Views"]//a[normalize-space() = "${view}"]`;
      await (await find(links)).click();
      await find(`${links}[@aria-current = "page"]`);
    },

    /** Shows the results, waits for the test accuracy and returns it, 0 to 1. */
    async testAccuracy(): Promise<number> {
      await this.show('Results');
      const score = async () => /Test accuracy\D*(\d+\.\d\d)%/.exec(await this.text('Result'))?.[1];
      await expect.poll(score, { timeout: 60_000 }).toBeDefined();
      return Number(await score()) / 100;
    },

    /** Names of the images in a region. */
    async images(name: string): Promise<string[]> {
      return (await region(name)).$$eval('[role=img]', (images) =>
        images.map((image) => image.ariaLabel ?? ''),
      );
    },

    /** Draws a line through points, in fractions of the region's first canvas. */
    async draw(name: string, points: readonly (readonly [x: number, y: number])[]): Promise<void> {
      const canvas = await (await region(name)).$('canvas');
      await canvas!.scrollIntoView();
      const box = (await canvas!.boundingBox())!;
      for (const [i, [x, y]] of points.entries()) {
        await page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 6 });
        if (i === 0) await page.mouse.down();
      }
      await page.mouse.up();
    },

    /** Chooses the radio input or switch with that label in a region. */
    async choose(name: string, label: string): Promise<void> {
      await (await (await region(name)).$(`::-p-xpath(.//label[normalize-space() = "${label}"])`))!.click();
    },

    /** Drops a file on the region, as a file manager would. */
    async drop(name: string, file: string, bytes: Uint8Array): Promise<void> {
      await (
        await region(name)
      ).evaluate(
        (target, called, base64) => {
          const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([content], called, { type: 'image/png' }));
          for (const type of ['dragover', 'drop'])
            target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
        },
        file,
        Buffer.from(bytes).toString('base64'),
      );
    },

    /** The grey level in the middle of the image whose name begins so, 0 to 255. */
    async middle(image: string): Promise<number> {
      return (await find(`//*[@role = "img"][starts-with(@aria-label, "${image}")]`)).evaluate((element) => {
        const canvas = element as HTMLCanvasElement;
        const { width, height } = canvas;
        return canvas.getContext('2d')!.getImageData(width >> 1, height >> 1, 1, 1).data[0]!;
      });
    },

    /** Presses the button and returns the downloaded file. */
    async download(button: string, file: string): Promise<Uint8Array> {
      const path = join(downloads, file);
      rmSync(path, { force: true });
      await this.press(button);
      // Firefox writes into a file of another name first.
      await expect.poll(() => readdirSync(downloads), POLL_MILLISECONDS).toEqual([file]);
      return readFileSync(path);
    },
  };
}
