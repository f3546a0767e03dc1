// The one error of loading data. It carries what the page tells a person (`Failure` in contract/messages.ts).

import type { Failure } from '../contract/messages.ts';

type DataFailure = Extract<Failure, { kind: 'data' }>;

/** Whether another try can help: no; one, for what a cache on the way may have spoilt; some, for what passes. */
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
