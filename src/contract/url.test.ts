import { expect, test } from 'vitest';
import { FIELDS, PRESETS, splitCounts, type RunConfig } from './config.ts';
import { formatChallengeLink, formatLink, parseLink, readChallenge } from './url.ts';

test('the default run has an empty link', () => {
  expect(formatLink(PRESETS.article)).toBe('');
  expect(parseLink('')).toEqual({ config: PRESETS.article, notices: [] });
});

test('only what differs from the preset is written, and reads back', () => {
  const config: RunConfig = { ...PRESETS.modern, epochs: 3, flip: false, lr: 0.0025, engine: 'reference' };
  expect(formatLink(config)).toBe('?preset=modern&epochs=3&lr=0.0025&engine=reference&flip=off');
  expect(parseLink(formatLink(config))).toEqual({ config, notices: [] });
});

test('values out of range are clamped, others ignored, each with a notice', () => {
  const { config, notices } = parseLink('?epochs=9999&lr=fast&pooling=median&dense=on&colour=red&batch=32.4');
  expect(config).toEqual({ ...PRESETS.article, epochs: FIELDS.epochs.max, dense: true });
  expect(notices).toEqual([
    { kind: 'clamped', key: 'epochs', value: '9999', used: '200' },
    { kind: 'unreadable', key: 'lr', value: 'fast', used: '0.001' },
    { kind: 'unreadable', key: 'pooling', value: 'median', used: 'average' },
    { kind: 'unknown-key', key: 'colour' },
    { kind: 'clamped', key: 'batch', value: '32.4', used: '32' },
  ]);
});

test('an unknown preset, also a name of JavaScript’s own, falls back to the article', () => {
  for (const preset of ['best', '__proto__', 'constructor', 'toString']) {
    const { config, notices } = parseLink(`?preset=${preset}`);
    expect(config).toEqual(PRESETS.article);
    expect(notices).toHaveLength(1);
  }
});

test('keys of the page are not fields, and cause no notice', () => {
  expect(parseLink('?lang=zh&theme=dark').notices).toEqual([]);
});

test('a challenge is written beside the run', () => {
  for (const config of [PRESETS.article, { ...PRESETS.modern, epochs: 3 }]) {
    const link = formatChallengeLink(config, 4_294_967_295);
    expect(readChallenge(link)).toBe(4_294_967_295);
    expect(parseLink(link)).toEqual({ config, notices: [] });
  }
  for (const text of ['', '-1', '1.5', 'abc', '4294967296', '99999999999']) {
    expect(readChallenge(`?challenge=${text}`)).toBeNull();
  }
  expect(readChallenge('?challenge=0')).toBe(0);
  expect(readChallenge('?epochs=5')).toBeNull();
});

test('a split leaves at least one image on each side', () => {
  expect(splitCounts({ samples: 60_000, split: 0.8 })).toEqual({ train: 48_000, validation: 12_000 });
  expect(splitCounts({ samples: 100, split: 0.95 })).toEqual({ train: 95, validation: 5 });
});
