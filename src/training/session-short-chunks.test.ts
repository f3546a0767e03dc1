// While a person waits for a prediction, chunks of training steps are short.

import { expect, test } from 'vitest';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { config, openSession, timedEngines } from './session.fixture.ts';

test('chunks are short after a fresh drawing, and stay long when an old drawing is scored again', async () => {
  const chunks: number[] = [];
  let onChunk = () => {};
  const session = openSession(
    timedEngines(6, (steps) => {
      chunks.push(steps);
      onChunk();
    }),
  );
  /** Resolves when as many more chunks have begun. */
  const moreChunks = (count: number) => {
    const end = chunks.length + count;
    return new Promise<void>((resolve) => {
      onChunk = () => {
        if (chunks.length >= end) resolve();
      };
    });
  };
  session.send({ type: 'start', config: { ...config, epochs: 200 } });
  // The first chunks end at snapshots.
  await moreChunks(60);
  expect(chunks[0]).toBe(1);
  // 13 steps of 6 ms fit 80 ms.
  expect(Math.max(...chunks)).toBe(13);
  const pixels = new Uint8Array(IMAGE_PIXELS).fill(9);

  session.send({ type: 'predict', id: 1, pixels, fresh: false });
  await session.next('prediction');
  const before = chunks.length;
  await moreChunks(8);
  expect(Math.max(...chunks.slice(before))).toBe(13);

  session.send({ type: 'predict', id: 2, pixels, fresh: true });
  await session.next('prediction');
  const after = chunks.length;
  await moreChunks(4);
  expect(chunks.slice(after, after + 4)).toEqual([1, 1, 1, 1]);
  session.send({ type: 'reset' });
  await session.next('phase', ({ phase }) => phase === 'idle');
});
