import { expect, test } from 'vitest';
import { PRESETS } from '../contract/config.ts';
import { membersOf } from '../contract/sweep.ts';
import { runWork } from '../contract/work.ts';
import { NO_RUN, type RunState } from './state.ts';
import { imagesOf, measuredSpeed, secondsAt } from './sweep-time.ts';

const base = { ...PRESETS.article, samples: 1000, epochs: 2 };
const planned = membersOf({
  kind: 'axes',
  base,
  axes: [{ kind: 'list', field: 'epochs', values: [1, 3] }],
});
const members = 'members' in planned ? planned.members : [];

test('all images of all epochs are counted', () => {
  expect(imagesOf(members)).toBe(800 + 2400);
});

test('the time follows from the work of every member', () => {
  const work = runWork({ ...base, epochs: 1 }, 100) + runWork({ ...base, epochs: 3 }, 100);
  expect(secondsAt(members, 100, work / 7)).toBeCloseTo(7);
});

const run = {
  ...NO_RUN,
  plan: { config: base, engine: 'wasm' },
  epochs: [{ seconds: 2 }, { seconds: 3 }],
} as unknown as RunState;

test('the speed is the newest sweep’s, else that of a run on the same engine', () => {
  expect(measuredSpeed({ sweepSpeed: 9, run })).toEqual({ from: 'sweep', speed: 9 });
  expect(measuredSpeed({ sweepSpeed: null, run })).toEqual({ from: 'run', speed: runWork(base, 0) / 5 });
  const onGpu = { ...run, plan: { ...run.plan!, engine: 'webgpu' } } as RunState;
  expect(measuredSpeed({ sweepSpeed: null, run: onGpu })).toBeNull();
  expect(measuredSpeed({ sweepSpeed: null, run: NO_RUN })).toBeNull();
});
