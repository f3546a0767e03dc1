// What is remembered of the engines' trials between two visits, and what makes it invalid.

import { describe, expect, test } from 'vitest';
import type { WebgpuStatus } from '../contract/device.ts';
import type { TrialStore } from '../contract/remembered-trial.ts';
import { memoryTrialStore } from '../storage/trial-store.ts';
import { createChooser, type EngineSource } from './choose.ts';
import { createReferenceEngine } from './reference/reference-engine.ts';
import { SMALL_SPEC } from './small-spec.fixture.ts';
import { createTrialMemory } from './trial-memory.ts';

const NONE: WebgpuStatus = { state: 'none', reason: 'no-adapter' };
const GPU: WebgpuStatus = { state: 'hardware', adapter: 'NVIDIA ampere' };
const DAY = 24 * 3600 * 1000;

interface Visit {
  store: TrialStore;
  webgpu?: WebgpuStatus;
  place?: string;
  at?: number;
  wrong?: boolean;
}

/** A visit to the page: its chooser, and the engines that it has created so far. */
function visit({ store, webgpu = NONE, place = 'page 1', at = 0, wrong = false }: Visit) {
  const created: string[] = [];
  const source: EngineSource = {
    probe: async () => webgpu,
    timeSteps: async ({ name }) => (name === 'webgpu' ? 0.5 : 2),
    async createEngine(name, spec) {
      created.push(name);
      const engine = createReferenceEngine(wrong ? { ...spec, weightDecay: 0.3 } : spec);
      return Object.defineProperty(engine, 'name', { value: name });
    },
  };
  return {
    created,
    ...createChooser(
      source,
      createTrialMemory(store, place, () => at),
    ),
  };
}

/** A store after a first visit in which the engines were proven. */
async function visited(first: Partial<Visit> = {}): Promise<TrialStore> {
  const store = memoryTrialStore();
  await visit({ store, ...first }).choose('auto', SMALL_SPEC);
  return store;
}

/** Resolves once what was saved is in the store, in the background. */
const saved = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('a second visit', () => {
  test('chooses the engine of the first one without a trial, and says when it was tried', async () => {
    const store = await visited({ at: 1000 });
    const { choose, created } = visit({ store, at: 5000 });
    const report = await choose('auto', SMALL_SPEC);
    expect(report).toMatchObject({ chosen: 'wasm', reason: 'fastest' });
    expect(report.trials[0]).toMatchObject({ engine: 'wasm', verdict: 'proven', rememberedFrom: 1000 });
    expect(created).toEqual([]);
    // An engine that is requested by its name, too.
    expect((await choose('wasm', SMALL_SPEC)).trials[0]!.rememberedFrom).toBe(1000);
    expect(created).toEqual([]);
  });

  test('compares the times of the first one', async () => {
    const store = await visited({ webgpu: GPU });
    const { choose, created } = visit({ store, webgpu: GPU });
    const report = await choose('auto', SMALL_SPEC);
    expect(report.chosen).toBe('webgpu');
    expect(report.trials.map(({ millisecondsPerStep }) => millisecondsPerStep)).toEqual([2, 0.5, null, null]);
    expect(created).toEqual([]);
  });

  test('tries an engine whose time is needed and was not taken', async () => {
    const store = memoryTrialStore();
    await visit({ store, webgpu: GPU }).choose('wasm', SMALL_SPEC);
    const { choose, created } = visit({ store, webgpu: GPU });
    await choose('auto', SMALL_SPEC);
    expect(created).toEqual(['wasm', 'webgpu']);
  });

  test.each<[string, Partial<Visit>]>([
    ['another version of the page, browser or machine', { place: 'page 2' }],
    ['another adapter', { webgpu: { state: 'software', adapter: 'SwiftShader' } }],
    ['31 days later', { at: 31 * DAY }],
    ['a clock that was set back', { at: -DAY }],
  ])('of %s tries again', async (_, second) => {
    const store = await visited();
    const { choose, created } = visit({ store, ...second });
    const report = await choose('auto', SMALL_SPEC);
    expect(created).toEqual(['wasm']);
    expect(report.trials[0]!.rememberedFrom).toBeUndefined();
  });

  test('with another specification tries again', async () => {
    const store = await visited();
    const { choose, created } = visit({ store });
    await choose('auto', { ...SMALL_SPEC, maxBatch: 4 });
    expect(created).toEqual(['wasm']);
  });

  test('tries engines again that were wrong', async () => {
    const store = memoryTrialStore();
    await expect(visit({ store, wrong: true }).choose('auto', SMALL_SPEC)).rejects.toThrow(
      'no engine works here',
    );
    const { choose, created } = visit({ store });
    expect((await choose('auto', SMALL_SPEC)).chosen).toBe('wasm');
    expect(created).toEqual(['wasm']);
  });
});

describe('an engine that failed at run time', () => {
  test('is tried again in this visit, and refused when it is wrong now', async () => {
    const store = await visited();
    const { choose, prove, distrust, created } = visit({ store, wrong: true });
    expect((await choose('wasm', SMALL_SPEC)).chosen).toBe('wasm');
    distrust('wasm');
    expect((await prove('wasm', SMALL_SPEC)).verdict).toBe('wrong');
    expect(created).toEqual(['wasm']);
  });

  test('is tried again in the next visit, and others are not', async () => {
    const store = await visited({ webgpu: GPU });
    visit({ store, webgpu: GPU }).distrust('webgpu');
    await saved();
    const { choose, created } = visit({ store, webgpu: GPU });
    await choose('auto', SMALL_SPEC);
    expect(created).toEqual(['webgpu']);
  });
});

test.each<[string, TrialStore]>([
  [
    'fails',
    { load: () => Promise.reject(new Error('denied')), save: () => Promise.reject(new Error('full')) },
  ],
  ['gives something else', { load: async () => ({ place: 'page 1', trials: [1, 2] }), save: async () => {} }],
  [
    'gives a trial of another engine',
    {
      load: async () => ({
        place: 'page 1',
        trials: {
          [JSON.stringify(['wasm', SMALL_SPEC, NONE])]: {
            engine: 'webgpu',
            device: { kind: 'gpu', adapter: 'x' },
            millisecondsPerStep: 1,
            at: 0,
          },
        },
      }),
      save: async () => {},
    },
  ],
])('a store that %s remembers nothing', async (_, store) => {
  for (let i = 0; i < 2; i++) {
    const { choose, created } = visit({ store });
    expect((await choose('auto', SMALL_SPEC)).chosen).toBe('wasm');
    expect(created).toEqual(['wasm']);
  }
});

test('the newest hundred trials are remembered', async () => {
  const store = memoryTrialStore();
  const memory = createTrialMemory(store, 'page 1', () => at);
  let at = 0;
  const trial = { engine: 'wasm', device: { kind: 'cpu', threads: 1 }, verdict: 'proven' } as const;
  for (; at < 101; at++)
    memory.remember({ ...trial, millisecondsPerStep: 1 }, { ...SMALL_SPEC, maxBatch: at + 1 }, NONE);
  await saved();
  const later = createTrialMemory(store, 'page 1', () => at);
  expect(await later.recall('wasm', { ...SMALL_SPEC, maxBatch: 1 }, NONE)).toBeNull();
  expect(await later.recall('wasm', { ...SMALL_SPEC, maxBatch: 2 }, NONE)).toMatchObject({
    rememberedFrom: 1,
  });
});
