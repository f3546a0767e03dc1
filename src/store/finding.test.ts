import { describe, expect, it } from 'vitest';
import { PRESETS } from '../contract/config.ts';
import { chanceLoss } from './diagnosis.ts';
import { findingOf } from './finding.ts';
import { epochWith, finishedRun, ownDataset, ownResultWith, resultWith } from './finished-run.fixture.ts';

const SHIRT = 6;
const BAG = 8;
/** 664 of 1,000 shirts are correct; 200 are predicted as class 0, the others as class 4. */
const shirtsMixedUp = resultWith((label, place) =>
  label !== SHIRT || place < 664 ? label : place < 864 ? 0 : 4,
);
const alwaysBag = resultWith(() => BAG);
const guesses = resultWith((label, place) => (label + place) % 10);

describe('the finding of a run that learned', () => {
  it('is its weakest class, and what that is predicted as', () => {
    expect(findingOf(finishedRun({}, [epochWith(1)], shirtsMixedUp))).toEqual({
      kind: 'weakest-class',
      label: SHIRT,
      correct: 664,
      total: 1000,
      predictedAs: 0,
      count: 200,
    });
  });

  it('is that there are no mistakes', () => {
    const flawless = resultWith((label) => label);
    expect(findingOf(finishedRun({}, [epochWith(1)], flawless))).toEqual({ kind: 'no-mistakes' });
  });
});

describe('the finding of a run at the level of guessing', () => {
  const chanceEpoch = epochWith(1, { trainLoss: 60, validationLoss: 40, validationAccuracy: 0.1 });

  it('is the class that it predicts nearly always, and a lower learning rate', () => {
    expect(findingOf(finishedRun({ lr: 0.7 }, [chanceEpoch], alwaysBag))).toEqual({
      kind: 'chance',
      always: { label: BAG, count: 10_000 },
      cause: { kind: 'rate-too-high', rate: 0.7, better: 0.001 },
      dead: null,
      changes: { lr: 0.001 },
    });
  });

  it('names no class where several are predicted', () => {
    expect(findingOf(finishedRun({ lr: 0.003 }, [chanceEpoch], guesses))).toMatchObject({
      kind: 'chance',
      always: null,
      changes: { lr: 0.0003 },
    });
  });

  it('is more epochs after few steps', () => {
    const epochs = [epochWith(1, { step: 10, trainLoss: 2.31 })];
    const run = finishedRun({ epochs: 1 }, epochs, alwaysBag);
    run.plan.stepsPerEpoch = 10;
    expect(findingOf(run)).toMatchObject({
      cause: { kind: 'too-few-steps', steps: 10 },
      changes: { epochs: 200 },
    });
  });

  it('is the preset’s own settings where they were changed', () => {
    const epochs = [epochWith(1, { trainLoss: chanceLoss(10) })];
    expect(findingOf(finishedRun({ optimizer: 'sgd', lr: 0.03, seed: 5 }, epochs, guesses))).toMatchObject({
      cause: { kind: 'settings' },
      changes: { ...PRESETS.article, seed: 5 },
    });
  });

  it('has no advice for weights from a file', () => {
    const run = finishedRun({}, [], alwaysBag);
    run.plan.start = { kind: 'file', name: 'a.safetensors' };
    expect(findingOf(run)).toMatchObject({ kind: 'chance', cause: { kind: 'unknown' }, changes: null });
  });
});

describe('the finding of a run that loses what it learned', () => {
  const better = epochWith(1, { trainLoss: 1.27, validationAccuracy: 0.65 });
  const worse = epochWith(2, { trainLoss: 1.8, validationAccuracy: 0.28, best: false });

  it('is the epoch after which it was lost, and a lower learning rate', () => {
    expect(findingOf(finishedRun({ lr: 0.08 }, [better, worse], shirtsMixedUp))).toEqual({
      kind: 'collapse',
      collapse: { epoch: 1, best: 0.65, last: 0.28 },
      rate: 0.08,
      lower: 0.008,
    });
  });

  it.each([
    ['a small fall', { ...worse, validationAccuracy: 0.56 }],
    ['a training loss that still falls', { ...worse, trainLoss: 1.2 }],
  ])('is not %s', (_, last) => {
    expect(findingOf(finishedRun({}, [better, last], shirtsMixedUp)).kind).toBe('weakest-class');
  });
});

