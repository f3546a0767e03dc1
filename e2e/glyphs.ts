// Images of the digits and letters in the machine's own fonts: a dataset of 36 classes.

import { encode } from 'fast-png';
import { zipSync, type Zippable } from 'fflate';
import type { Page } from 'playwright/test';

export const GLYPHS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
export const IMAGES_OF_GLYPH = 40;
const SIDE = 28;

/** [glyphs, images, 28, 28] as base64, white on black, drawn in the page: fonts, sizes, shifts and rotations vary. */
function drawGlyphs({ glyphs, count, side }: { glyphs: string[]; count: number; side: number }): string {
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  const families = ['serif', 'sans-serif', 'monospace'];
  const styles = ['', 'bold', 'italic', 'bold italic'];
  let bytes = '';
  for (const glyph of glyphs) {
    for (let i = 0; i < count; i++) {
      const size = 18 + 2 * (i % 4);
      context.resetTransform();
      context.fillStyle = 'black';
      context.fillRect(0, 0, side, side);
      context.fillStyle = 'white';
      context.font = `${styles[Math.floor(i / 3) % 4]} ${size}px ${families[i % 3]}`;
      context.translate(side / 2 + (i % 5) - 2, side / 2 + ((i * 3) % 7) / 2 - 1.5);
      context.rotate((((i * 7) % 9) - 4) / 40);
      context.fillText(glyph, 0, size * 0.36);
      const { data } = context.getImageData(0, 0, side, side);
      for (let k = 0; k < data.length; k += 4) bytes += String.fromCharCode(data[k]!);
    }
  }
  return btoa(bytes);
}

/** A zip with a folder of PNGs for each glyph. */
export async function glyphZip(page: Page) {
  const drawn = await page.evaluate(drawGlyphs, { glyphs: GLYPHS, count: IMAGES_OF_GLYPH, side: SIDE });
  const pixels = new Uint8Array(Buffer.from(drawn, 'base64'));
  const files: Zippable = {};
  GLYPHS.forEach((glyph, label) => {
    for (let i = 0; i < IMAGES_OF_GLYPH; i++) {
      const start = (label * IMAGES_OF_GLYPH + i) * SIDE * SIDE;
      const data = pixels.slice(start, start + SIDE * SIDE);
      files[`${glyph}/${i}.png`] = encode({ width: SIDE, height: SIDE, data, channels: 1, depth: 8 });
    }
  });
  return {
    name: 'glyphs.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from(zipSync(files, { level: 0 })),
  };
}

/** Drops the zip on the Data view, which has to be open. */
export async function dropGlyphs(page: Page): Promise<void> {
  const { name, mimeType, buffer } = await glyphZip(page);
  const dataTransfer = await page.evaluateHandle(
    ({ content, ...file }) => {
      const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], file.name, { type: file.mimeType }));
      return transfer;
    },
    { name, mimeType, content: buffer.toString('base64') },
  );
  const target = page.getByText('Choose files, or drop them here');
  await target.dispatchEvent('dragover', { dataTransfer });
  await target.dispatchEvent('drop', { dataTransfer });
}
