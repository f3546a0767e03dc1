// A person who draws waits for the work under way: it is cut short while they do.

import { expect, test } from 'vitest';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { config, faulty, open } from './session.fixture.ts';
import type { SessionHost } from './session.ts';

test('chunks are short after a fresh drawing, and not after one that is asked about again', async () => {
  const chunks: number[] = [];
  const createEngine: SessionHost['createEngine'] = async (_, spec) => {
    const engine = createReferenceEngine(spec);
    return faulty(engine, {
      async train(chunk) {
        chunks.push(chunk.learningRates.length);
        await new Promise((resolve) => setTimeout(resolve, 6 * chunk.learningRates.length));
        return engine.train(chunk);
      },
    });
  };
  const session = open({ createEngine });
  session.send({ type: 'start', config: { ...config, epochs: 200 } });
  await expect.poll(() => chunks.at(-1), { timeout: 20_000 }).toBeGreaterThan(3);
  const pixels = new Uint8Array(IMAGE_PIXELS).fill(9);

  session.send({ type: 'predict', id: 1, pixels, fresh: false });
  await session.next('prediction');
  const before = chunks.length;
  await expect.poll(() => chunks.length).toBeGreaterThan(before + 2);
  expect(Math.max(...chunks.slice(before))).toBeGreaterThan(3);

  session.send({ type: 'predict', id: 2, pixels, fresh: true });
  await session.next('prediction');
  const after = chunks.length;
  await expect.poll(() => chunks.length).toBeGreaterThan(after + 3);
  expect(Math.max(...chunks.slice(after, after + 4))).toBe(1);
  session.send({ type: 'reset' });
  await session.next('phase', ({ phase }) => phase === 'idle');
});
