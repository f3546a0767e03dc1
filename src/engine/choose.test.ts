// The choice of an engine among real engines that are slow, wrong or missing. WebGPU's states are in
// gpu/adapter.test.ts.

import { describe, expect, test } from 'vitest';
import { CodeLoadError } from '../base/load-code.ts';
import type { EngineName } from '../contract/config.ts';
import type { WebgpuStatus } from '../contract/device.ts';
import { createChooser, type EngineSource } from './choose.ts';
import type { Engine } from './engine.ts';
import { createReferenceEngine } from './reference/reference-engine.ts';
import { SMALL_SPEC } from './small-spec.fixture.ts';

const HARDWARE: WebgpuStatus = { state: 'hardware', adapter: 'NVIDIA ampere' };
const SOFTWARE: WebgpuStatus = { state: 'software', adapter: 'Google SwiftShader' };
const NONE: WebgpuStatus = { state: 'none', reason: 'no-adapter' };

interface Behaviour {
  /** Result of its timing. */
  milliseconds?: number;
  fault?: 'gradient' | 'nan' | 'throws' | 'no-start' | 'not-loaded';
}

/** The reference engine under other names, each with its behaviour. `created` lists the engines created. */
function source(
  webgpu: WebgpuStatus,
  behaviours: Partial<Record<EngineName, Behaviour>>,
): EngineSource & { created: string[] } {
  const created: string[] = [];
  return {
    created,
    probe: async () => webgpu,
    timeSteps: async ({ name }) => behaviours[name]?.milliseconds ?? 1,
    async createEngine(name, spec): Promise<Engine> {
      created.push(name);
      const { fault } = behaviours[name] ?? {};
      if (fault === 'no-start') throw new Error('no SIMD here');
      if (fault === 'not-loaded') throw new CodeLoadError(`${name} could not be fetched`);
      // A weight decay that the specification lacks adds a term to the gradient.
      const engine = createReferenceEngine(fault === 'gradient' ? { ...spec, weightDecay: 0.3 } : spec);
      return {
        name,
        device: { kind: 'gpu', adapter: `device of ${name}` },
        upload: (images, labels) => engine.upload(images, labels),
        async train(chunk) {
          if (fault === 'throws') throw new Error('shader did not compile');
          const result = await engine.train(chunk);
          if (fault === 'nan') result.losses[0] = Number.NaN;
          return result;
        },
        evaluate: (samples) => engine.evaluate(samples),
        predict: (images) => engine.predict(images),
        activations: (image) => engine.activations(image),
        read: () => engine.read(),
        write: (state) => engine.write(state),
        dispose: () => engine.dispose(),
      };
    },
  };
}

describe('an automatic choice', () => {
  test('is the fastest proven engine and reports the speed of the others', async () => {
    const report = await createChooser(
      source(HARDWARE, {
        webgpu: { milliseconds: 2 },
        tfjs: { milliseconds: 6 },
        reference: { milliseconds: 30 },
      }),
    ).choose('auto', SMALL_SPEC);
    expect(report).toMatchObject({
      chosen: 'wasm',
      device: { kind: 'gpu', adapter: 'device of wasm' },
      reason: 'fastest',
    });
    expect(report.trials.map(({ engine, verdict }) => [engine, verdict])).toEqual([
      ['wasm', 'proven'],
      ['webgpu', 'proven'],
      ['tfjs', 'not-needed'],
      ['reference', 'not-needed'],
    ]);
    expect(report.trials.map(({ millisecondsPerStep }) => millisecondsPerStep)).toEqual([1, 2, null, null]);
  });

  test('also compares the engine that stands in for one that fails', async () => {
    const failing = source(HARDWARE, {
      wasm: { milliseconds: 9 },
      webgpu: { fault: 'gradient' },
      tfjs: { milliseconds: 6 },
    });
    const report = await createChooser(failing).choose('auto', SMALL_SPEC);
    expect(report).toMatchObject({ chosen: 'tfjs', reason: 'fastest' });
    expect(report.trials.map(({ verdict }) => verdict)).toEqual(['proven', 'wrong', 'proven', 'not-needed']);
  });

  test('times nothing where only one engine is left', async () => {
    const alone = source(NONE, {});
    alone.timeSteps = () => Promise.reject(new Error('timed'));
    const report = await createChooser(alone).choose('auto', SMALL_SPEC);
    expect(report.chosen).toBe('wasm');
    expect(report.trials[0]).toMatchObject({ verdict: 'proven', millisecondsPerStep: null });
    expect(alone.created).toEqual(['wasm']);
  });

  test('is a hardware GPU that is nearly as fast', async () => {
    const near = source(HARDWARE, {
      wasm: { milliseconds: 4 },
      webgpu: { milliseconds: 4.9 },
      tfjs: { milliseconds: 4.95 },
      reference: { milliseconds: 30 },
    });
    expect(await createChooser(near).choose('auto', SMALL_SPEC)).toMatchObject({
      chosen: 'webgpu',
      reason: 'gpu-near-tie',
    });
    const behind = source(HARDWARE, {
      wasm: { milliseconds: 1 },
      webgpu: { milliseconds: 1.4 },
      tfjs: { milliseconds: 1.4 },
    });
    expect((await createChooser(behind).choose('auto', SMALL_SPEC)).chosen).toBe('wasm');
  });

  test('does not try an emulated GPU', async () => {
    const emulated = source(SOFTWARE, { reference: { milliseconds: 30 } });
    const report = await createChooser(emulated).choose('auto', SMALL_SPEC);
    expect(report.chosen).toBe('wasm');
    for (const engine of ['webgpu', 'tfjs']) {
      expect(report.trials).toContainEqual(
        expect.objectContaining({ engine, verdict: 'emulated', millisecondsPerStep: null }),
      );
      expect(emulated.created).not.toContain(engine);
    }
  });

  test.each(['gradient', 'nan'] as const)(
    'rejects a wrong kernel (%s) even when it is the fastest',
    async (fault) => {
      const report = await createChooser(
        source(NONE, { wasm: { fault }, reference: { milliseconds: 30 } }),
      ).choose('auto', SMALL_SPEC);
      expect(report).toMatchObject({ chosen: 'reference', reason: 'fastest' });
      expect(report.trials[0]).toMatchObject({ engine: 'wasm', verdict: 'wrong' });
      expect(report.trials[0]!.detail).toMatch(/off by/);
      expect(report.trials[1]).toMatchObject({ engine: 'webgpu', verdict: 'missing' });
      expect(report.trials[2]).toMatchObject({ engine: 'tfjs', verdict: 'missing' });
    },
  );

  test.each(['throws', 'no-start'] as const)(
    'skips an engine that fails (%s) and reports the reason',
    async (fault) => {
      const report = await createChooser(source(NONE, { wasm: { fault } })).choose('auto', SMALL_SPEC);
      expect(report.chosen).toBe('reference');
      expect(report.trials[0]).toMatchObject({
        verdict: 'failed',
        detail: expect.stringMatching(/SIMD|compile/),
      });
    },
  );
});

