// Refusals inside the readers: the exception that carries one, and the list of those of single files.

import type { OwnDataReason, OwnDataRefusal, RefusedFiles } from '../contract/own-data.ts';

export class Refused extends Error {
  readonly refusal: OwnDataRefusal;
  /** Concerns all files together: nothing is read of the others either. */
  readonly ofAll: boolean;

  constructor(file: string, reason: OwnDataReason, ofAll = false) {
    super(`${file}: ${reason.reason}`);
    this.refusal = { file, ...reason };
    this.ofAll = ofAll;
  }
}

/** Refused files, grouped by their reason. */
export class RefusedList {
  private readonly groups = new Map<string, RefusedFiles>();

  add(refusal: OwnDataRefusal): void {
    const group = this.groups.get(refusal.reason);
    if (group) group.count++;
    else this.groups.set(refusal.reason, { refusal, count: 1 });
  }

  /** The result of `read`; null where it threw a refusal of one file, which is added. */
  async collect<T>(read: () => T | Promise<T>): Promise<T | null> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof Refused) || error.ofAll) throw error;
      this.add(error.refusal);
      return null;
    }
  }

  /** The refusal of most files, to be thrown where no file could be used; `no-files` where there are none. */
  asError(): Refused {
    const [most] = this.all.toSorted((a, b) => b.count - a.count);
    const { file, ...reason } = most?.refusal ?? { file: '', reason: 'no-files' };
    return new Refused(file, reason);
  }

  get all(): RefusedFiles[] {
    return [...this.groups.values()];
  }
}
