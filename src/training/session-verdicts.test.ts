// A run on an engine that was proven in an earlier visit, and fails in this one.

import { expect, test } from 'vitest';
import type { DeviceReport, EngineTrial } from '../contract/device.ts';
import type { EngineName } from '../contract/config.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import type { SessionHost } from './host.ts';
import { config, engineWith, openSession } from './session.fixture.ts';

const trialOf = (engine: EngineName, rememberedFrom?: number): EngineTrial => ({
  engine,
  device: { kind: 'cpu', threads: 1 },
  verdict: 'proven',
  millisecondsPerStep: null,
  ...(rememberedFrom !== undefined && { rememberedFrom }),
});
const reportOf = (trial: EngineTrial): DeviceReport => ({
  webgpu: { state: 'none', reason: 'no-api' },
  chosen: trial.engine,
  device: trial.device!,
  reason: 'fastest',
  trials: [trial],
});

/** Verdicts on engines: `wasm` is remembered until it is distrusted. `log` lists what the session requested. */
function verdictsThat(provenAgain: EngineTrial['verdict']) {
  const log: string[] = [];
  let trusted = true;
  const host: Pick<SessionHost, 'chooseEngine' | 'verdicts'> = {
    async chooseEngine() {
      log.push('choose');
      return reportOf(trusted ? trialOf('wasm', 1000) : trialOf('reference'));
    },
    verdicts: {
      distrust(name) {
        log.push(`distrust ${name}`);
        trusted = false;
      },
      async prove(name) {
        log.push(`prove ${name}`);
        return { ...trialOf(name), verdict: provenAgain, detail: 'loss off by 1' };
      },
    },
  };
  return { host, log };
}

test('an engine that can’t be created is replaced by what is proven now', async () => {
  const { host, log } = verdictsThat('proven');
  const { send, next, events } = openSession({
    ...host,
    async createEngine(name, spec) {
      log.push(`create ${name}`);
      if (name === 'wasm') throw new Error('no SIMD');
      return createReferenceEngine(spec);
    },
  });
  send({ type: 'start', config });
  await next('result');
  expect(log).toEqual(['choose', 'create wasm', 'distrust wasm', 'choose', 'create reference']);
  const reports = events.flatMap((event) => (event.type === 'device' ? [event.report.chosen] : []));
  expect(reports).toEqual(['wasm', 'reference']);
  expect(events.filter(({ type }) => type === 'failure')).toEqual([]);
});

/** Creates engines of which the first fails at its third chunk. */
function failingOnce(log: string[]): SessionHost['createEngine'] {
  let engines = 0;
  return async (name, spec) => {
    log.push(`create ${name}`);
    const engine = createReferenceEngine(spec);
    if (engines++ > 0) return engine;
    let chunks = 0;
    return engineWith(engine, {
      train: (chunk) => (++chunks === 3 ? Promise.reject(new Error('trap')) : engine.train(chunk)),
    });
  };
}

test('an engine that fails in a run is proven again before the run goes on', async () => {
  const { host, log } = verdictsThat('proven');
  const { send, next, events } = openSession({ ...host, createEngine: failingOnce(log) });
  send({ type: 'start', config });
  await next('result');
  expect(log).toEqual([
    'choose',
    'create wasm',
    'distrust wasm',
    'distrust wasm',
    'prove wasm',
    'create wasm',
  ]);
  // The page no longer says that an earlier visit's trial counts.
  const reports = events.flatMap((event) => (event.type === 'device' ? [event.report.trials[0]] : []));
  expect(reports.map((trial) => trial!.rememberedFrom)).toEqual([1000, undefined]);
});

test('an engine that is wrong after a failure ends the run, and the page names the engine', async () => {
  const { host, log } = verdictsThat('wrong');
  const { send, next } = openSession({ ...host, createEngine: failingOnce(log) });
  send({ type: 'start', config });
  expect((await next('failure')).failure).toMatchObject({
    kind: 'engine',
    engine: 'wasm',
    message: 'loss off by 1',
  });
  expect(log.filter((line) => line.startsWith('create'))).toEqual(['create wasm']);
});

test('an engine whose run diverges is no longer trusted', async () => {
  const { host, log } = verdictsThat('proven');
  const { send, next } = openSession(host);
  send({ type: 'start', config: { ...config, optimizer: 'sgd', lr: 10, decay: 1, epochs: 9 } });
  expect((await next('failure')).failure.kind).toBe('diverged');
  expect(log).toContain('distrust wasm');
});

test('a page that lost its worker distrusts the engine that trained in it', () => {
  const { host, log } = verdictsThat('proven');
  openSession(host).send({ type: 'distrust-engine', engine: 'wasm' });
  expect(log).toEqual(['distrust wasm']);
});
