// Which dataset the page shows and trains on, and what it reads from a person's files.

import { beforeEach, expect, test, vi } from 'vitest';
import type { Client } from '../client/client.ts';
import { PRESETS } from '../contract/config.ts';
import { FASHION, type DatasetFacts } from '../contract/dataset.ts';
import type { WorkerCommand, WorkerEvent } from '../contract/messages.ts';
import type { DatasetAnswer, OwnDataSummary, SummaryAnswer } from '../contract/own-data.ts';
import { fittedTo, presetOn } from './dataset-config.ts';
import { NO_OWN_DATA } from './state.ts';
import { createApp } from './store.ts';

const reader = vi.hoisted(() => ({
  read: vi.fn<() => Promise<SummaryAnswer>>(),
  setOptions: vi.fn<() => Promise<SummaryAnswer>>(),
  finish: vi.fn<() => Promise<DatasetAnswer>>(),
  cancel: vi.fn<() => void>(),
}));
vi.mock('../client/data-reader.ts', () => ({
  DataReader: class {
    read = reader.read;
    setOptions = reader.setOptions;
    finish = reader.finish;
    cancel = reader.cancel;
  },
}));
beforeEach(() => void vi.resetAllMocks());

const facts: DatasetFacts = {
  id: '0123456789ab',
  name: 'Shapes',
  classes: ['circle', 'square', 'line'],
  trainCount: 800,
  testCount: 200,
  contentHash: `0123456789ab${'0'.repeat(52)}`,
};
const options = { invert: false, turn: false };
const summary = { suggestedName: 'shapes', options } as OwnDataSummary;

function opened(search = '', onSend: (command: WorkerCommand) => void = () => {}) {
  const sent: WorkerCommand[] = [];
  let say: (event: WorkerEvent) => void = () => {};
  const app = createApp(search, ['en'], (onEvent): Client => {
    say = onEvent;
    const send = (command: WorkerCommand) => {
      sent.push(command);
      onSend(command);
    };
    return { send, restart: () => {} };
  });
  return { ...app, sent, say: (event: WorkerEvent) => say(event) };
}

test('small data gets more epochs than its preset has, and large data the preset’s', () => {
  const config = presetOn(facts, 'sprint', { ...PRESETS.article, seed: 7 });
  expect(config).toMatchObject({ preset: 'sprint', data: facts.id, classes: 3, samples: 800, seed: 7 });
  // 640 of 800 images are trained on: 20 steps of 32 in an epoch.
  expect(config).toMatchObject({ split: 0.8, epochs: 2000 / 20 });
  expect(presetOn({ ...facts, trainCount: 60_000 }, 'sprint', PRESETS.article)).toMatchObject({
    split: 0.95,
    epochs: 5,
  });
  expect(presetOn({ ...facts, trainCount: 10 }, 'sprint', PRESETS.article).epochs).toBe(200);
  expect(presetOn(FASHION, 'modern', { ...PRESETS.article, seed: 7 })).toEqual({
    ...PRESETS.modern,
    seed: 7,
  });
});

test('a configuration is fitted to the data: its classes, and no more images than there are', () => {
  const link = { ...presetOn(facts, 'modern', PRESETS.article), classes: 10, samples: 5000 };
  expect(fittedTo(facts, link)).toEqual({ ...link, classes: 3, samples: 800 });
  expect(fittedTo(facts, { ...link, samples: 500 }).samples).toBe(500);
});

test('files are read, looked at and used: the worker gets the dataset, and the next run is on it', async () => {
  const { commands, store, sent } = opened();
  reader.read.mockResolvedValue({ summary });
  await commands.readData([]);
  expect(store.getState().ownData).toEqual({ ...NO_OWN_DATA, summary });
  // The switch moves at once, before its samples are here.
  reader.setOptions.mockReturnValue(new Promise(() => {}));
  void commands.setDataOptions({ invert: true, turn: false });
  expect(store.getState().ownData.summary?.options.invert).toBe(true);
  commands.discardReadData();
  expect(reader.cancel).toHaveBeenCalledOnce();

  const dataset = { facts, images: new Uint8Array(0), labels: new Uint8Array(0) };
  reader.finish.mockResolvedValue({ dataset });
  await commands.takeReadData('Shapes');
  expect(sent.map(({ type }) => type)).toEqual(['add-dataset', 'configure']);
  expect(store.getState()).toMatchObject({
    config: { data: facts.id, classes: 3, preset: 'sprint' },
    // Before the worker has listed it.
    dataset: facts,
    ownData: { summary: null },
  });
  commands.chooseDataset(FASHION);
  expect(store.getState().config).toEqual(PRESETS.article);
  expect(store.getState().dataset).toEqual(FASHION);
});

test('a refusal keeps what was read before, and a cancelled reading is none', async () => {
  const { commands, store } = opened();
  reader.read.mockResolvedValueOnce({ summary });
  await commands.readData([]);
  reader.read.mockResolvedValueOnce({ refusal: { file: 'a.csv', reason: 'empty' } });
  await commands.readData([]);
  expect(store.getState().ownData).toMatchObject({ summary, refusal: { file: 'a.csv', reason: 'empty' } });
  reader.read.mockResolvedValueOnce({ refusal: { file: '', reason: 'cancelled' } });
  await commands.readData([]);
  expect(store.getState().ownData).toMatchObject({ summary, refusal: null, work: null });
});

