// A person's own datasets: those in storage, and the newest one even where there is no storage.

import { messageOf } from '../base/errors.ts';
import { readDatasetFacts, readOwnDataset } from '../contract/own-dataset.ts';
import type { DatasetFacts } from '../contract/dataset.ts';
import type { OwnDatasetEntry, WorkerEvent } from '../contract/messages.ts';
import type { OwnDataset } from '../contract/own-data.ts';
import { DataError } from '../dataset/data-error.ts';
import { sha256Hex } from '../dataset/verify.ts';
import type { OwnDataStore } from '../storage/own-data-store.ts';
import { isStorageMissing } from './checkpoint/storage-errors.ts';

/** Whether `error` says that a dataset is not on this machine. */
export function isMissing(error: unknown): boolean {
  return error instanceof DataError && error.reason === 'missing';
}

export class OwnDatasets {
  readonly #store: OwnDataStore;
  readonly #emit: (event: WorkerEvent) => void;
  /** The newest dataset, until it was opened from here once and is in storage. */
  #newest: OwnDataset | null = null;
  #newestOpened = false;
  #newestStored = false;
  /** Why the newest one is not in storage. */
  #notStored: string | null = null;
  #stored: DatasetFacts[] | null = null;
  /** Why storage could not be listed. */
  #unreadable: string | null = null;

  constructor(store: OwnDataStore, emit: (event: WorkerEvent) => void) {
    this.#store = store;
    this.#emit = emit;
  }

  /** Sends the page the list, once; later changes send it again. */
  async announce(): Promise<void> {
    if (this.#stored) return;
    await this.#readList();
    this.#send();
  }

  /** Takes a dataset that the page has read. Storage may refuse it; then it lasts as long as this worker. */
  async add(dataset: OwnDataset): Promise<void> {
    this.#newest = dataset;
    this.#newestOpened = false;
    this.#newestStored = false;
    this.#notStored = null;
    const problem = await this.#store.put(dataset).then(() => null, messageOf);
    // Meanwhile it may be opened, deleted, or followed by another one.
    if (this.#newest === dataset) {
      this.#notStored = problem;
      this.#newestStored = problem === null;
      if (this.#newestStored && this.#newestOpened) this.#newest = null;
    }
    await this.#readList();
    this.#send();
  }

  async delete(id: string): Promise<void> {
    if (this.#newest?.facts.id === id) this.#newest = null;
    // The list says whether it is still there.
    await this.#store.delete(id).catch(() => {});
    await this.#readList();
    this.#send();
  }

  /** The dataset with this id. Rejects with `DataError`: 'missing' where it is not here, 'damaged', or 'unreadable'. */
  async open(id: string): Promise<OwnDataset> {
    if (this.#newest?.facts.id === id) {
      const newest = this.#newest;
      this.#newestOpened = true;
      if (this.#newestStored) this.#newest = null;
      return newest;
    }
    const found = await this.#store.get(id).catch((error: unknown) => {
      if (isStorageMissing(error)) return null;
      throw new DataError(id, 'unreadable', undefined, { detail: messageOf(error), cause: error });
    });
    if (found === null || found === undefined) throw new DataError(id, 'missing');
    const dataset = readOwnDataset(found);
    if (!dataset || dataset.facts.id !== id || (await contentHash(dataset)) !== dataset.facts.contentHash) {
      throw new DataError(id, 'damaged');
    }
    return dataset;
  }

  async #readList(): Promise<void> {
    this.#unreadable = null;
    const found = await this.#store.list().catch((error: unknown) => {
      if (!isStorageMissing(error)) this.#unreadable = messageOf(error);
      return [];
    });
    this.#stored = found.flatMap((value) => readDatasetFacts(value) ?? []);
  }

  #send(): void {
    const own: OwnDatasetEntry[] = (this.#stored ?? []).map((facts) => ({ facts, notStored: null }));
    if (this.#newest && this.#notStored !== null)
      own.push({ facts: this.#newest.facts, notStored: this.#notStored });
    const unreadable = this.#unreadable;
    this.#emit({ type: 'datasets', own, ...(unreadable !== null && { unreadable }) });
  }
}

/** SHA-256 of the labels and then the images, as in `DatasetFacts`. */
async function contentHash({ images, labels }: OwnDataset): Promise<string> {
  const content = new Uint8Array(labels.length + images.length);
  content.set(labels);
  content.set(images, labels.length);
  return sha256Hex(content);
}
