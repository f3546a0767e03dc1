// A step taken apart in a session, on the real reference engine.

import { expect, onTestFinished, test, vi } from 'vitest';
import { nodeHost } from '../../tools/wasm-host.ts';
import { activationCount } from '../contract/activations.ts';
import { decodeSample } from '../contract/sample.ts';
import { parameterLayout } from '../contract/model.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { epochOrder, trainingImages } from '../recipe/split.ts';
import { config, dataset, engineWith, openSession, weightsIn } from './session.fixture.ts';
import type { Chunk, ModelState } from '../engine/engine.ts';
import type { CreateLoops, LayerLoops } from '../engine/layer-loops.ts';
import { plainLoops } from '../engine/reference/plain-loops.ts';
import { loadDoubleLoops } from '../engine/wasm/double-loops.ts';
import type { SessionHost } from './host.ts';

const STEP_CONFIG = { ...config, flip: true, shift: 2 };

/** A run that has made `steps` single steps, with the states that its engine had between them. */
async function stepped(steps: number, host: Pick<SessionHost, 'loadLayerLoops'> = {}) {
  const states: ModelState[] = [];
  const chunks: Chunk[] = [];
  const session = openSession({
    ...host,
    async createEngine(_, spec) {
      const engine = createReferenceEngine(spec);
      return engineWith(engine, {
        async train(chunk) {
          const result = await engine.train(chunk);
          chunks.push(chunk);
          states.push(await engine.read());
          return result;
        },
      });
    },
  });
  const paused = () => session.next('phase', ({ phase }) => phase === 'paused');
  session.send({ type: 'start', config: STEP_CONFIG, oneStep: true });
  await paused();
  for (let step = 1; step < steps; step++) {
    session.send({ type: 'step' });
    await paused();
  }
  return { ...session, states, chunks };
}

test('without a run there is no model, and at full speed no single step', async () => {
  const { send, next } = openSession();
  send({ type: 'explain-step', id: 1 });
  expect(await next('refused')).toEqual({ type: 'refused', id: 1, reason: 'no-model' });
  send({ type: 'start', config });
  await next('phase', ({ phase }) => phase === 'finished');
  send({ type: 'explain-step', id: 2 });
  expect(await next('refused')).toEqual({ type: 'refused', id: 2, reason: 'no-step' });
  send({ type: 'explain-parameter', id: 3, index: 0 });
  expect(await next('refused')).toEqual({ type: 'refused', id: 3, reason: 'no-step' });
  send({ type: 'explain-gradients', id: 4, image: null });
  expect(await next('refused')).toEqual({ type: 'refused', id: 4, reason: 'no-step' });
});

test('the loops are loaded while a view waits for the first step', async () => {
  let loads = 0;
  const { send, next } = openSession({
    loadLayerLoops: async () => {
      loads++;
      return () => plainLoops;
    },
  });
  send({ type: 'start', config });
  await next('phase', ({ phase }) => phase === 'finished');
  expect(loads).toBe(0);
  send({ type: 'explain-step', id: 1 });
  expect((await next('refused')).reason).toBe('no-step');
  expect(loads).toBe(1);
});

test('a step shows its batch, as the network received it, and the loss that the run reported', async () => {
  const { send, next, events } = await stepped(2);
  send({ type: 'explain-step', id: 1 });
  const found = await next('step-explained');
  expect(found).toMatchObject({ step: 2, count: config.batch, learningRate: Math.fround(config.lr) });
  const order = epochOrder(STEP_CONFIG, trainingImages(STEP_CONFIG), 1);
  const words = order.subarray(config.batch, 2 * config.batch);
  const samples = Array.from(words, decodeSample);
  expect([...found.labels]).toEqual(samples.map(({ index }) => dataset.labels[index]));
  const moved = samples.findIndex(({ flip, shiftX }) => flip && shiftX > 0);
  const { index, shiftX, shiftY } = samples[moved]!;
  for (const [x, y] of [
    [10, 12],
    [20, 15],
  ] as const) {
    const source = dataset.images[index * 784 + (y - shiftY) * 28 + 27 - (x - shiftX)];
    expect(found.pixels[moved * 784 + y * 28 + x]).toBe(source);
  }
  const reported = events.findLast((event) => event.type === 'steps')!.report.losses.at(-1)!;
  const mean = found.lossBefore.reduce((sum, loss) => sum + loss, 0) / found.count;
  expect(mean).toBeCloseTo(reported, 5);
  expect(found.gradientNorms.every((norm) => norm > 0)).toBe(true);
});