test('until what was read is in use, no run starts', async () => {
  const { commands, store, sent } = opened('', ({ type }) => {
    // The worker has the dataset, and not its configuration.
    if (type === 'add-dataset') commands.requestTraining();
  });
  reader.read.mockResolvedValue({ summary });
  await commands.readData([]);
  const starts = () => sent.filter(({ type }) => type === 'start').length;
  let finish: (answer: DatasetAnswer) => void = () => {};
  reader.finish.mockImplementation(() => new Promise((resolve) => void (finish = resolve)));

  const refused = commands.takeReadData('Shapes');
  expect(store.getState().ownData.applying).toBe(true);
  commands.requestTraining();
  commands.requestStep();
  commands.requestFineTuning();
  expect(starts()).toBe(0);
  await expect.poll(() => reader.finish.mock.calls.length).toBe(1);
  finish({ refusal: { file: '', reason: 'failed' } });
  await refused;
  expect(store.getState().ownData).toMatchObject({ applying: false, refusal: { reason: 'failed' } });
  commands.requestTraining();
  expect(starts()).toBe(1);

  const taken = commands.takeReadData('Shapes');
  await expect.poll(() => reader.finish.mock.calls.length).toBe(2);
  finish({ dataset: { facts, images: new Uint8Array(0), labels: new Uint8Array(0) } });
  await taken;
  expect(starts()).toBe(1);
  commands.requestTraining();
  expect(sent.at(-1)).toMatchObject({ type: 'start', config: { data: facts.id } });
});

test('what was read is discarded on its way into use: a run can start', async () => {
  const { commands, store, sent } = opened();
  reader.read.mockResolvedValue({ summary });
  await commands.readData([]);
  let finish: (answer: DatasetAnswer) => void = () => {};
  reader.finish.mockImplementation(() => new Promise((resolve) => void (finish = resolve)));
  const taken = commands.takeReadData('Shapes');
  await expect.poll(() => reader.finish.mock.calls.length).toBe(1);
  commands.discardReadData();
  commands.requestTraining();
  expect(sent.at(-1)).toMatchObject({ type: 'start', config: { data: FASHION.id } });
  finish({ refusal: { file: '', reason: 'cancelled' } });
  await taken;
  expect(store.getState().ownData).toEqual(NO_OWN_DATA);
});

test('only one reading is under way at a time', async () => {
  const { commands, store } = opened();
  reader.read.mockReturnValue(new Promise(() => {}));
  void commands.readData([]);
  await commands.readData([]);
  await expect.poll(() => reader.read.mock.calls.length).toBe(1);
  expect(store.getState().ownData.work).not.toBeNull();
});

test('a link to data that is not listed yet shows numbers for its classes, then their names', () => {
  const { store, say, sent, commands } = opened(`?data=${facts.id}&classes=5&samples=9000`);
  expect(store.getState().dataset).toMatchObject({ id: facts.id, name: facts.id, trainCount: 0 });
  expect(store.getState().dataset.classes).toHaveLength(5);
  commands.prepare();
  say({ type: 'datasets', own: [{ facts, notStored: null }] });
  expect(store.getState().dataset).toEqual(facts);
  // What the link says wrongly of the data is corrected once the data is loaded.
  say({ type: 'dataset', facts });
  expect(store.getState().config).toMatchObject({ data: facts.id, classes: 3, samples: 800 });
  expect(sent.map(({ type }) => type)).toEqual(['configure', 'configure']);
});

test('a dataset of an earlier choice is not shown, and that of a resumed run is', () => {
  const { store, say } = opened();
  say({ type: 'dataset', facts });
  expect(store.getState().dataset).toEqual(FASHION);
  say({ type: 'phase', phase: 'preparing' });
  say({ type: 'dataset', facts });
  expect(store.getState()).toMatchObject({ dataset: facts, config: { data: facts.id, classes: 3 } });
});

test('during a run the data stays; a deleted dataset that is in use gives way to FashionMNIST', () => {
  const { store, say, commands, sent } = opened();
  say({ type: 'datasets', own: [{ facts, notStored: null }] });
  say({ type: 'phase', phase: 'training' });
  commands.chooseDataset(facts);
  expect(store.getState().config.data).toBe(FASHION.id);
  say({ type: 'phase', phase: 'idle' });
  commands.chooseDataset(facts);
  expect(store.getState().dataset).toEqual(facts);
  say({ type: 'phase', phase: 'training' });
  commands.deleteDataset(facts.id);
  expect(sent.some(({ type }) => type === 'delete-dataset')).toBe(false);
  say({ type: 'phase', phase: 'idle' });
  commands.deleteDataset(facts.id);
  expect(store.getState().config.data).toBe(FASHION.id);
  expect(sent.at(-1)).toEqual({ type: 'delete-dataset', data: facts.id });
});
