// A run exported for other programs: what is gathered of it, and when that is refused.

import { expect, test } from 'vitest';
import { FASHION, FASHION_ID } from '../contract/dataset.ts';
import type { ExportRequest } from '../contract/export.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { CodeLoadError } from '../base/load-code.ts';
import type { ExportedImages, ExportedRun, WriteRun } from '../export/exported-run.ts';
import { initialParameters } from '../recipe/initial-parameters.ts';
import { memoryRunStore } from '../storage/run-store.ts';
import { own, ownConfig } from './own-dataset.fixture.ts';
import type { SessionHost } from './host.ts';
import { config, dataset, loadDataset, openSession, weightsIn, type OpenSession } from './session.fixture.ts';

const request: ExportRequest = {
  format: 'zip',
  classNames: FASHION.classes.map((key) => `The ${key}`),
  language: 'en',
  pageUrl: 'https://example.org/lenet/',
  withImages: false,
};

interface Written {
  run: ExportedRun;
  weightFile: Uint8Array;
  images: ExportedImages | null;
}

/** A session that remembers what it was to write. */
function exportingSession(host: Partial<SessionHost> = {}) {
  const written: Written[] = [];
  const write: WriteRun = (_, run, weightFile, images) => {
    written.push({ run, weightFile: weightFile.slice(), images });
    return { name: 'run.zip', bytes: new Uint8Array([1, 2, 3]) };
  };
  const session = openSession({ loadExports: async () => write, ...host });
  return { session, written };
}

async function train(session: OpenSession, more: Partial<typeof config> = {}) {
  session.send({ type: 'start', config: { ...config, ...more } });
  await session.next('phase', ({ phase }) => phase === 'finished');
}

test('the run’s facts and best weights are written, and the file is sent', async () => {
  const { session, written } = exportingSession();
  await train(session);
  session.send({ type: 'export-run', id: 4, request });
  expect(await session.next('exported')).toMatchObject({ id: 4, name: 'run.zip', bytes: { length: 3 } });
  const [{ run, weightFile, images }] = written as [Written];
  expect(run).toMatchObject({
    classNames: request.classNames,
    language: 'en',
    pageUrl: 'https://example.org/lenet/',
    initial: null,
    run: { dataset: FASHION, step: 80, marks: [], edited: [], plan: { config } },
  });
  expect(run.run.result!.total).toBe(10_000);
  expect(run.run.epochs).toHaveLength(2);
  expect(weightsIn(weightFile).parameters).toEqual(run.parameters);
  expect(images).toBeNull();
});

test('with its images, which are all loaded first, and the synthetic ones', async () => {
  const requested: number[] = [];
  const { session, written } = exportingSession({
    loadDataset: async (target, needs, ...rest) => {
      requested.push(needs.trainCount);
      return loadDataset(target, needs, ...rest);
    },
  });
  await train(session, { synthetic: 3, order: 'shuffled', epochs: 1 });
  session.send({ type: 'export-run', id: 4, request: { ...request, withImages: true } });
  await session.next('exported');
  expect(requested).toEqual([1000, 60_000]);
  const { images, labels, syntheticImages, syntheticLabels } = written[0]!.images!;
  expect(images.length).toBe(70_000 * IMAGE_PIXELS);
  expect(images.subarray(0, 1000 * IMAGE_PIXELS)).toEqual(dataset.images.subarray(0, 1000 * IMAGE_PIXELS));
  expect(labels).toEqual(dataset.labels.subarray(0, 70_000));
  expect([syntheticImages.length, syntheticLabels.length]).toEqual([3 * IMAGE_PIXELS, 3]);
  expect(syntheticImages.some((pixel) => pixel > 0)).toBe(true);
});

test('a fine-tuned run has the weights that it started from, also after it was resumed', async () => {
  const runs = memoryRunStore();
  const { session, written } = exportingSession({ runs });
  await train(session);
  session.send({ type: 'export-run', id: 1, request });
  await session.next('exported');
  session.send({ type: 'start', config: { ...config, epochs: 1 }, fineTune: true });
  await session.next('phase', ({ phase }) => phase === 'finished');
  session.send({ type: 'export-run', id: 2, request });
  await session.next('exported');
  const [first, second] = written as [Written, Written];
  expect(second.run.run.plan.start).toEqual({ kind: 'fine-tune' });
  expect(second.run.initial).toEqual(first.run.parameters);
  expect(second.run.parameters).not.toEqual(first.run.parameters);

  const later = exportingSession({ runs });
  later.session.send({ type: 'resume-saved-run', engine: null });
  await later.session.next('phase', ({ phase }) => phase === 'finished');
  later.session.send({ type: 'export-run', id: 3, request });
  await later.session.next('exported');
  expect(later.written[0]!.run.initial).toEqual(first.run.parameters);
});