describe('an engine requested by name', () => {
  test('is chosen when it is correct, and no other is tried', async () => {
    const requested = source(SOFTWARE, {});
    expect(await createChooser(requested).choose('tfjs', SMALL_SPEC)).toMatchObject({
      chosen: 'tfjs',
      reason: 'requested',
    });
    expect(requested.created).toEqual(['tfjs']);
  });

  test('is replaced by the fastest other when it is missing or wrong', async () => {
    const absent = await createChooser(source(NONE, { reference: { milliseconds: 30 } })).choose(
      'tfjs',
      SMALL_SPEC,
    );
    expect(absent).toMatchObject({ chosen: 'wasm', reason: 'requested-refused' });
    const wrong = await createChooser(source(NONE, { wasm: { fault: 'gradient' } })).choose(
      'wasm',
      SMALL_SPEC,
    );
    expect(wrong).toMatchObject({ chosen: 'reference', reason: 'requested-refused' });
  });
});

test('a specification is tried once', async () => {
  const counted = source(NONE, {});
  const { choose } = createChooser(counted);
  const [first, second] = await Promise.all([choose('auto', SMALL_SPEC), choose('auto', SMALL_SPEC)]);
  expect(second).toEqual(first);
  await choose('wasm', SMALL_SPEC);
  expect(counted.created).toEqual(['wasm']);
  await choose('wasm', { ...SMALL_SPEC, maxBatch: 4 });
  expect(counted.created).toHaveLength(2);
});

describe('code that can’t be fetched', () => {
  test('of one engine is named in its trial, which is repeated when it is requested again', async () => {
    const behaviours: Partial<Record<EngineName, Behaviour>> = { wasm: { fault: 'not-loaded' } };
    const { choose } = createChooser(source(NONE, behaviours));
    const first = await choose('auto', SMALL_SPEC);
    expect(first.chosen).toBe('reference');
    expect(first.trials[0]).toEqual({
      engine: 'wasm',
      device: null,
      verdict: 'not-loaded',
      millisecondsPerStep: null,
      detail: 'wasm could not be fetched',
    });
    behaviours.wasm = { milliseconds: 0.5 };
    expect((await choose('auto', SMALL_SPEC)).chosen).toBe('wasm');
  });

  test('of every engine rejects as such, and the next try may succeed', async () => {
    const behaviours: Partial<Record<EngineName, Behaviour>> = {
      wasm: { fault: 'not-loaded' },
      reference: { fault: 'not-loaded' },
    };
    const { choose } = createChooser(source(NONE, behaviours));
    await expect(choose('auto', SMALL_SPEC)).rejects.toBeInstanceOf(CodeLoadError);
    await expect(choose('auto', SMALL_SPEC)).rejects.toThrow('reference could not be fetched');
    delete behaviours.reference;
    expect((await choose('auto', SMALL_SPEC)).chosen).toBe('reference');
  });

  test('of the look at WebGPU rejects as such, and the next try may succeed', async () => {
    let lost = true;
    const { choose } = createChooser({
      ...source(NONE, {}),
      probe: async () => {
        if (lost) throw new CodeLoadError('the adapter could not be fetched');
        return NONE;
      },
    });
    await expect(choose('auto', SMALL_SPEC)).rejects.toBeInstanceOf(CodeLoadError);
    lost = false;
    expect((await choose('auto', SMALL_SPEC)).chosen).toBe('wasm');
  });

  test('is not blamed where engines fail otherwise', async () => {
    const { choose } = createChooser(
      source(NONE, { wasm: { fault: 'throws' }, reference: { fault: 'no-start' } }),
    );
    const choice = choose('auto', SMALL_SPEC);
    await expect(choice).rejects.not.toBeInstanceOf(CodeLoadError);
    await expect(choice).rejects.toThrow('reference: no SIMD here');
  });
});
