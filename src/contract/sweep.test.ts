// Plans of sweeps: their members, what is refused, and their links, hostile ones too.

import { array, assert, constantFrom, property, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PRESETS, presetFor, type RunConfig } from './config.ts';
import { readConfig } from './read-config.ts';
import { RUNGS, staircaseBudget, staircaseConfigs } from './staircase.ts';
import { formatSweep, formatSweepLink, readSweep } from './sweep-link.ts';
import { axisValues, MEMBER_LIMIT, membersOf, SWEEP_FIELDS, type SweepPlan } from './sweep.ts';
import { parseLink } from './url.ts';
import { runWork, trainingWork } from './work.ts';

const BASE: RunConfig = { ...PRESETS.article, engine: 'wasm' };

function plan(text: string, base: RunConfig = BASE): SweepPlan {
  const { plan: read, notices } = readSweep(`?sweep=${encodeURIComponent(text)}`, base);
  expect(notices).toEqual([]);
  return read!;
}

function members(of: SweepPlan) {
  const read = membersOf(of);
  if ('refusal' in read) throw new Error(read.refusal.reason);
  return read.members;
}

describe('members', () => {
  test('of two axes: those of the second follow one another, and only the two fields differ', () => {
    const found = members(plan('lr:log:1e-4:0.1:4;seed:1:3'));
    expect(found.map(({ config }) => [config.lr, config.seed])).toEqual(
      [1e-4, 1e-3, 1e-2, 0.1].flatMap((lr) => [1, 2, 3].map((seed) => [lr, seed])),
    );
    expect(found.map(({ at }) => at)[4]).toEqual([1, 1]);
    expect(found[4]!.values).toEqual([
      { field: 'lr', value: 1e-3 },
      { field: 'seed', value: 2 },
    ]);
    for (const { config, index } of found) {
      expect({ ...config, lr: BASE.lr, seed: BASE.seed }).toEqual(BASE);
      expect(found[index]!.config).toBe(config);
    }
  });

  test.each([
    ['decay:linear:0:0.1:3', [0, 0.05, 0.1]],
    ['seed:3:1', [3, 2, 1]],
    ['batch:log:16:128:4', [16, 32, 64, 128]],
    ['epochs:linear:1:3:9', [1, 2, 3]],
    ['lr:log:0.001:0.01:3', [0.001, 0.00316, 0.01]],
    ['optimizer:adam,sgd,adam', ['adam', 'sgd']],
    ['dense:on,off', [true, false]],
  ])('the values of %s', (text, values) => {
    const { axes } = plan(text) as Extract<SweepPlan, { kind: 'axes' }>;
    expect(axisValues(axes[0]!)).toEqual(values);
  });

  test('the widths of all layers together stay inside their bounds', () => {
    const widths = members(plan('widths:0.125,1,4')).map(({ config: { c1, c3, f5, f6 } }) => [
      c1,
      c3,
      f5,
      f6,
    ]);
    expect(widths).toEqual([
      [1, 2, 15, 11],
      [6, 16, 120, 84],
      [24, 64, 400, 336],
    ]);
  });

  test.each([
    ['seed:1:65', { reason: 'too-many-members', count: 65, limit: MEMBER_LIMIT }],
    ['seed:0:4294967295', { reason: 'too-many-members', count: 4294967296, limit: MEMBER_LIMIT }],
    ['seed:1:9;lr:log:0.001:0.1:8', { reason: 'too-many-members', count: 72, limit: MEMBER_LIMIT }],
    ['seed:1:2;seed:3:4', { reason: 'same-field', field: 'seed' }],
    ['c3:8,16;widths:1,2', { reason: 'same-field', field: 'c3' }],
  ])('%s is refused', (text, refusal) => {
    expect(membersOf(plan(text))).toEqual({ refusal });
  });

  test('members of other synthetic images are refused, and members of the same ones are not', () => {
    expect(membersOf(plan('seed:1:2', PRESETS.sketch))).toEqual({
      refusal: { reason: 'synthetic', field: 'seed' },
    });
    expect(members(plan('lr:0.001,0.002', PRESETS.sketch))).toHaveLength(2);
  });

  test('a value that other data does not have is refused', () => {
    const base = { ...presetFor('article', '0123456789ab'), classes: 3, samples: 50 };
    const flipped: SweepPlan = {
      kind: 'axes',
      base,
      axes: [{ kind: 'list', field: 'flip', values: [true] }],
    };
    expect(membersOf(flipped)).toEqual({ refusal: { reason: 'out-of-bounds', field: 'flip', value: true } });
  });
});