test('a parameter: its history ends with the engine’s values around the step', async () => {
  const { send, next, states } = await stepped(3);
  const index = parameterLayout(config).tensors.find(({ name }) => name === 'f6.weight')!.offset + 7;
  send({ type: 'explain-parameter', id: 1, index });
  const { history, terms, engineAfter, gradients } = await next('parameter-explained');
  expect([...history.steps].slice(-2)).toEqual([2, 3]);
  expect(history.steps[0]).toBe(0);
  expect([...history.values].slice(-2)).toEqual([states[1]!.parameters[index], states[2]!.parameters[index]]);
  expect(engineAfter).toBe(states[2]!.parameters[index]);
  expect(terms).toMatchObject({ step: 3, before: states[1]!.parameters[index] });
  expect(Math.abs(terms.after - engineAfter)).toBeLessThan(1e-3 * Math.abs(terms.change));
  expect(gradients.length).toBe(config.batch);
});

test('a step is computed once, until it is released or another one is made', async () => {
  const { send, next } = await stepped(1);
  const pixels = async () => {
    send({ type: 'explain-step', id: 1 });
    return (await next('step-explained')).pixels;
  };
  const first = await pixels();
  expect(await pixels()).toBe(first);
  send({ type: 'release-step' });
  const again = await pixels();
  expect(again).not.toBe(first);
  expect(again).toEqual(first);
  send({ type: 'step' });
  await next('phase', ({ phase }) => phase === 'paused');
  expect(await pixels()).not.toEqual(first);
});

test('gradients of one image and of the batch', async () => {
  const { send, next } = await stepped(1);
  const size = (arrays: object) => Object.values(arrays).reduce((sum, { length }) => sum + length, 0);
  for (const image of [3, null]) {
    send({ type: 'explain-gradients', id: 1, image });
    const found = await next('gradients-explained');
    expect(found.image).toBe(image);
    expect([size(found.activations), size(found.gradients)]).toEqual(
      Array.from({ length: 2 }, () => activationCount(config)),
    );
  }
});

test('places that do not exist are refused', async () => {
  const { send, next } = await stepped(1);
  const { size } = parameterLayout(config);
  for (const index of [-1, size, 0.5]) {
    send({ type: 'explain-parameter', id: 1, index });
    expect((await next('refused')).reason).toBe('no-step');
  }
  send({ type: 'explain-gradients', id: 2, image: config.batch });
  expect((await next('refused')).reason).toBe('no-step');
});

test('explaining changes nothing, and a reset drops the step', async () => {
  const finish = async (explain: boolean) => {
    const { send, next } = await stepped(2);
    if (explain) {
      send({ type: 'explain-step', id: 1 });
      send({ type: 'explain-parameter', id: 2, index: 5 });
      send({ type: 'explain-gradients', id: 3, image: null });
    }
    send({ type: 'resume' });
    await next('phase', ({ phase }) => phase === 'finished');
    send({ type: 'export', id: 9 });
    const { bytes } = await next('exported');
    send({ type: 'reset' });
    await next('phase', ({ phase }) => phase === 'idle');
    send({ type: 'explain-step', id: 10 });
    expect((await next('refused', ({ id }) => id === 10)).reason).toBe('no-model');
    return weightsIn(bytes).parameters;
  };
  expect(await finish(true)).toEqual(await finish(false));
});

