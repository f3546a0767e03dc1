import { expect, test } from 'vitest';
import { FIELDS, presetFor, PRESETS, splitCounts, type RunConfig } from './config.ts';
import { formatChallengeLink, formatLink, parseLink, readChallenge, readField, validValues } from './url.ts';

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
    { kind: 'not-whole', key: 'batch', value: '32.4', used: '32' },
  ]);
});

test('an unknown preset, also a name of JavaScript’s own, falls back to Classic LeNet', () => {
  for (const preset of ['best', '__proto__', 'constructor', 'toString']) {
    const { config, notices } = parseLink(`?preset=${preset}`);
    expect(config).toEqual(PRESETS.article);
    expect(notices).toHaveLength(1);
  }
});

test('a fraction for a whole number has a notice of its own, not that of a number out of range', () => {
  const kindOf = (search: string) => parseLink(search).notices.map(({ kind }) => kind);
  expect(kindOf('?threads=0.5')).toEqual(['not-whole']);
  expect(kindOf('?seed=0.5')).toEqual(['not-whole']);
  expect(kindOf('?epochs=0.2')).toEqual(['clamped']);
  expect(kindOf('?epochs=300.5')).toEqual(['clamped']);
  expect(kindOf('?lr=0.5&epochs=5.0')).toEqual([]);
});

test('a switch takes on and off, 1 and 0, true and false', () => {
  for (const text of ['on', '1', 'true']) expect(readField('flip', text)).toBe(true);
  for (const text of ['off', '0', 'false']) expect(readField('flip', text)).toBe(false);
  for (const text of ['', '2', 'yes', 'ON', 'constructor']) expect(readField('flip', text)).toBeNull();
  expect(parseLink('?preset=modern&flip=0')).toEqual({
    config: { ...PRESETS.modern, flip: false },
    notices: [],
  });
  expect(formatLink({ ...PRESETS.modern, flip: false })).toBe('?preset=modern&flip=off');
});

test('the valid values of every kind of key are named', () => {
  expect(validValues('flip')).toEqual({ kind: 'list', values: ['on', '1', 'true', 'off', '0', 'false'] });
  expect(validValues('pooling')).toEqual({ kind: 'list', values: ['average', 'max'] });
  expect(validValues('epochs')).toEqual({ kind: 'range', min: 1, max: 200, whole: true });
  expect(validValues('lr')).toEqual({ kind: 'range', min: 1e-6, max: 10, whole: false });
  expect(validValues('made')).toEqual(validValues('synthetic'));
  expect(validValues('preset')).toMatchObject({ values: ['article', 'sprint', 'modern', 'sketch'] });
  expect(validValues('lang')).toEqual({ kind: 'list', values: ['en', 'zh'] });
  expect(validValues('challenge')).toEqual({ kind: 'range', min: 0, max: 4_294_967_295, whole: true });
  for (const key of ['colour', '', 'constructor', '__proto__']) expect(validValues(key)).toBeNull();
});

test('up to five unknown keys have a notice each, more are one notice that names three and counts all', () => {
  expect(parseLink('?a=1&b=1&c=1&d=1&e=1').notices).toHaveLength(5);
  expect(parseLink('?a=1&b=1&c=1&lr=fast&d=1&e=1&f=1').notices).toEqual([
    { kind: 'unreadable', key: 'lr', value: 'fast', used: '0.001' },
    { kind: 'unknown-keys', keys: ['a', 'b', 'c'], count: 6 },
  ]);
  const many = Array.from({ length: 500 }, (_, i) => `k${i}=1`).join('&');
  expect(parseLink(`?${many}`).notices).toEqual([
    { kind: 'unknown-keys', keys: ['k0', 'k1', 'k2'], count: 500 },
  ]);
});

test('a run on other data names it and its classes, and lacks what suits garments alone', () => {
  const config = { ...presetFor('sketch', '0123456789ab'), classes: 47, samples: 112_800 };
  expect(config).toMatchObject({ synthetic: 0, order: 'shuffled', flip: false });
  expect(formatLink(config)).toBe('?preset=sketch&data=0123456789ab&classes=47&samples=112800');
  expect(parseLink(formatLink(config))).toEqual({ config, notices: [] });
  const { config: forced, notices } = parseLink(
    '?data=0123456789ab&classes=500&synthetic=9&order=streamed&flip=on',
  );
  expect(forced).toEqual({ ...presetFor('article', '0123456789ab'), classes: 100 });
  expect(notices).toMatchObject([
    { kind: 'clamped', key: 'classes', used: '100' },
    { kind: 'clamped', key: 'synthetic', used: '0' },
    { kind: 'unreadable', key: 'order', used: 'shuffled' },
    { kind: 'clamped', key: 'flip', used: 'off' },
  ]);
  expect(validValues('flip', '0123456789ab')).toEqual({ kind: 'list', values: ['off', '0', 'false'] });
  expect(validValues('samples', '0123456789ab')).toMatchObject({ min: 2, max: 200_000 });
});

test('FashionMNIST has ten classes, and unreadable data is FashionMNIST', () => {
  for (const text of ['0123456789AB', '0123456789abc', '', 'mnist']) {
    expect(parseLink(`?data=${text}&classes=47`)).toEqual({
      config: PRESETS.article,
      notices: [
        { kind: 'unreadable', key: 'data', value: text, used: 'fashion-mnist' },
        { kind: 'clamped', key: 'classes', value: '47', used: '10' },
      ],
    });
  }
  expect(validValues('data')).toEqual({ kind: 'dataset' });
});

test('keys of the page are not fields; only their unknown values cause a notice', () => {
  expect(parseLink('?lang=zh&theme=dark&challenge=7').notices).toEqual([]);
  expect(parseLink('?lang=fr&theme=blue&challenge=-1').notices).toEqual([
    { kind: 'unknown-value', key: 'lang', value: 'fr' },
    { kind: 'unknown-value', key: 'theme', value: 'blue' },
    { kind: 'unknown-value', key: 'challenge', value: '-1' },
  ]);
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
