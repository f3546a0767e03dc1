// The error of loading data. It carries the fields of the failure that the page shows (`Failure` in contract/messages.ts).

import type { Failure } from '../contract/messages.ts';

type DataFailure = Extract<Failure, { kind: 'data' }>;

/** How often a retry can help: 'once' for content that a cache may have damaged, 'again' for transient faults. */
export type Retry = 'no' | 'once' | 'again';

export class DataError extends Error {
  override readonly name = 'DataError';
  readonly file: string;
  readonly reason: DataFailure['reason'];
  /** HTTP status, for reason 'http'. */
  readonly status: number | undefined;
  readonly retry: Retry;

  constructor(
    file: string,
    reason: DataFailure['reason'],
    status?: number,
    { detail = reason, retry = 'no', cause }: { detail?: string; retry?: Retry; cause?: unknown } = {},
  ) {
    super(`${file}: ${detail}`, { cause });
    this.file = file;
    this.reason = reason;
    this.status = status;
    this.retry = retry;
  }
}
