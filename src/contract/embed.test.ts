// The messages to the embedded page: a site can ask for what a link can hold, and for nothing else, whatever it sends.

import { assert, property } from 'fast-check';
import { expect, test } from 'vitest';
import { PRESETS, type RunConfig } from './config.ts';
import { FASHION_ID } from './dataset.ts';
import { isEmbedError, readEmbedCommand, type EmbedCommand } from './embed.ts';
import { anyMessages, damagedMessages, validMessages } from './embed.fixture.ts';
import { formatLink, parseLink } from './url.ts';

const read = (data: unknown) => readEmbedCommand(data, FASHION_ID);

/** Fails unless a link can hold what `command` sets. */
function expectInLink(command: EmbedCommand): void {
  if (command.type !== 'configure') return;
  const config: RunConfig = { ...PRESETS[command.config.preset ?? 'article'], ...command.config };
  expect(parseLink(formatLink(config))).toEqual({ config, notices: [] });
}

test('2,000 valid messages are read as they are, and a link can hold each', () => {
  const holds = property(validMessages, (data) => {
    const found = read(structuredClone(data));
    if (!('command' in found)) throw new Error(JSON.stringify(found));
    const { lenet, ...command } = data;
    expect({ lenet, ...found.command }).toEqual({ lenet: 1, ...command });
    expectInLink(found.command);
  });
  assert(holds, { seed: 1, numRuns: 2000 });
});

test('4,000 messages with one damage are refused, with what is wrong and where', () => {
  const refused = property(damagedMessages, ({ data, what, where }) => {
    expect(read(data)).toEqual({ refusal: { what, where } });
  });
  assert(refused, { seed: 1, numRuns: 4000 });
});

test('4,000 messages of any kind throw nothing, and what is read of them fits a link', () => {
  let refusals = 0;
  const safe = property(anyMessages, (data) => {
    const found = read(data);
    if ('command' in found) expectInLink(found.command);
    else refusals++;
  });
  assert(safe, { seed: 1, numRuns: 4000 });
  expect(refusals).toBeGreaterThan(3000);
});

test.each([
  [undefined, 'not-a-message', ''],
  ['start', 'not-a-message', ''],
  [[], 'version', 'lenet'],
  [{}, 'version', 'lenet'],
  [{ type: 'start' }, 'version', 'lenet'],
  [{ lenet: 2, type: 'start' }, 'version', 'lenet'],
  [{ lenet: '1', type: 'start' }, 'version', 'lenet'],
  [{ lenet: 1 }, 'type', 'type'],
  [{ lenet: 1, type: 'export' }, 'type', 'type'],
  [{ lenet: 1, type: 'start', config: {} }, 'key', 'config'],
  [{ lenet: 1, type: 'configure' }, 'value', 'config'],
  [{ lenet: 1, type: 'configure', config: 'lr=1' }, 'value', 'config'],
  [{ lenet: 1, type: 'configure', config: { lr: '0.1' } }, 'value', 'config.lr'],
  [{ lenet: 1, type: 'configure', config: { lr: 0.1, data: 'fashion-mnist' } }, 'key', 'config.data'],
])('%j is refused: %s at “%s”', (data, what, where) => {
  expect(read(data)).toEqual({ refusal: { what, where } });
});

test('other data has other bounds', () => {
  const config = { lenet: 1, type: 'configure', config: { synthetic: 100 } };
  expect(read(config)).toHaveProperty('command');
  expect(readEmbedCommand(config, '0123456789ab')).toEqual({
    refusal: { what: 'value', where: 'config.synthetic' },
  });
});

test('an answer of a page is known as one', () => {
  expect(isEmbedError({ lenet: 1, type: 'error', what: 'type', where: '' })).toBe(true);
  expect(isEmbedError({ lenet: 1, type: 'start' })).toBe(false);
  expect(isEmbedError(null)).toBe(false);
});
