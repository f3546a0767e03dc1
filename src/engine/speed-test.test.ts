// The speed test on real engines: every repeat is timed, a wrong or missing engine is named, and an interruption ends it.

import { expect, test } from 'vitest';
import type { EngineName } from '../contract/config.ts';
import type { DeviceReport } from '../contract/device.ts';
import type { SpeedProgress } from '../contract/speed.ts';
import { createReferenceEngine } from './reference/reference-engine.ts';
import { SMALL_SPEC } from './small-spec.fixture.ts';
import { REPEATS, testSpeed, type SpeedTestTools } from './speed-test.ts';

const reportOf = (...names: EngineName[]): DeviceReport => ({
  webgpu: { state: 'none', reason: 'no-api' },
  chosen: 'reference',
  device: { kind: 'cpu', threads: 1 },
  reason: 'fastest',
  trials: names.map((engine) => ({
    engine,
    device: null,
    verdict: engine === 'tfjs' ? 'missing' : 'proven',
    millisecondsPerStep: 1,
  })),
});

/** With a clock that goes on by 400 ms whenever it is read. */
function tools(names: EngineName[], changed: Partial<SpeedTestTools> = {}): SpeedTestTools {
  let milliseconds = 0;
  return {
    chooseEngine: async () => reportOf(...names),
    createEngine: async (_, spec) => createReferenceEngine(spec),
    onProgress: () => {},
    proceeds: () => true,
    now: () => (milliseconds += 400),
    ...changed,
  };
}

test('times five repeats of each engine that works, and reports each', async () => {
  const progress: SpeedProgress[] = [];
  const found = await testSpeed(
    SMALL_SPEC,
    tools(['tfjs', 'reference'], { onProgress: (report) => progress.push(report) }),
  );
  expect(found!.untimed).toEqual([]);
  expect(found!.engines.map(({ engine }) => engine)).toEqual(['reference']);
  const { milliseconds, device } = found!.engines[0]!;
  expect(device).toEqual({ kind: 'cpu', threads: 1 });
  expect(milliseconds).toHaveLength(REPEATS);
  expect([...milliseconds].toSorted((a, b) => a - b)).toEqual(milliseconds);
  expect(milliseconds[0]).toBeGreaterThan(0);
  expect(progress.map(({ done }) => done)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(progress[0]!.secondsLeft).toBeNull();
  expect(progress.at(-1)).toEqual({ engine: 'reference', done: 5, total: 5, secondsLeft: 0 });
});

test('an engine with wrong results, or that can’t start, is not timed', async () => {
  const found = await testSpeed(
    SMALL_SPEC,
    tools(['wasm', 'webgpu'], {
      async createEngine(name, spec) {
        if (name === 'wasm') throw new Error('no SIMD here');
        return createReferenceEngine({ ...spec, weightDecay: 0.3 });
      },
    }),
  );
  expect(found!.engines).toEqual([]);
  expect(found!.untimed).toEqual([
    { engine: 'wasm', detail: 'no SIMD here' },
    { engine: 'webgpu', detail: expect.stringMatching(/^loss off by/) },
  ]);
});

test('ends without a result when something else needs the device', async () => {
  let repeats = 0;
  const found = await testSpeed(
    SMALL_SPEC,
    tools(['reference'], { proceeds: () => repeats < 2, onProgress: ({ done }) => (repeats = done) }),
  );
  expect(found).toBeNull();
  expect(repeats).toBe(2);
});

test('a chunk that another program delays does not change its repeat', async () => {
  let reads = 0;
  let milliseconds = 0;
  const now = () => (milliseconds += ++reads === 6 ? 700 : 400);
  const found = await testSpeed(SMALL_SPEC, tools(['reference'], { now }));
  const repeats = found!.engines[0]!.milliseconds;
  expect(repeats[0]).toBeCloseTo(repeats.at(-1)!, 9);
});
