import { expect, test } from 'vitest';
import type { Edit } from '../../../contract/edit.ts';
import { createEditLoop } from './edit-loop.ts';

const set = (value: number): Edit => ({ kind: 'set', index: 3, value });

test('one edit is under way at a time, and the newest value follows, as a part of its drag', async () => {
  const sent: [Edit, boolean][] = [];
  let answer = () => {};
  const answered = async () => {
    answer();
    // Past all promises that wait for the answer.
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  const { change, isSending } = createEditLoop(
    (...args) => {
      sent.push(args);
      return new Promise((resolve) => (answer = resolve));
    },
    () => Promise.resolve(),
  );
  change(set(1), false);
  for (const value of [2, 3, 4]) change(set(value), true);
  expect(sent).toEqual([[set(1), false]]);
  expect(isSending()).toBe(true);
  await answered();
  expect(sent.slice(1)).toEqual([[set(4), true]]);
  // A new drag that begins during the answer stays a new one when its first value is replaced.
  change(set(5), false);
  change(set(6), true);
  await answered();
  expect(sent.slice(2)).toEqual([[set(6), false]]);
  await answered();
  expect(sent).toHaveLength(3);
  expect(isSending()).toBe(false);
  change(set(7), true);
  expect(sent.slice(3)).toEqual([[set(7), true]]);
});

test('the last value of a drag is sent before the next drag', async () => {
  const sent: [Edit, boolean][] = [];
  let answer = () => {};
  const { change } = createEditLoop(
    (...args) => {
      sent.push(args);
      return new Promise((resolve) => (answer = resolve));
    },
    () => Promise.resolve(),
  );
  change(set(1), false);
  change(set(2), true);
  change(set(3), false);
  for (let answers = 0; answers < 3; answers++) {
    answer();
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  expect(sent).toEqual([
    [set(1), false],
    [set(2), true],
    [set(3), false],
  ]);
});

test('an edit that was not sent yet is dropped', async () => {
  const sent: Edit[] = [];
  let answer = () => {};
  const { change, cancel } = createEditLoop(
    (edit) => {
      sent.push(edit);
      return new Promise((resolve) => (answer = resolve));
    },
    () => Promise.resolve(),
  );
  change(set(1), false);
  change(set(2), true);
  cancel();
  answer();
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(sent).toEqual([set(1)]);
});