test('a person’s data comes with its own facts and images', async () => {
  const { session, written } = exportingSession();
  session.send({ type: 'add-dataset', dataset: structuredClone(own) });
  await session.next('datasets', ({ own: all }) => all.length === 1);
  await train(session, ownConfig);
  const named = { ...request, classNames: [...own.facts.classes], withImages: true };
  session.send({ type: 'export-run', id: 1, request: named });
  await session.next('exported');
  const [{ run, images }] = written as [Written];
  expect(run.run.dataset).toEqual(own.facts);
  expect(images!.images).toEqual(own.images);
  expect(images!.labels).toEqual(own.labels);
  expect(images!.syntheticLabels).toHaveLength(0);
});

test('without a model it is refused; with images also during a run', async () => {
  const { session, written } = exportingSession();
  session.send({ type: 'export-run', id: 1, request });
  expect(await session.next('refused')).toMatchObject({ id: 1, reason: 'no-model' });
  session.send({ type: 'start', config: { ...config, epochs: 3 } });
  await session.next('epoch');
  session.send({ type: 'pause' });
  await session.next('phase', ({ phase }) => phase === 'paused');
  session.send({ type: 'export-run', id: 2, request: { ...request, withImages: true } });
  expect(await session.next('refused')).toMatchObject({ id: 2, reason: 'busy' });
  session.send({ type: 'export-run', id: 3, request });
  expect(await session.next('exported')).toMatchObject({ id: 3 });
  // The run so far, without a result.
  expect(written[0]!.run.run).toMatchObject({ result: null, plan: { config: { data: FASHION_ID } } });
  const fresh = initialParameters(config, config.init, config.seed);
  expect(written[0]!.run.parameters).not.toEqual(fresh);
});

test('code that can’t be fetched is reported, and the run stays', async () => {
  const loadExports = () => Promise.reject(new CodeLoadError('error loading dynamically imported module'));
  const { session } = exportingSession({ loadExports });
  await train(session);
  session.send({ type: 'export-run', id: 1, request });
  expect(await session.next('request-failed')).toMatchObject({ id: 1 });
  session.send({ type: 'export', id: 2 });
  expect(await session.next('exported')).toMatchObject({ id: 2 });
});

test('images are refused once another run or dataset has taken their place', async () => {
  for (const replace of [
    (session: OpenSession) => {
      session.send({ type: 'start', config: { ...config, seed: 9, epochs: 50 } });
      session.send({ type: 'reset' });
    },
    (session: OpenSession) => session.send({ type: 'configure', config: ownConfig }),
  ]) {
    let proceed = () => {};
    const loading = new Promise<void>((resolve) => (proceed = resolve));
    let written = 0;
    const write: WriteRun = () => {
      written++;
      return { name: 'run.zip', bytes: new Uint8Array(1) };
    };
    const slow = openSession({ loadExports: () => loading.then(() => write) });
    slow.send({ type: 'add-dataset', dataset: structuredClone(own) });
    await slow.next('datasets', ({ own: all }) => all.length === 1);
    await train(slow, { epochs: 1 });
    slow.send({ type: 'export-run', id: 1, request: { ...request, withImages: true } });
    replace(slow);
    proceed();
    expect(await slow.next('refused')).toMatchObject({ id: 1, reason: 'busy' });
    expect(written).toBe(0);
  }
});

test('a finished run whose data is missing exports its weights alone, with numbers for its classes', async () => {
  const runs = memoryRunStore();
  const first = exportingSession({ runs });
  first.session.send({ type: 'add-dataset', dataset: structuredClone(own) });
  await first.session.next('datasets', ({ own: all }) => all.length === 1);
  await train(first.session, ownConfig);

  const { session, written } = exportingSession({ runs });
  session.send({ type: 'configure', config: ownConfig });
  await session.next('restored');
  session.send({ type: 'export-run', id: 1, request });
  expect(await session.next('refused')).toMatchObject({ id: 1, reason: 'no-data' });
  expect(written).toEqual([]);
  session.send({ type: 'export', id: 2 });
  const { name, bytes } = await session.next('exported');
  expect(name).toBe(`lenet5-${own.facts.id}-best.safetensors`);
  expect(weightsIn(bytes).metadata['classes']).toBe('["0","1","2"]');
});

test('weights of a file that were scored are exported without synthetic images', async () => {
  const { session, written } = exportingSession();
  const synthetic = { ...config, synthetic: 3, order: 'shuffled', epochs: 1 } as const;
  await train(session, synthetic);
  session.send({ type: 'export', id: 1 });
  const { bytes } = await session.next('exported');
  session.send({ type: 'load', id: 2, name: 'mine.safetensors', bytes, config });
  await session.next('phase', ({ phase }) => phase === 'finished');
  session.send({ type: 'export-run', id: 3, request: { ...request, withImages: true } });
  await session.next('exported', ({ id }) => id === 3);
  expect(written[0]!.run.run.plan.config.synthetic).toBe(3);
  expect(written[0]!.images!.syntheticLabels).toHaveLength(0);
});