describe('the finding of a run with dead units', () => {
  const counted = (f5: number) => ({
    images: 100,
    layers: [
      { layer: 'c1', constant: [], units: 4 },
      { layer: 'c3', constant: [7], units: 24 },
      { layer: 'f5', constant: Array.from({ length: f5 }, (_, i) => 64 - f5 + i), units: 64 },
    ] as const,
  });
  const dead = { layer: 'f5', dead: 40, units: 64, images: 100, first: 24 } as const;
  const run = finishedRun({ lr: 0.03 }, [epochWith(1)], shirtsMixedUp);

  it('is their layer, and a lower learning rate', () => {
    const found = findingOf({ ...run, constantUnits: counted(40) });
    expect(found).toEqual({ kind: 'dead-units', dead, rate: 0.03, lower: 0.003 });
  });

  it('needs most of a layer', () => {
    expect(findingOf({ ...run, constantUnits: counted(38) }).kind).toBe('weakest-class');
  });

  it('has no advice for weights from a file', () => {
    const plan = { ...run.plan, start: { kind: 'file', name: 'a.safetensors' } } as const;
    expect(findingOf({ ...run, plan, constantUnits: counted(40) })).toMatchObject({ lower: null });
  });

  it('is evidence for a run at the level of guessing', () => {
    const guessing = { ...run, result: alwaysBag, constantUnits: counted(40) };
    expect(findingOf(guessing)).toMatchObject({ kind: 'chance', dead });
  });
});

describe('the finding of a run that overfits', () => {
  const epochs = [0.5, 0.4, 0.43, 0.46, 0.5].map((validationLoss, i) =>
    epochWith(i + 1, { validationLoss, trainAccuracy: 0.95, validationAccuracy: 0.86 }),
  );

  it('is the epoch with the lowest validation loss, and augmentation', () => {
    expect(findingOf(finishedRun({}, epochs, shirtsMixedUp))).toEqual({
      kind: 'overfitting',
      overfitting: { epoch: 2, lowest: 0.4, last: 0.5, trainAccuracy: 0.95, validationAccuracy: 0.86 },
      remedy: 'augmentation',
      changes: { flip: true, shift: 1 },
    });
  });

  it('is fewer epochs where images are augmented already', () => {
    expect(findingOf(finishedRun({ shift: 2 }, epochs, shirtsMixedUp))).toMatchObject({
      remedy: 'fewer-epochs',
      changes: { epochs: 2 },
    });
  });
});

describe('the finding with other numbers of classes', () => {
  it.each([3, 36])('is the weakest of %i classes', (classes) => {
    const last = classes - 1;
    const result = ownResultWith(classes, (label, place) => (label === last && place < 4 ? 1 : label));
    const run = finishedRun({}, [epochWith(1)], result, ownDataset(classes));
    expect(findingOf(run)).toEqual({
      kind: 'weakest-class',
      label: last,
      correct: 6,
      total: 10,
      predictedAs: 1,
      count: 4,
    });
  });

  it('is guessing at the level of its number of classes', () => {
    const tenth = ownResultWith(36, (label, place) => (place < 1 ? label : (label + 1) % 36));
    expect(findingOf(finishedRun({}, [epochWith(1)], tenth, ownDataset(36))).kind).toBe('weakest-class');
    const third = ownResultWith(3, (label, place) => (place < 3 ? label : (label + 1) % 3));
    expect(findingOf(finishedRun({}, [epochWith(1)], third, ownDataset(3))).kind).toBe('chance');
  });

  it('is guessing where the most frequent class is always predicted', () => {
    const labels = Uint8Array.from({ length: 100 }, (_, i) => (i < 90 ? 2 : i % 2));
    const result = { labels, predicted: new Uint8Array(100).fill(2), accuracy: 0.9 };
    expect(findingOf(finishedRun({}, [epochWith(1)], result, ownDataset(3)))).toMatchObject({
      kind: 'chance',
      always: { label: 2, count: 100 },
    });
  });

  it('advises no mirror images, which may be of another class', () => {
    const epochs = [0.5, 0.4, 0.43, 0.46, 0.5].map((validationLoss, i) =>
      epochWith(i + 1, { validationLoss, trainAccuracy: 0.95, validationAccuracy: 0.86 }),
    );
    const run = finishedRun(
      {},
      epochs,
      ownResultWith(3, (label) => label),
      ownDataset(3),
    );
    expect(findingOf(run)).toMatchObject({ remedy: 'shift', changes: { shift: 1 } });
  });
});
