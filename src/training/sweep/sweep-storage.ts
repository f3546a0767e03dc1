// What a sweep stores, its header and the checkpoints of its members, and why the newest of them is not in storage.

import { messageOf } from '../../base/errors.ts';
import type { SweepHeader } from '../../contract/saved-sweep.ts';
import type { SweepProgress } from '../../contract/sweep-state.ts';
import type { RunStore } from '../../storage/run-store.ts';
import type { SweepStore } from '../../storage/sweep-store.ts';
import type { ResumableRun } from '../checkpoint/checkpoint.ts';
import { notSavedBecause } from '../checkpoint/saver.ts';

type NotSaved = SweepProgress['notSaved'];

interface Sources {
  header(): SweepHeader;
  /** The checkpoints of the members that are not under way, by their index. */
  resting(): Iterable<readonly [number, ResumableRun]>;
  /** `notSaved` may have changed. */
  onChange(): void;
}

export class SweepStorage {
  readonly #store: SweepStore;
  readonly #sources: Sources;
  /** Why the header or a member, by its index, is not stored. */
  readonly #notSaved = new Map<'header' | number, NonNullable<NotSaved>>();
  #revoked = false;
  #writing: Promise<unknown> = Promise.resolve();
  /** A save of everything, under way. */
  #saving: Promise<{ error: unknown } | null> | null = null;

  constructor(store: SweepStore, sources: Sources) {
    this.#store = store;
    this.#sources = sources;
  }

  /** Null where everything is stored. */
  get notSaved(): NotSaved {
    return this.#notSaved.values().next().value ?? null;
  }

  get revoked(): boolean {
    return this.#revoked;
  }

  /** Another tab has taken the lock: nothing more is stored. */
  revoke(): void {
    this.#revoked = true;
  }

  /** Resolves once the header is stored, or could not be. */
  async saveHeader(): Promise<void> {
    await this.#writeHeader();
  }

  /** Also the checkpoints of the members that are not under way. Resolves with what rejected the header. */
  saveAll(): Promise<{ error: unknown } | null> {
    this.#saving ??= this.#writeAll().finally(() => (this.#saving = null));
    return this.#saving;
  }

  /** Resolves once the headers so far are stored, or could not be. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  /** Of a member that is under way. Rejects where it could not be stored: see `note`. */
  async saveMember(index: number, ...checkpoint: Parameters<RunStore['save']>): Promise<void> {
    if (await this.#writeMember(index, checkpoint)) return;
    // Storage holds no header of this sweep: it could not be stored, or site data was cleared.
    const failed = await this.saveAll();
    if (failed) throw failed.error;
    if (!(await this.#writeMember(index, checkpoint))) throw new Error('another sweep is stored');
  }

  /** What became of the newest checkpoint of a member; null where it is stored or not needed any more. */
  note(source: 'header' | number, notSaved: NotSaved): void {
    const before = this.notSaved;
    if (notSaved) this.#notSaved.set(source, notSaved);
    else this.#notSaved.delete(source);
    if (this.notSaved !== before) this.#sources.onChange();
  }

  /** Resolves with what rejected it. One after the other, so that the newest one stays. */
  #writeHeader(): Promise<{ error: unknown } | null> {
    const write = this.#writing.then(() =>
      this.#noting('header', async () => {
        if (!this.#revoked) await this.#store.save(this.#sources.header());
      }),
    );
    this.#writing = write;
    return write;
  }

  async #writeAll(): Promise<{ error: unknown } | null> {
    const failed = await this.#writeHeader();
    if (failed) return failed;
    for (const [index, { checkpoint, losses, accuracies }] of this.#sources.resting()) {
      await this.#noting(index, () => this.#writeMember(index, [checkpoint, losses, accuracies]));
    }
    return null;
  }

  /** False where storage holds no header of this sweep. */
  async #writeMember(index: number, checkpoint: Parameters<RunStore['save']>): Promise<boolean> {
    return this.#revoked || this.#store.saveMember(this.#sources.header().id, index, ...checkpoint);
  }

  async #noting(
    source: 'header' | number,
    write: () => Promise<unknown>,
  ): Promise<{ error: unknown } | null> {
    try {
      await write();
      this.note(source, null);
      return null;
    } catch (error) {
      this.note(source, { reason: notSavedBecause(error), detail: messageOf(error) });
      return { error };
    }
  }
}
