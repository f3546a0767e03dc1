// Members of two kinds, each kind with its own room.

import { describe, expect, test } from 'vitest';
import { trainSideBySide } from './side-by-side.ts';

/** Trains names such as `x1`, of kind `x`; a test ends them. `room`: how many of each kind fit. */
function trained(names: readonly string[], most: number, room: Record<string, number>) {
  const there: string[] = [];
  const ended: string[] = [];
  const failed: string[] = [];
  const ends = new Map<string, () => void>();
  let refusals = 0;
  const done = trainSideBySide(names, {
    most,
    kindOf: (name) => name[0]!,
    async train(name, alone, onCreated) {
      const kind = name[0]!;
      await Promise.resolve();
      if (there.filter((other) => other[0] === kind).length >= room[kind]!) {
        if (!alone) {
          refusals++;
          return 'no-room';
        }
        failed.push(name);
        return 'trained';
      }
      there.push(name);
      onCreated();
      await new Promise<void>((resolve) => ends.set(name, resolve));
      there.splice(there.indexOf(name), 1);
      ended.push(name);
      return 'trained';
    },
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
  const end = async (name: string) => {
    ends.get(name)!();
    await settled();
  };
  return { there, ended, failed, done, settled, end, refusals: () => refusals };
}

describe('where one kind is full', () => {
  test('others of another kind take the free places, and it gets its place when one ends', async () => {
    const { there, settled, end, done, ended } = trained(['x1', 'x2', 'x3', 'y1', 'y2'], 3, { x: 1, y: 9 });
    await settled();
    expect(there).toEqual(['x1', 'y1', 'y2']);
    await end('y1');
    expect(there).toEqual(['x1', 'y2']);
    await end('x1');
    expect(there).toEqual(['y2', 'x2']);
    await end('x2');
    await end('y2');
    await end('x3');
    await done;
    expect(ended).toEqual(['y1', 'x1', 'x2', 'y2', 'x3']);
  });

  test('what is refused waits for an end and is not asked again before', async () => {
    const { there, settled, end, refusals } = trained(['x1', 'x2', 'x3'], 2, { x: 1 });
    await settled();
    expect(there).toEqual(['x1']);
    expect(refusals()).toBe(1);
    await end('x1');
    expect(there).toEqual(['x2']);
  });
});

test('without room for a single one of a kind, all of it fail, and the others train', async () => {
  const { there, failed, settled, end, done } = trained(['x1', 'x2', 'y1'], 2, { x: 0, y: 1 });
  await settled();
  expect(there).toEqual(['y1']);
  await end('y1');
  await done;
  expect(failed).toEqual(['x1', 'x2']);
});

test('nothing to train is done at once', async () => {
  const { done, ended } = trained([], 2, {});
  await done;
  expect(ended).toEqual([]);
});
