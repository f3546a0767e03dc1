// The campaign `own-data`: hostile files are read as a person's dataset. Every outcome has to be a typed refusal or a correct
// dataset; an exception of any other kind is a crash.

import { createHash } from 'node:crypto';
import type { Random } from '../../src/base/random.ts';
import { CLASS_LIMITS } from '../../src/contract/dataset.ts';
import type { OwnDataRefusal, OwnDataSummary, OwnDataset } from '../../src/contract/own-data.ts';
import { csvFile, newOwnData, sources } from '../../src/own-data/files.fixture.ts';
import { Refused } from '../../src/own-data/refused.ts';
import type { Campaign, Outcome } from './campaign.ts';
import { GOOD, type Fault, type Files } from './own-data-good.ts';
import { imageFaults } from './own-data-images.ts';
import { numpyFaults } from './own-data-numpy.ts';
import { tableFaults } from './own-data-tables.ts';

const FAULTS = [...imageFaults, ...tableFaults, ...numpyFaults];
export const ownDataFaultCount = FAULTS.length;

type Read = { dataset: OwnDataset; summary: OwnDataSummary } | { refusal: OwnDataRefusal };

/** Every fault in turn. */
export function ownDataFaults(): Campaign {
  let next = 0;
  return { times: 2 * FAULTS.length, once: (random) => cause(FAULTS[next++ % FAULTS.length]!, random) };
}

async function cause(fault: Fault, random: Random): Promise<Outcome> {
  const outcome = (as: string, survived = true): Outcome => ({ fault: fault.fault, survived, as });
  let read: Read;
  try {
    read = await readDataset(fault.files(random));
  } catch (error) {
    return outcome(`crashed with ${error instanceof Error ? error.stack : String(error)}`, false);
  }
  const { verdict } = fault;
  if ('refusal' in read) {
    const { reason } = read.refusal;
    const refusable = verdict === 'bad' || verdict === 'images' || verdict === 'open';
    return outcome(refusable ? 'refused' : `wrongly refused: ${reason}`, refusable);
  }
  const wrong = inconsistency(read.dataset) ?? (await difference(fault, read));
  if (wrong !== null) return outcome(`accepted with ${wrong}`, false);
  return outcome(verdict === 'bad' ? 'wrongly accepted' : 'correct', verdict !== 'bad');
}

async function readDataset(files: Files): Promise<Read> {
  try {
    const data = newOwnData();
    const summary = await data.read(sources(files));
    return { summary, dataset: data.finish('hostile') };
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal };
    throw error;
  }
}

const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest('hex');

/** What in `dataset` contradicts itself or the limits; null for nothing. */
function inconsistency({ facts, images, labels }: OwnDataset): string | null {
  const { classes, trainCount, testCount, contentHash } = facts;
  const count = trainCount + testCount;
  if (images.length !== 784 * count || labels.length !== count) return 'other counts';
  if (classes.length < CLASS_LIMITS.min || classes.length > CLASS_LIMITS.max)
    return 'too many or few classes';
  if (new Set(classes).size !== classes.length) return 'a name twice';
  if (classes.some((name) => name.length === 0 || name.length > 80 || /[\p{Cc}\u202e]/u.test(name)))
    return 'an odd name';
  if (labels.some((label) => label >= classes.length)) return 'a label of no class';
  if (new Set(labels.subarray(0, trainCount)).size !== classes.length) return 'a class without images';
  if (testCount === 0) return 'no test images';
  return contentHash === sha256(labels, images) ? null : 'a wrong hash';
}

const imagesOf = (images: Uint8Array) =>
  Array.from({ length: images.length / 784 }, (_, i) => sha256(images.subarray(784 * i, 784 * (i + 1))));
const goodImages = imagesOf(GOOD.images);
let goodHash: string | undefined;

async function hashOfGood(): Promise<string> {
  const read = await readDataset({ 'x.csv': csvFile(GOOD) });
  if ('refusal' in read) throw new Error(`the good dataset is refused: ${read.refusal.reason}`);
  return read.dataset.facts.contentHash;
}

/** How `read` differs from what `fault` should give; null for not at all. */
async function difference(
  { verdict, names }: Fault,
  read: Exclude<Read, { refusal: unknown }>,
): Promise<string | null> {
  const { dataset, summary } = read;
  if (verdict === 'open' || verdict === 'bad') return null;
  const found = imagesOf(dataset.images);
  const foreign = found.filter((image) => !goodImages.includes(image)).length;
  if (verdict === 'images') return foreign === 0 ? null : `${foreign} changed images`;
  if (verdict === 'less') {
    const refused = summary.refused.reduce((sum, { count }) => sum + count, 0);
    const missing = goodImages.length - found.length;
    return foreign === 0 && refused === 1 && (missing === 0 || missing === 1) ? null : 'other images';
  }
  if (verdict === 'more')
    return foreign === 1 && found.length === goodImages.length + 1 ? null : 'other images';
  if (names && dataset.facts.classes.toSorted().join() !== names.toSorted().join()) return 'other names';
  goodHash ??= await hashOfGood();
  return goodHash === dataset.facts.contentHash ? null : 'another hash';
}
