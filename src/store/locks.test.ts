import { expect, test } from 'vitest';
import { presetFor, PRESETS } from '../contract/config.ts';
import { areLocked, withLocks } from './locks.ts';

const linked = { ...PRESETS.article, lr: 0.5, epochs: 9, flip: true };

test('locked fields keep the link’s values, whatever preset is chosen', () => {
  expect(withLocks(PRESETS.sprint, ['lr', 'epochs'], linked)).toEqual({
    ...PRESETS.sprint,
    lr: 0.5,
    epochs: 9,
  });
  expect(withLocks(PRESETS.sprint, ['preset'], linked).preset).toBe('article');
  expect(withLocks(PRESETS.sprint, [], linked)).toEqual(PRESETS.sprint);
});

test('a value that other data does not allow is not locked', () => {
  const config = presetFor('sprint', '0123456789ab');
  expect(withLocks(config, ['flip', 'lr'], linked)).toEqual({ ...config, lr: 0.5 });
});

test('says whether a change is of a locked field', () => {
  expect(areLocked(['lr'], { lr: 1 })).toBe(true);
  expect(areLocked(['lr'], { epochs: 3 })).toBe(false);
  expect(areLocked([], { lr: 1 })).toBe(false);
});
