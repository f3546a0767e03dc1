import { expect, test } from 'vitest';
import { PRESETS } from '../contract/config.ts';
import type { DeviceReport } from '../contract/device.ts';
import { membersOf } from '../contract/sweep.ts';
import { runWork } from '../contract/work.ts';
import { NO_RUN, type AppState, type RunState } from './state.ts';
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

const on = (chosen: 'wasm' | 'webgpu') => ({ chosen }) as DeviceReport;

test('the speed is the newest sweep’s on the same engine, else that of a run on it', () => {
  const speedOn = (
    chosen: 'wasm' | 'webgpu',
    sweepSpeed: AppState['sweepSpeed'],
    ofRun: RunState,
    ofMembers = members,
  ) => measuredSpeed({ sweepSpeed, run: ofRun, device: on(chosen) }, ofMembers);
  const fromRun = { from: 'run', speed: runWork(base, 0) / 5 };
  const gpuRun = { ...run, plan: { ...run.plan!, engine: 'webgpu' } } as RunState;
  expect(speedOn('wasm', { engine: 'wasm', speed: 9 }, run)).toEqual({ from: 'sweep', speed: 9 });
  expect(speedOn('wasm', { engine: 'webgpu', speed: 9 }, run)).toEqual(fromRun);
  expect(speedOn('wasm', null, gpuRun)).toBeNull();
  expect(speedOn('wasm', null, NO_RUN)).toBeNull();
  expect(speedOn('webgpu', { engine: 'webgpu', speed: 9 }, run)).toEqual({ from: 'sweep', speed: 9 });
  expect(speedOn('webgpu', { engine: 'wasm', speed: 9 }, gpuRun)).toEqual(fromRun);
  expect(speedOn('webgpu', null, run)).toBeNull();
});

test('members of many kinds train on WebAssembly, also where a run would train on the GPU', () => {
  const kinds = membersOf({
    kind: 'axes',
    base,
    axes: [{ kind: 'list', field: 'batch', values: [10, 20, 25, 40, 50] }],
  });
  if ('refusal' in kinds) throw new Error(kinds.refusal.reason);
  const measured = { sweepSpeed: { engine: 'wasm' as const, speed: 9 }, run: NO_RUN, device: on('webgpu') };
  expect(measuredSpeed(measured, kinds.members)).toEqual({ from: 'sweep', speed: 9 });
  expect(measuredSpeed(measured, kinds.members.slice(1))).toBeNull();
});
