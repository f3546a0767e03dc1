// Links, saved runs and weight files of earlier versions still open. The files in version-1/ were written by the page as
// it was at checkpoint version 1 and weight-file version 1; expected.json and links.json say what that page made of them.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CHECKPOINT_VERSION, readCheckpoint, type Checkpoint } from '../../src/contract/checkpoint.ts';
import { PRESETS, type RunConfig } from '../../src/contract/config.ts';
import { formatLink, parseLink, type LinkNotice } from '../../src/contract/url.ts';
import { memoryRunStore, type StoredRun } from '../../src/storage/run-store.ts';
import { openStoredRun } from '../../src/training/checkpoint/checkpoint.ts';
import { openSession } from '../../src/training/session.fixture.ts';
import { FORMAT_VERSION, readWeightFile } from '../../src/weights/read-weight-file.ts';
import { readStoredRun } from './stored-run.ts';

const at = (name: string) => new URL(`version-1/${name}`, import.meta.url);
const readJson = (name: string): unknown => JSON.parse(readFileSync(at(name), 'utf8'));

interface Expected {
  'run-in-progress': {
    step: number;
    epoch: number;
    bestEpoch: number;
    /** What the earlier page came to when it resumed the run. */
    resumed: {
      steps: number;
      losses: string;
      bestWeights: string;
      bestEpoch: number;
      testAccuracy: number;
      validationAccuracies: number[];
    };
  };
  'run-done': { step: number; testAccuracy: number; bestEpoch: number; bestWeights: string };
}
const expected = readJson('expected.json') as Expected;

/** A configuration of version 1 with today's names and fields: every run of it shuffled all images together. */
type OldConfig = Omit<RunConfig, 'synthetic' | 'order'> & { made: number };
const renamed = ({ made, ...same }: OldConfig): RunConfig => ({
  ...same,
  synthetic: made,
  order: 'shuffled',
  // The only data of those versions.
  data: 'fashion-mnist',
  classes: 10,
});
/** The link of a run of version 1 that gives the same run today. */
const shuffled = (link: string) => `${link === '' ? '?' : `${link}&`}order=shuffled`;

const sha256 = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  createHash('sha256')
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest('hex');

/** A session that finds `stored` in its storage, and that storage. */
async function sessionWith({ checkpoint, losses, accuracies }: StoredRun) {
  const runs = memoryRunStore();
  await runs.save(checkpoint as Checkpoint, losses, accuracies);
  const session = openSession({ runs });
  return { ...session, runs };
}

describe('a saved run of checkpoint version 1', () => {
  const inProgress = readStoredRun(at('run-in-progress.json.gz'));
  const done = readStoredRun(at('run-done.json.gz'));
  const old = (stored: StoredRun) =>
    stored.checkpoint as {
      version: number;
      pictures: number;
      plan: { origin: { kind: string }; config: OldConfig };
      kept: { metrics: { epoch: number } };
      state: { parameters: Float32Array };
    };

  test('has the old names', () => {
    expect(old(inProgress)).toMatchObject({ version: 1, pictures: 384, plan: { config: { made: 200 } } });
    expect(old(done)).toMatchObject({ version: 1, plan: { origin: { kind: 'onward' } } });
  });

  test('is read under the new names, with every value', () => {
    const read = readCheckpoint(inProgress.checkpoint);
    if ('problem' in read) throw new Error(read.detail);
    const { pictures, kept, plan, ...same } = inProgress.checkpoint as Record<string, unknown>;
    const { origin, config, ...facts } = plan as Record<string, unknown>;
    expect(read.checkpoint).toEqual({
      ...same,
      version: CHECKPOINT_VERSION,
      images: pictures,
      best: kept,
      edited: [],
      initial: null,
      mixed: false,
      plan: { ...facts, start: origin, config: renamed(config as OldConfig) },
    });
  });

  test('has the steps of its edits only where it was edited', () => {
    const edited = (more: object) => {
      const read = readCheckpoint({ ...(inProgress.checkpoint as object), ...more });
      return 'problem' in read ? read.problem : read.checkpoint.edited;
    };
    expect(edited({})).toEqual([]);
    expect(edited({ edited: [3, 40] })).toEqual([3, 40]);
    expect(edited({ edited: [-1] })).toBe('damaged');
  });

  test('opens with its digest, in the middle of an epoch and with a best epoch', async () => {
    const opened = await openStoredRun(inProgress);
    if ('problem' in opened) throw new Error(opened.detail);
    const { step, epoch, bestEpoch } = expected['run-in-progress'];
    expect(opened.checkpoint).toMatchObject({ step, epoch, best: { metrics: { epoch: bestEpoch } } });
    expect(opened.losses.length).toBe(step);
  });

  test('of a run from given weights opens as a fine-tuned one, with its test result', async () => {
    const opened = await openStoredRun(done);
    if ('problem' in opened) throw new Error(opened.detail);
    const { step, testAccuracy, bestEpoch, bestWeights } = expected['run-done'];
    const { plan, best } = opened.checkpoint;
    expect(plan.start).toEqual({ kind: 'fine-tune' });
    expect(opened.checkpoint.step).toBe(step);
    expect(best!.test).toMatchObject({ accuracy: testAccuracy, bestEpoch });
    expect(sha256(best!.state.parameters)).toBe(bestWeights);
  });

  test('is damaged where its weights do not match the digest, or a value is missing', async () => {
    const changed = structuredClone(inProgress);
    old(changed).state.parameters[5]! += 1e-3;
    expect(await openStoredRun(changed)).toMatchObject({ problem: 'damaged' });
    for (const name of ['pictures', 'kept', 'plan', 'state', 'digest']) {
      const { [name]: _, ...rest } = inProgress.checkpoint as Record<string, unknown>;
      expect(readCheckpoint(rest)).toMatchObject({ problem: 'damaged' });
    }
    for (const plan of [null, 1, 'plan', [], { origin: null }, { origin: { kind: 'fine-tuned' } }]) {
      const harmed = { ...(inProgress.checkpoint as object), plan };
      expect(readCheckpoint(harmed)).toMatchObject({ problem: 'damaged' });
    }
  });

  test('resumes to the same losses, weights and score, bit for bit', async () => {
    const { resumed, step } = expected['run-in-progress'];
    const { send, next, runs } = await sessionWith(inProgress);
    send({ type: 'configure', config: renamed(old(inProgress).plan.config) });
    const { report } = await next('saved-run');
    expect(report).toMatchObject({ state: 'saved', run: { step, config: { synthetic: 200 } } });
    send({ type: 'resume-saved-run', engine: null });
    const { run } = await next('restored');
    expect(run.losses).toEqual(inProgress.losses);
    const { result } = await next('result');
    expect(result).toMatchObject({ accuracy: resumed.testAccuracy, bestEpoch: resumed.bestEpoch });
    await next('phase', ({ phase }) => phase === 'finished');
    const saved = await runs.load();
    const opened = saved && (await openStoredRun(saved));
    if (!opened || 'problem' in opened) throw new Error('the finished run was not saved');
    expect(opened.checkpoint.version).toBe(CHECKPOINT_VERSION);
    expect(opened.losses.length).toBe(resumed.steps);
    expect(sha256(opened.losses)).toBe(resumed.losses);
    expect(sha256(opened.checkpoint.best!.state.parameters)).toBe(resumed.bestWeights);
    expect(opened.checkpoint.epochs.map(({ validationAccuracy }) => validationAccuracy)).toEqual(
      resumed.validationAccuracies,
    );
  });

  test('that is done is shown again with its score, and its weights can be exported', async () => {
    const { testAccuracy, bestWeights } = expected['run-done'];
    const { send, next } = await sessionWith(done);
    send({ type: 'resume-saved-run', engine: null });
    expect((await next('restored')).run.plan.start).toEqual({ kind: 'fine-tune' });
    expect((await next('result')).result.accuracy).toBe(testAccuracy);
    await next('phase', ({ phase }) => phase === 'finished');
    send({ type: 'export', id: 1 });
    const read = readWeightFile((await next('exported')).bytes);
    if ('refusal' in read) throw new Error(read.refusal.found);
    expect(sha256(read.file.parameters)).toBe(bestWeights);
  });
});

