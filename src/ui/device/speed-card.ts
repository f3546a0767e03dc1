// The result of the speed test as an image to share, and as a line of JSON.

import { median } from '../../base/median.ts';
import { deviceText } from '../../contract/device.ts';
import type { SpeedTest } from '../../contract/speed.ts';

/** The words of the image. */
export interface SpeedCard {
  title: string;
  /** What was timed. */
  step: string;
  rows: readonly { name: string; value: string; /** Of the longest bar, 0 … 1. */ share: number }[];
  /** Browser and date. */
  footer: string;
}

const WIDTH = 1000;
const MARGIN = 48;
const ROW = 88;
const TOP = 176;

/** Draws the card and resolves to a PNG; null where the browser can't encode one. */
export async function cardImage(card: SpeedCard): Promise<Uint8Array<ArrayBuffer> | null> {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = TOP + card.rows.length * ROW + 72;
  const context = canvas.getContext('2d');
  if (!context) return null;
  const { fontFamily } = getComputedStyle(document.body);
  const write = (text: string, x: number, y: number, size: number, weight = 400, color = '#17181c') => {
    context.font = `${weight} ${size}px ${fontFamily}`;
    context.fillStyle = color;
    context.fillText(text, x, y, WIDTH - x - MARGIN);
  };
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  write(card.title, MARGIN, 84, 44, 700);
  write(card.step, MARGIN, 132, 26, 400, '#555960');
  card.rows.forEach(({ name, value, share }, i) => {
    const y = TOP + i * ROW;
    write(name, MARGIN, y + 28, 28, 600);
    context.textAlign = 'right';
    context.fillText(value, WIDTH - MARGIN, y + 28);
    context.textAlign = 'left';
    context.fillStyle = '#e3e6ea';
    context.fillRect(MARGIN, y + 42, WIDTH - 2 * MARGIN, 18);
    context.fillStyle = '#00687a';
    context.fillRect(MARGIN, y + 42, Math.max(2, share * (WIDTH - 2 * MARGIN)), 18);
  });
  write(card.footer, MARGIN, canvas.height - 36, 22, 400, '#555960');
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return blob && new Uint8Array(await blob.arrayBuffer());
}

/** One line, in English for every language of the page. */
export function speedLine(test: SpeedTest, where: { browser: string; cores: number; date: Date }): string {
  const round = (value: number) => Number(value.toPrecision(4));
  return JSON.stringify({
    test: 'LeNet Playground speed test',
    date: where.date.toISOString().slice(0, 10),
    step: 'Classic LeNet, 32 images',
    browser: where.browser,
    cores: where.cores,
    engines: test.engines.map((speed) => ({
      engine: speed.engine,
      device: deviceText(speed.device),
      millisecondsPerStep: round(median(speed.milliseconds)),
      repeats: speed.milliseconds.map(round),
    })),
  });
}
