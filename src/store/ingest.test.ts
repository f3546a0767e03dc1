// What each event of the worker changes in the store and the history.

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { PRESETS } from '../contract/config.ts';
import type { Failure, RunPhase, WorkerEvent } from '../contract/messages.ts';
import type { EpochMetrics, RunPlan, StepsReport, TestResult } from '../contract/metrics.ts';
import { createHistory, type History } from './history.ts';
import { createIngest } from './ingest.ts';
import { createPendingRequests, type PendingRequests } from './pending.ts';
import { NO_RUN, type AppState } from './state.ts';
import type { WorkerLoss } from './worker-loss.ts';

const plan: RunPlan = {
  start: { kind: 'seed' },
  config: { ...PRESETS.modern, epochs: 2 },
  engine: 'wasm',
  device: { kind: 'cpu', threads: 1 },
  trainCount: 80,
  validationCount: 20,
  stepsPerEpoch: 4,
  totalSteps: 8,
  parameterCount: 10,
};
const steps = (firstStep: number, ...losses: number[]): StepsReport => ({
  firstStep,
  losses: Float32Array.from(losses),
  accuracies: Float32Array.from(losses, (loss) => 1 - loss),
  epochLoss: 0.5,
  epochAccuracy: 0.6,
  millisecondsPerStep: 2,
  imagesPerSecond: 1000,
  secondsLeft: 3,
  learningRate: 0.01,
});
const epoch = (number: number): EpochMetrics => ({
  epoch: number,
  step: 4 * number,
  trainLoss: 0.4,
  trainAccuracy: 0.8,
  validationLoss: 0.5,
  validationAccuracy: 0.75,
  seconds: 1,
  best: true,
  validationConfusion: new Uint16Array(100),
});
const result = (accuracy: number) => ({ accuracy, total: 10_000 }) as TestResult;

let store: StoreApi<AppState>;
let history: History;
let pending: PendingRequests;
let ingest: (event: WorkerEvent) => void;
const workerLost = vi.fn<WorkerLoss['workerLost']>();

beforeEach(() => {
  workerLost.mockReset().mockImplementation((failure) => failure);
  store = createStore<AppState>()(
    () => ({ run: NO_RUN, config: PRESETS.article, historyVersion: 0, latestResult: null }) as AppState,
  );
  history = createHistory();
  pending = createPendingRequests();
  ingest = createIngest(store, history, pending, { workerLost } as Partial<WorkerLoss> as WorkerLoss);
});

const run = () => store.getState().run;
const enter = (phase: RunPhase) => ingest({ type: 'phase', phase });

describe('a run', () => {
  test('goes from its start to its result', () => {
    store.setState({ savedRun: { state: 'refused', problem: 'damaged', detail: '' } });
    enter('preparing');
    ingest({ type: 'synthetic-progress', progress: { done: 5, total: 9, secondsLeft: 1 } });
    expect(run().syntheticProgress).toEqual({ done: 5, total: 9, secondsLeft: 1 });
    ingest({ type: 'started', plan });
    expect(store.getState().savedRun).toEqual({ state: 'none' });
    expect(run()).toEqual({ ...NO_RUN, phase: 'preparing', plan });
    enter('training');
    ingest({ type: 'steps', report: steps(0, 0.5, 0.25) });
    ingest({ type: 'steps', report: steps(2, 0.125) });
    expect([...history.losses.view()]).toEqual([0.5, 0.25, 0.125]);
    expect([...history.accuracies.view()]).toEqual([0.5, 0.75, 0.875]);
    const { firstStep: _, losses: __, accuracies: ___, ...live } = steps(0);
    expect(run()).toMatchObject({ phase: 'training', step: 3, live });
    ingest({ type: 'learning-rate', mark: { step: 3, value: 0.002 } });
    ingest({ type: 'scoring', done: 10, total: 20 });
    ingest({ type: 'epoch', metrics: epoch(1) });
    ingest({ type: 'epoch', metrics: epoch(2) });
    expect(run().scoring).toEqual({ done: 10, total: 20 });
    enter('testing');
    expect(run().scoring).toBeNull();
    ingest({ type: 'result', result: result(0.8) });
    enter('finished');
    expect(run()).toMatchObject({
      phase: 'finished',
      step: 3,
      epochs: [epoch(1), epoch(2)],
      marks: [{ step: 3, value: 0.002 }],
      result: result(0.8),
    });
  });

  test('that starts clears the history of the one before, and moves its version', () => {
    ingest({ type: 'started', plan });
    ingest({ type: 'steps', report: steps(0, 0.5) });
    const { historyVersion } = store.getState();
    ingest({ type: 'started', plan });
    expect(history.losses.length).toBe(0);
    expect(store.getState().historyVersion).toBeGreaterThan(historyVersion);
    expect(run().step).toBe(0);
  });

  test('that is restored replaces all that was known', () => {
    ingest({ type: 'started', plan });
    ingest({ type: 'steps', report: steps(0, 0.5, 0.5, 0.5) });
    enter('training');
    ingest({
      type: 'restored',
      run: {
        plan,
        losses: Float32Array.of(0.75, 0.25),
        accuracies: Float32Array.of(0.25, 0.75),
        epochs: [epoch(1)],
        marks: [],
        edited: [],
        mixed: false,
        result: null,
      },
    });
    expect([...history.losses.view()]).toEqual([0.75, 0.25]);
    expect(store.getState().config).toEqual(plan.config);
    expect(run()).toEqual({ ...NO_RUN, phase: 'training', plan, step: 2, epochs: [epoch(1)] });
  });

  test('that is edited has the newest report until it goes on, and then the steps of its edits', () => {
    const score = { loss: 1, accuracy: 0.5 };
    const report = { edits: 1, images: 500, before: score, after: score };
    ingest({ type: 'started', plan });
    ingest({ type: 'edited', id: 1, report });
    expect(run()).toMatchObject({ edit: report, edited: [], mixed: false, editVersion: 1 });
    ingest({ type: 'edited', id: 2, report: { ...report, edits: 0 } });
    expect(run()).toMatchObject({ edit: null, edited: [], mixed: false, editVersion: 2 });
    ingest({ type: 'edited', id: 3, report });
    ingest({ type: 'edits-settled', steps: [3] });
    expect(run()).toMatchObject({ edit: null, edited: [3], editVersion: 4 });
    ingest({ type: 'started', plan });
    expect(run()).toMatchObject({ edit: null, edited: [] });
  });

  test('that is reset leaves nothing but its result', () => {
    ingest({ type: 'started', plan });
    ingest({ type: 'steps', report: steps(0, 0.5) });
    ingest({ type: 'result', result: result(0.8) });
    enter('idle');
    expect(run()).toEqual(NO_RUN);
    expect(history.losses.length).toBe(0);
    expect(store.getState().latestResult).toEqual(result(0.8));
  });
});