describe('a weight file of version 1', () => {
  test.each([
    ['weights-sketch.safetensors', expected['run-in-progress'].resumed.bestWeights],
    ['weights-small.safetensors', expected['run-done'].bestWeights],
  ])('%s opens with its weights, network and configuration', (name, weights) => {
    const read = readWeightFile(new Uint8Array(readFileSync(at(name))));
    if ('refusal' in read) throw new Error(read.refusal.found);
    const { file } = read;
    expect(sha256(file.parameters)).toBe(weights);
    expect(Number(file.metadata['version'])).toBe(1);
    expect(FORMAT_VERSION).toBeGreaterThan(1);
    expect(file.assumed).toBe(false);
    const config = JSON.parse(file.metadata['config']!) as OldConfig;
    expect(config).toHaveProperty('made');
    expect(file.config).toEqual(renamed(config));
    expect(file.model).toMatchObject({ c1: 2, c3: 3, f5: 8, f6: 6 });
    // The link of a run from its seed gives the same configuration, but for the order that is the default today.
    const { link } = file.metadata;
    if (link !== undefined) expect(parseLink(shuffled(link)).config).toEqual(file.config);
  });

  test('is taken by a session and scored', async () => {
    const { send, next } = await sessionWith(readStoredRun(at('run-done.json.gz')));
    const bytes = new Uint8Array(readFileSync(at('weights-sketch.safetensors')));
    const { config } = parseLink('');
    send({ type: 'load', id: 1, name: 'old.safetensors', bytes, config });
    expect(await next('loaded')).toMatchObject({ refusal: null, assumed: false });
    const { accuracy } = (await next('result')).result;
    expect(accuracy).toBe(expected['run-in-progress'].resumed.testAccuracy);
  });
});

describe('a link with the old names', () => {
  const links = readJson('links.json') as { link: string; config: OldConfig; notices: LinkNotice[] }[];

  test.each(links)('"$link" gives the same configuration and notices', ({ link, config, notices }) => {
    // Version 1 had no notice of its own for a fraction in place of a whole number.
    const renewed = notices.map((notice) =>
      'value' in notice && notice.value === '12.4' ? { ...notice, kind: 'not-whole' } : notice,
    );
    expect(parseLink(shuffled(link))).toEqual({ config: renamed(config), notices: renewed });
    const { order } = PRESETS[config.preset];
    expect(parseLink(link)).toEqual({ config: { ...renamed(config), order }, notices: renewed });
  });

  test('is written with the new name, which counts before the old one', () => {
    expect(formatLink(parseLink('?preset=sketch&made=1000').config)).toBe('?preset=sketch&synthetic=1000');
    for (const link of ['?made=5&synthetic=7', '?synthetic=7&made=5']) {
      expect(parseLink(link)).toMatchObject({ config: { synthetic: 7 }, notices: [] });
    }
  });
});
