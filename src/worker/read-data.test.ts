// The data worker's side of the messages.

import { expect, test } from 'vitest';
import type { DataAnswer, DataCommand } from '../contract/own-data.ts';
import { csvFile, png, text } from '../own-data/files.fixture.ts';
import { createDataReader } from './read-data.ts';

/** Sends `commands` and resolves to all answers but progress, with what they transfer. */
function answersTo(...commands: DataCommand[]): Promise<{ answer: DataAnswer; transfer: Transferable[] }[]> {
  return new Promise((resolve) => {
    const answers: { answer: DataAnswer; transfer: Transferable[] }[] = [];
    const take = createDataReader((answer, transfer) => {
      if (answer.kind === 'progress') return;
      if (answers.push({ answer, transfer }) === commands.length) resolve(answers);
    });
    for (const command of commands) take(command);
  });
}

const part = {
  images: Uint8Array.from({ length: 784 * 20 }, (_, i) => Math.floor(i / 784)),
  labels: new Uint8Array(20).map((_, i) => i % 2),
};
const file = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes]);

test('commands are answered one after the other', async () => {
  const answers = await answersTo(
    { requestId: 1, kind: 'finish', name: 'too early' },
    { requestId: 2, kind: 'read', files: [{ path: 'x.csv', file: file(csvFile(part)) }] },
    { requestId: 3, kind: 'add-drawn', classes: [{ name: '2', images: part.images }] },
    {
      requestId: 4,
      kind: 'add-files',
      name: '3',
      files: [{ path: 'a.png', file: file(png(part.images.subarray(0, 784))) }],
    },
    { requestId: 5, kind: 'options', options: { invert: true, turn: false } },
    { requestId: 6, kind: 'finish', name: 'mine' },
    { requestId: 7, kind: 'read', files: [{ path: 'x.txt', file: file(text('a text')) }] },
    { requestId: 8, kind: 'finish', name: 'mine' },
  );
  expect(answers.map(({ answer }) => [answer.requestId, answer.kind])).toEqual([
    [1, 'refused'],
    [2, 'summary'],
    [3, 'summary'],
    [4, 'summary'],
    [5, 'summary'],
    [6, 'dataset'],
    [7, 'refused'],
    [8, 'dataset'],
  ]);
  expect(answers[0]!.answer).toMatchObject({ refusal: { file: '', reason: 'too-few-classes', classes: 0 } });
  expect(answers[5]!.answer).toMatchObject({
    dataset: { facts: { name: 'mine', classes: ['0', '1', '2', '3'], trainCount: 33, testCount: 8 } },
  });
  expect(answers[5]!.transfer).toHaveLength(2);
  // A dataset that is transferred takes nothing from the worker.
  expect(answers[7]!.answer).toMatchObject({ dataset: (answers[5]!.answer as { dataset: object }).dataset });
});

test('a file that can’t be read is refused by its name', async () => {
  const gone = file(csvFile(part));
  gone.slice = () =>
    ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')) }) as unknown as Blob;
  const [read] = await answersTo({ requestId: 1, kind: 'read', files: [{ path: 'a/b.csv', file: gone }] });
  expect(read!.answer).toEqual({
    requestId: 1,
    kind: 'refused',
    refusal: { file: 'a/b.csv', reason: 'unread' },
  });
});

test('without the browser’s decoder a JPEG file is refused', async () => {
  const jpeg = new Uint8Array(Buffer.from('ffd8ffc0000b080038001c01011100ffda0008010100003f0000ffd9', 'hex'));
  const [read] = await answersTo({
    requestId: 1,
    kind: 'read',
    files: [{ path: 'a/b.jpg', file: file(jpeg) }],
  });
  expect(read!.answer).toMatchObject({ refusal: { file: 'a/b.jpg', reason: 'unsupported' } });
});