describe('results', () => {
  const shown = () => {
    const { latestResult, earlierResult } = store.getState();
    return [latestResult, earlierResult].map((each) => each?.accuracy ?? null);
  };

  test('of two runs are the latest and the earlier one', () => {
    ingest({ type: 'started', plan });
    ingest({ type: 'result', result: result(0.8) });
    expect(shown()).toEqual([0.8, null]);
    ingest({ type: 'started', plan });
    ingest({ type: 'result', result: result(0.9) });
    expect(shown()).toEqual([0.9, 0.8]);
  });

  test('of a run that is shown again are not those of two runs', () => {
    ingest({ type: 'started', plan });
    ingest({ type: 'result', result: result(0.8) });
    const empty = new Float32Array(0);
    const restored = {
      plan,
      losses: empty,
      accuracies: empty,
      epochs: [],
      marks: [],
      edited: [],
      mixed: false,
      result: result(0.9),
    };
    ingest({ type: 'restored', run: restored });
    ingest({ type: 'result', result: result(0.9) });
    expect(shown()).toEqual([0.9, null]);
  });
});

describe('facts', () => {
  test('go where the page reads them', () => {
    const device = { chosen: 'wasm' } as Extract<WorkerEvent, { type: 'device' }>['report'];
    const otherTab = { epoch: 1, epochs: 2, step: 3, totalSteps: 4, accuracy: null };
    const recovery = {
      lost: 'device',
      engine: 'webgpu',
      atStep: 5,
      fromStep: 4,
      times: 1,
      message: '',
    } as const;
    const events: WorkerEvent[] = [
      { type: 'device', report: device },
      { type: 'data', status: { state: 'ready', total: 5, fromCache: true } },
      { type: 'saved-run', report: { state: 'refused', problem: 'damaged', detail: 'x' } },
      { type: 'saving', status: { state: 'saved', step: 7 } },
      { type: 'other-tab', run: otherTab },
      { type: 'recovered', recovery },
    ];
    for (const event of events) ingest(event);
    expect(store.getState()).toMatchObject({
      device,
      data: { state: 'ready', total: 5, fromCache: true },
      savedRun: { state: 'refused', problem: 'damaged', detail: 'x' },
      saving: { state: 'saved', step: 7 },
      otherTab,
      recovery,
    });
    ingest({ type: 'other-tab', run: null });
    expect(store.getState().otherTab).toBeNull();
  });

  test('pong changes nothing', () => {
    const before = store.getState();
    ingest({ type: 'pong' });
    expect(store.getState()).toBe(before);
  });

  test('answers go to the requests that wait for them', async () => {
    const [answered, refused] = [pending.open('exported'), pending.open('exported')];
    ingest({ type: 'exported', id: answered.id, name: 'a', bytes: new Uint8Array(1) });
    ingest({ type: 'refused', id: refused.id, reason: 'no-model' });
    expect(await answered.answer).toMatchObject({ name: 'a' });
    expect(await refused.answer).toBeNull();
  });
});

describe('a failure', () => {
  const died: Failure = { kind: 'worker', reason: 'stopped', message: 'gone' };

  test('is shown, and leaves the run and its requests alone', async () => {
    const failure: Failure = { kind: 'data', file: 'a.bin', reason: 'network' };
    enter('training');
    const request = pending.open('exported');
    ingest({ type: 'failure', failure });
    expect(store.getState().failure).toEqual(failure);
    expect(run().phase).toBe('training');
    ingest({ type: 'exported', id: request.id, name: 'a', bytes: new Uint8Array(1) });
    expect(await request.answer).not.toBeNull();
    expect(workerLost).not.toHaveBeenCalled();
  });

  test('of the worker ends its requests; its run is recovered, or has failed', async () => {
    enter('training');
    const request = pending.open('exported');
    workerLost.mockReturnValueOnce(null);
    ingest({ type: 'failure', failure: died });
    expect(await request.answer).toBeNull();
    expect(workerLost).toHaveBeenCalledWith(died);
    expect([store.getState().failure, run().phase]).toEqual([undefined, 'training']);
    ingest({ type: 'failure', failure: died });
    expect([store.getState().failure, run().phase]).toEqual([died, 'failed']);
  });
});