test('the loops are loaded once, with the first request; the reference’s take their place where they are missing', async () => {
  let loads = 0;
  let calls = 0;
  const counted: LayerLoops = {
    ...plainLoops,
    pool(...given) {
      calls++;
      plainLoops.pool(...given);
    },
  };
  const explained = async (loadLayerLoops: () => Promise<CreateLoops>) => {
    const { send, next } = await stepped(1, { loadLayerLoops });
    expect(loads).toBe(0);
    const found = [];
    for (const id of [1, 2]) {
      send({ type: 'explain-step', id });
      const { lossBefore } = await next('step-explained');
      found.push(lossBefore);
      send({ type: 'release-step' });
    }
    expect(loads).toBe(1);
    loads = 0;
    return found;
  };
  const withLoops = await explained(async () => {
    loads++;
    return () => counted;
  });
  // Two explanations: each image forward twice, through two poolings.
  expect(calls).toBe(2 * config.batch * 2 * 2);
  const without = await explained(() => {
    loads++;
    return Promise.reject(new Error('no SIMD here'));
  });
  expect(without).toEqual(withLoops);
});

const noMemory = (): never => {
  throw new RangeError('none');
};

test.each<[of: string, CreateLoops]>([
  ['the loops', noMemory],
  ['their arrays', () => ({ ...plainLoops, createArrays: noMemory })],
])('where there is no memory for %s, the reference’s take their place', async (_, createLoops) => {
  const explained = async (host: Pick<SessionHost, 'loadLayerLoops'>) => {
    const { send, next } = await stepped(1, host);
    send({ type: 'explain-step', id: 1 });
    return (await next('step-explained')).lossAfter;
  };
  expect(await explained({ loadLayerLoops: async () => createLoops })).toEqual(await explained({}));
});

test('a step whose explanation failed is computed again at the next request', async () => {
  let failures = 1;
  const { send, next } = await stepped(1, {
    loadLayerLoops: async () => () => ({
      ...plainLoops,
      pool(...given) {
        if (failures-- > 0) throw new Error('failed');
        plainLoops.pool(...given);
      },
    }),
  });
  send({ type: 'explain-step', id: 1 });
  expect(await next('request-failed')).toMatchObject({ id: 1, message: 'failed' });
  send({ type: 'explain-step', id: 2 });
  expect((await next('step-explained')).id).toBe(2);
});

test('a step is taken apart while the one before still is, and the next one in the arrays of one that is done', async () => {
  const createDouble = await loadDoubleLoops(nodeHost);
  let created = 0;
  const loadLayerLoops = async () => () => {
    created++;
    return createDouble();
  };
  // Each look at the clock ends a slice of work, so that the two are computed in turns.
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
  onTestFinished(() => clock.mockRestore());
  const { send, next } = await stepped(1, { loadLayerLoops });
  const request = async (id: number) => {
    send({ type: 'explain-parameter', id, index: 40 });
    const { gradients } = await next('parameter-explained', (event) => event.id === id);
    return gradients;
  };
  const makeStep = async () => {
    send({ type: 'step' });
    await next('phase', ({ phase }) => phase === 'paused');
  };
  send({ type: 'explain-parameter', id: 1, index: 40 });
  await makeStep();
  send({ type: 'explain-parameter', id: 2, index: 40 });
  const first = await next('parameter-explained', ({ id }) => id === 1);
  const second = await next('parameter-explained', ({ id }) => id === 2);
  expect(created).toBe(2);
  expect(await request(3)).toEqual(second.gradients);
  await makeStep();
  const third = await request(4);
  expect(created).toBe(2);
  // Each alone, with arrays of its own.
  const alone = async (steps: number) => {
    const other = await stepped(steps, { loadLayerLoops });
    other.send({ type: 'explain-parameter', id: 1, index: 40 });
    return (await other.next('parameter-explained')).gradients;
  };
  expect([first.gradients, second.gradients, third]).toEqual([
    await alone(1),
    await alone(2),
    await alone(3),
  ]);
});