describe('the staircase', () => {
  test('goes from Classic LeNet to Modern LeNet, one change a rung', () => {
    const base = staircaseBudget(BASE);
    const configs = staircaseConfigs(base, RUNGS);
    const { epochs, samples, split } = PRESETS.sprint;
    expect(configs[0]).toEqual({ ...PRESETS.article, epochs, samples, split });
    expect(configs.at(-1)).toEqual({ ...PRESETS.modern, preset: 'article', epochs, samples, split });
    expect(configs).toHaveLength(9);
  });

  test('trains each rung with every seed, and its order is in the link', () => {
    const steps = plan('staircase:2:activation,pooling');
    expect(
      members(steps).map(({ at, config }) => [at.join(), config.seed, config.activation, config.pooling]),
    ).toEqual([
      ['0,0', 1, 'sigmoid', 'average'],
      ['0,1', 2, 'sigmoid', 'average'],
      ['1,0', 1, 'relu', 'average'],
      ['1,1', 2, 'relu', 'average'],
      ['2,0', 1, 'relu', 'max'],
      ['2,1', 2, 'relu', 'max'],
    ]);
    expect(formatSweep(steps)).toBe('staircase:2:activation,pooling');
    expect(formatSweep(plan('staircase:3'))).toBe('staircase:3');
    expect(members(plan('staircase:7'))).toHaveLength(63);
  });

  test('on other data takes its counts and mirrors nothing', () => {
    const base = { ...presetFor('article', '0123456789ab'), classes: 3, samples: 50, split: 0.7 };
    expect(staircaseBudget(base)).toBe(base);
    const all = members({ kind: 'staircase', base, rungs: RUNGS, seeds: 1 });
    expect(all.map(({ config }) => [config.classes, config.samples, config.split, config.flip])).toEqual(
      all.map(() => [3, 50, 0.7, false]),
    );
  });
});

describe('links', () => {
  test('a plan comes back from its link, beside its base', () => {
    const base = { ...PRESETS.sprint, epochs: 2 };
    const written = plan('lr:log:0.0001:0.1:8;seed:1:4', base);
    const link = formatSweepLink(written);
    expect(link).toBe('?preset=sprint&epochs=2&sweep=lr:log:0.0001:0.1:8;seed:1:4');
    const { config, notices } = parseLink(link);
    expect(notices).toEqual([]);
    expect(readSweep(link, config)).toEqual({ plan: written, notices: [] });
  });

  test.each([
    [
      'lr:log:1e-9:99:4',
      [
        { kind: 'clamped', field: 'lr', value: '1e-9', used: '0.000001' },
        { kind: 'clamped', field: 'lr', value: '99', used: '10' },
      ],
    ],
    ['seed:1.5:3', [{ kind: 'clamped', field: 'seed', value: '1.5', used: '2' }]],
    ['lr:log:0.001:0.1:999', [{ kind: 'clamped', field: 'lr', value: '999', used: '64' }]],
    ['seed:1:2;lr:1,2;f5:1,2', [{ kind: 'too-many-axes', value: 'f5:1,2' }]],
    ['staircase:99', [{ kind: 'clamped', field: 'seeds', value: '99', used: '7' }]],
    ['staircase:1:pooling,lift', [{ kind: 'unknown-field', value: 'lift' }]],
  ])('%s is used in part', (text, notices) => {
    const read = readSweep(`?sweep=${encodeURIComponent(text)}`, BASE);
    expect(read.plan).not.toBeNull();
    expect(read.notices).toEqual(notices);
  });

  test.each([
    ['decay:log:0:1:4', 'unreadable'],
    ['seed:0.1:x', 'unreadable'],
    ['optimizer:1:3', 'unreadable'],
    ['optimizer:adam,none', 'unreadable'],
    ['lr:log:1:2', 'unreadable'],
    ['lr:0.001:0.1', 'unreadable'],
    ['data:fashion', 'unknown-field'],
    ['engine:wasm,webgpu', 'unknown-field'],
    ['__proto__:1', 'unknown-field'],
    ['staircase:x', 'unreadable'],
  ])('%s is ignored with a notice', (text, kind) => {
    expect(readSweep(`?sweep=${encodeURIComponent(text)}`, BASE)).toEqual({
      plan: null,
      notices: [{ kind, value: kind === 'unreadable' && text === 'staircase:x' ? 'x' : text }],
    });
  });

  const part = tuple(
    constantFrom(...SWEEP_FIELDS, 'staircase', 'constructor', ''),
    constantFrom(':', ':log:', ':linear:', ''),
    array(constantFrom('1', '0', '-1', '1e999', 'NaN', '64', 'adam', 'on', '', '4294967295', '0.5'), {
      maxLength: 5,
    }),
    constantFrom(':', ','),
  ).map(([field, kind, values, between]) => `${field}${kind}${values.join(between)}`);

  test('1,000 random texts are read, and every member of a plan is a valid configuration', () => {
    const reads = property(array(part, { maxLength: 4 }), string(), (parts, end) => {
      const text = parts.join(';') + end;
      const { plan: read } = readSweep(`?sweep=${encodeURIComponent(text)}`, BASE);
      if (!read) return;
      expect(readSweep(formatSweepLink(read), BASE)).toEqual({ plan: read, notices: [] });
      const found = membersOf(read);
      if ('refusal' in found) return;
      expect(found.members.length).toBeLessThanOrEqual(MEMBER_LIMIT);
      for (const { config } of found.members) expect(readConfig(config)).toEqual(config);
    });
    assert(reads, { seed: 1, numRuns: 1000 });
  });

  test.each([
    ['values', `lr:${'1,'.repeat(1e5)}`],
    ['axes', 'seed:1:2;'.repeat(3e4)],
    ['numbers', `lr:log:${'9'.repeat(2.5e5)}`],
  ])('a quarter of a million characters of %s are read', { timeout: 20_000 }, (_, text) => {
    const { notices } = readSweep(`?sweep=${text}`, BASE);
    expect(notices.every((notice) => notice.value.length <= 41)).toBe(true);
  });
});

test('the work of Classic LeNet', () => {
  expect(trainingWork(BASE)).toBe(1_131_960);
  const config = { ...BASE, samples: 1000, split: 0.5, epochs: 2 };
  expect(runWork(config, 100)).toBe(1000 * 1_131_960 + 1100 * (117_600 + 240_000 + 58_920));
});
